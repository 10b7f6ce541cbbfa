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
    private static final List<Integer> BUSY = List.of(0, 1, 2, 5, 6);
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
     * Time at work.
     *
     * @param core its number
     * @return nanoseconds for any process
     */
    public long busyNanos(String core) {
        List<Long> columns = ticks.getOrDefault(core, List.of());
        return BUSY.stream().filter(column -> column < columns.size()).mapToLong(columns::get).sum() * NANOS_PER_TICK;
    }

    /**
     * Time the hypervisor gave to others.
     *
     * @param core its number
     * @return nanoseconds
     */
    public long stolenNanos(String core) {
        List<Long> columns = ticks.getOrDefault(core, List.of());
        return columns.size() > STEAL ? columns.get(STEAL) * NANOS_PER_TICK : 0;
    }
}
