package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.suite.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What must be the same for a stored baseline to say anything: the kind of machine, the JDK with its options, how the
 * measuring was set up, and the workloads. The system's version may differ, so that a kernel's update costs no baseline.
 */
final class Surroundings {
    private final List<String> differences = new ArrayList<>();

    private Surroundings() {}

    /** What differs, one phrase each. */
    static List<String> differences(Environment baseline, List<Workload> workloads, RunRecord session) {
        var all = new Surroundings();
        Environment here = session.environment();
        all.compare("CPU model", baseline.cpu(), here.cpu());
        all.compare("cores", baseline.cores(), here.cores());
        all.compare("operating system", withoutVersion(baseline.os()), withoutVersion(here.os()));
        all.compare("JDK", baseline.jdk(), here.jdk());
        all.compare("JVM options", baseline.jvmArgs(), here.jvmArgs());
        all.compare("client cores", baseline.clientCores(), here.clientCores());
        all.compare("server cores", baseline.serverCores(), here.serverCores());
        all.compare("server transport", baseline.serverTransport(), here.serverTransport());
        all.compare("CPU clock", baseline.cpuClock(), here.cpuClock());
        all.compareWorkloads(workloads, session.suite().workloads());
        return List.copyOf(all.differences);
    }

    /** What a history must not mix, in one line. */
    static String inShort(Environment environment) {
        return environment.cpu() + ", " + environment.cores() + " cores, " + environment.jdk() + ", client on "
                + environment.clientCores() + ", server on " + environment.serverCores();
    }

    private void compareWorkloads(List<Workload> baseline, List<Workload> here) {
        compare("workloads", baseline.stream().map(Workload::name).toList(),
                here.stream().map(Workload::name).toList());
        for (int i = 0; i < Math.min(baseline.size(), here.size()); i++) {
            if (baseline.get(i).name().equals(here.get(i).name())) {
                compare("plan of " + here.get(i).name(), baseline.get(i), here.get(i));
            }
        }
    }

    private void compare(String what, Object baseline, Object here) {
        if (!Objects.equals(baseline, here)) {
            differences.add(what + ": " + baseline + " in the baseline, " + here + " here");
        }
    }

    /** Name and architecture, such as "Linux amd64". */
    private static String withoutVersion(String os) {
        String[] words = os.split(" ");
        return words[0] + " " + words[words.length - 1];
    }
}
