package io.fetchbench.harness.doctor;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** What tells the time, at what cost, and how punctually it wakes a thread. */
final class Clocks {
    private static final int BATCHES = 50;
    private static final int READINGS = 20_000;
    private static final int PARKS = 300;
    private static final long PARK_NANOS = 1_000_000;

    private Clocks() {}

    /** Where the kernel takes the time from. */
    static Finding source(SystemFiles files) {
        String folder = "sys/devices/system/clocksource/clocksource0/";
        String source = files.read(folder + "current_clocksource").orElse("");
        return switch (source) {
            case "" -> Finding.weak("clock source", "not visible here", "see what nanoTime costs, below");
            case "tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter" -> Finding.ok("clock source",
                    source);
            default -> Finding.weak("clock source", source + ": every reading is a call into the kernel or slower",
                    "boot with clocksource=tsc if the processor's is stable; there is: "
                            + files.read(folder + "available_clocksource").orElse("unknown"));
        };
    }

    /**
     * Cost and step of a clock.
     *
     * @param nanoTime the clock
     */
    static Finding nanoTime(LongSupplier nanoTime) {
        double cost = Double.POSITIVE_INFINITY;
        long step = Long.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            long start = nanoTime.getAsLong();
            long last = start;
            for (int i = 0; i < READINGS; i++) {
                long now = nanoTime.getAsLong();
                if (now != last) {
                    step = Math.min(step, now - last);
                }
                last = now;
            }
            cost = Math.min(cost, (double) (last - start) / READINGS);
        }
        // A fetch's latency is two readings, and a fetch of the leanest style takes 4 us of processor time.
        return Finding.rated("nanoTime", Math.max(cost, step / 10.0), 200, 2_000,
                Finding.text("%.0f ns a reading, in steps of %s", cost,
                        step == Long.MAX_VALUE ? "more than the test took" : step + " ns"),
                "choose another clock source; latencies below some microseconds mean nothing");
    }

    /**
     * How late a park of a millisecond ends. The mock server's delays end no sooner, and a run calls a delay late from a
     * millisecond on.
     *
     * @param nanoTime the clock
     * @param parkNanos waits that long
     */
    static Finding timer(LongSupplier nanoTime, LongConsumer parkNanos) {
        long[] late = new long[PARKS];
        for (int i = 0; i < PARKS; i++) {
            long start = nanoTime.getAsLong();
            parkNanos.accept(PARK_NANOS);
            late[i] = nanoTime.getAsLong() - start - PARK_NANOS;
        }
        Arrays.sort(late);
        double median = late[PARKS / 2] / 1e3;
        return Finding.rated("timer", median, 200, 1_000,
                Finding.text("a park of 1 ms ends %.0f us late, one in a hundred %.0f us or more", median,
                        late[PARKS * 99 / 100] / 1e3),
                "measure on an idle machine with high-resolution timers; delays come out longer than asked for");
    }
}
