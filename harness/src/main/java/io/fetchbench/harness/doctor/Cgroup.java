package io.fetchbench.harness.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The limits that a container or a service manager sets this process: the tightest of its control group and of those
 * around it, in version 2 (kernel documentation, cgroup-v2) or version 1.
 */
final class Cgroup {
    private final SystemFiles files;

    Cgroup(SystemFiles files) {
        this.files = files;
    }

    /** {@return processors' worth of time it may use; empty without a limit} */
    OptionalDouble cpus() {
        Stream<OptionalDouble> v2 = folders("").map(folder -> files.read(folder + "/cpu.max"))
                .flatMap(max -> max.stream()).map(Cgroup::quota);
        Stream<OptionalDouble> v1 = folders("cpu").map(folder -> quota(files.read(folder + "/cpu.cfs_quota_us")
                .orElse("max") + " " + files.read(folder + "/cpu.cfs_period_us").orElse("0")));
        return Stream.concat(v2, v1).flatMapToDouble(OptionalDouble::stream).min();
    }

    /** {@return bytes it may use beyond those it has; empty without a limit} */
    OptionalLong freeBytes() {
        return LongStream.concat(free("", "/memory.max", "/memory.current", "inactive_file "),
                free("memory", "/memory.limit_in_bytes", "/memory.usage_in_bytes", "total_inactive_file ")).min();
    }

    /** What was read from files and not for some time is given up before anything else. */
    private LongStream free(String controller, String limit, String used, String givenUp) {
        return folders(controller).flatMapToLong(folder -> files.number(folder + limit, "").stream()
                .map(most -> most - Math.max(0, files.number(folder + used, "").orElse(0)
                        - files.number(folder + "/memory.stat", givenUp).orElse(0))));
    }

    /** A quota and the period it is for, in microseconds; a quota of "max" or -1 is none. */
    private static OptionalDouble quota(String quotaAndPeriod) {
        return quotaAndPeriod.matches("[0-9]{1,15}\\s+[1-9][0-9]{0,14}")
                ? OptionalDouble.of(Double.parseDouble(quotaAndPeriod.split("\\s+")[0])
                        / Double.parseDouble(quotaAndPeriod.split("\\s+")[1]))
                : OptionalDouble.empty();
    }

    /** The folders of this process's group in a hierarchy, from the innermost to the root; "" is version 2's. */
    private Stream<String> folders(String controller) {
        String mount = "sys/fs/cgroup" + (controller.isEmpty() ? "" : "/" + controller);
        List<String> folders = new ArrayList<>();
        for (String line : files.lines("proc/self/cgroup")) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",")).contains(controller)) {
                for (String path = parts[2]; !path.isEmpty(); path = path.substring(0, path.lastIndexOf('/'))) {
                    folders.add(mount + path);
                }
            }
        }
        folders.add(mount);
        return folders.stream();
    }
}
