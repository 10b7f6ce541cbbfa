package io.fetchbench.harness.doctor;

import io.fetchbench.harness.session.Cores;
import io.fetchbench.harness.text.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** The cores this process may use, and what sets their clock. */
final class Processor {
    private static final String NOT_VISIBLE = "not visible here, as on most virtual machines";
    private static final String COMPARE_WITHIN = "nothing to do here; compare arms within one run only, never across runs";

    private final SystemFiles files;

    Processor(SystemFiles files) {
        this.files = files;
    }

    /** Cores by affinity, and by the time a control group grants. */
    Finding cores() {
        List<Integer> allowed = allowed();
        OptionalDouble quota = new Cgroup(files).cpus();
        if (allowed.isEmpty()) {
            return Finding.weak("cores", "not visible here", "give client and server a core each yourself");
        }
        String found = allowed.size() + " usable (" + ranges(allowed) + "), "
                + (quota.isPresent()
                        ? "and a quota of " + Numbers.exact(Numbers.significant(quota.getAsDouble()).doubleValue())
                                + " cores"
                        : "no quota");
        double cores = Math.min(allowed.size(), quota.orElse(Double.MAX_VALUE));
        if (cores >= 2) {
            return Finding.ok("cores", found);
        }
        String advice = "allow this process two cores, one for the client and one for the server";
        // A whole core is shared fairly; less than one is taken away in the midst of a slice.
        return cores < 1 ? Finding.unfit("cores", found, advice) : Finding.weak("cores", found, advice);
    }

    /** {@return numbers of the cores this process may run on; empty where the platform doesn't say} */
    List<Integer> allowed() {
        return files.lines("proc/self/status").stream().filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> Cores.parse(line.substring(line.indexOf(':') + 1).strip())).findFirst()
                .orElse(List.of());
    }

    /** The frequency governor of the usable cores. */
    Finding governor() {
        var governors = new TreeSet<String>();
        allowed().forEach(core -> files.read("sys/devices/system/cpu/cpu" + core + "/cpufreq/scaling_governor")
                .ifPresent(governors::add));
        if (governors.isEmpty()) {
            return Finding.weak("frequency governor", NOT_VISIBLE, COMPARE_WITHIN);
        }
        String found = String.join(", ", governors);
        return governors.equals(new TreeSet<>(List.of("performance")))
                ? Finding.ok("frequency governor", found)
                : Finding.weak("frequency governor", found + ": the clock follows the load",
                        "sudo cpupower frequency-set -g performance");
    }

    /** Whether the clock may rise while a core is cool. */
    Finding turbo() {
        Optional<Boolean> intel = files.read("sys/devices/system/cpu/intel_pstate/no_turbo").map("0"::equals);
        Optional<Boolean> boost = files.read("sys/devices/system/cpu/cpufreq/boost").map("1"::equals);
        Optional<Boolean> on = intel.or(() -> boost);
        if (on.isEmpty()) {
            return Finding.weak("turbo", NOT_VISIBLE, COMPARE_WITHIN);
        }
        return on.get()
                ? Finding.weak("turbo", "on: the clock follows temperature and neighbours", "as root: " + (intel
                        .isPresent()
                                ? "echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo"
                                : "echo 0 > /sys/devices/system/cpu/cpufreq/boost"))
                : Finding.ok("turbo", "off");
    }

    private static String ranges(List<Integer> cores) {
        var text = new StringBuilder();
        for (int i = 0; i < cores.size(); i++) {
            int first = cores.get(i);
            while (i + 1 < cores.size() && cores.get(i + 1) == cores.get(i) + 1) {
                i++;
            }
            text.append(text.isEmpty() ? "" : ",").append(first);
            if (cores.get(i) != first) {
                text.append('-').append(cores.get(i));
            }
        }
        return text.toString();
    }
}
