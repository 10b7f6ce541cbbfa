package io.fetchbench.harness.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How each core has spent its time, from {@code /proc/stat} (proc(5)), in ticks of a hundredth of a second.
 *
 * @param ticks the columns of each core's line: user, nice, system, idle, iowait, irq, softirq, steal …
 */
public record CoreTimes(Map<String, List<Long>> ticks) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final long NANOS_PER_TICK = 10_000_000;
    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    private static final int STEAL = 7;

    /** {@return the times now; none where the platform doesn't say} */
    public static CoreTimes now() {
        if (!Files.isReadable(STAT)) {
            return new CoreTimes(Map.of());
        }
        try {
            return parse(Files.readAllLines(STAT));
        } catch (IOException e) {
            return new CoreTimes(Map.of());
        }
    }

    /**
     * Reads the times.
     *
     * @param lines of {@code /proc/stat}
     * @return one entry a core
     */
    public static CoreTimes parse(List<String> lines) {
        Map<String, List<Long>> ticks = new HashMap<>();
        for (String line : lines) {
            if (line.matches("cpu[0-9]+ .*")) {
                String[] words = line.split(" +");
                ticks.put(words[0].substring(3),
                        java.util.stream.Stream.of(words).skip(1).map(Long::valueOf).toList());
            }
        }
        return new CoreTimes(ticks);
    }

    /** {@return whether the platform says} */
    public boolean isKnown() {
        return !ticks.isEmpty();
    }

    /**
     * The times spent since.
     *
     * @param before an earlier reading
     * @return of the cores that both know
     */
    public CoreTimes minus(CoreTimes before) {
        Map<String, List<Long>> difference = new HashMap<>();
        ticks.forEach((core, now) -> {
            List<Long> then = before.ticks.get(core);
            if (then != null) {
                difference.put(core, java.util.stream.IntStream.range(0, now.size())
                        .mapToObj(column -> now.get(column) - then.get(column)).toList());
            }
        });
        return new CoreTimes(difference);
    }

    /**
     * Time at work: what is left of the elapsed time without idle, waiting and stolen time, which the kernel takes from clocks. The
     * other columns go by what a tick finds, and for a core that wakes up and sleeps thousands of times a second come to up to 1.3
     * times the time there was.
     *
     * @param core its number
     * @param elapsedNanos how long these times are of
     * @return nanoseconds for any process; 0 for a core that is not known
     */
    public long busyNanos(String core, long elapsedNanos) {
        return ticks.containsKey(core)
                ? elapsedNanos - nanos(core, IDLE) - nanos(core, IOWAIT) - nanos(core, STEAL)
                : 0;
    }

    /**
     * Time the hypervisor gave to others.
     *
     * @param core its number
     * @return nanoseconds
     */
    public long stolenNanos(String core) {
        return nanos(core, STEAL);
    }

    private long nanos(String core, int column) {
        List<Long> columns = ticks.getOrDefault(core, List.of());
        return columns.size() > column ? columns.get(column) * NANOS_PER_TICK : 0;
    }
}
