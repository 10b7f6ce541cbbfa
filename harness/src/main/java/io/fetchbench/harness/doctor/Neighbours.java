package io.fetchbench.harness.doctor;

import io.fetchbench.harness.session.CoreTimes;
import java.time.Duration;
import java.util.List;

/** What else wants these cores: other processes, and the hypervisor's other machines. */
final class Neighbours {
    /** How long they are watched. */
    static final Duration WATCH = Duration.ofSeconds(5);

    /** The bounds from which a run calls its own cells suspect; several times as much leaves nothing to measure. */
    private static final double STOLEN_WEAK = 0.02;
    private static final double STOLEN_UNFIT = 0.10;
    private static final double OTHERS_WEAK = 0.10;
    private static final double OTHERS_UNFIT = 0.50;
    private static final double LOAD_WEAK = 0.5;

    private Neighbours() {}

    /** How many processes wanted to run over the last minute, which is past: never a reason to call a machine unfit. */
    static Finding load(SystemFiles files, int cores) {
        String[] words = files.read("proc/loadavg").orElse("").split(" ");
        if (!words[0].matches("[0-9]{1,6}\\.[0-9]{1,3}")) {
            return Finding.weak("load average", "not visible here", "make sure that nothing else runs");
        }
        double perCore = Double.parseDouble(words[0]) / cores;
        return Finding.rated("load average", perCore, LOAD_WEAK, Double.POSITIVE_INFINITY,
                words[0] + " over the last minute, on " + cores + (cores == 1 ? " core" : " cores"),
                "let what ran before come to its end, then ask again");
    }

    /**
     * Time that the hypervisor gave to other machines.
     *
     * @param spent how the cores spent the watch
     * @param elapsedNanos its length
     * @param cores the usable ones
     */
    static Finding stolen(CoreTimes spent, long elapsedNanos, List<Integer> cores) {
        if (!spent.isKnown()) {
            return Finding.weak("stolen time", "not visible here", "prefer a machine of your own");
        }
        double share = cores.stream().mapToDouble(core -> spent.stolenNanos(core.toString())).sum()
                / ((double) elapsedNanos * cores.size());
        return Finding.rated("stolen time", share, STOLEN_WEAK, STOLEN_UNFIT,
                Finding.text("%.1f %% over %d s", share * 100, WATCH.toSeconds()),
                "measure when the host is quieter, or on a machine of your own");
    }

    /** The core that other processes used most; this one's own time counts as on that core. */
    static Finding others(CoreTimes spent, long elapsedNanos, long ownNanos, List<Integer> cores) {
        if (!spent.isKnown()) {
            return Finding.weak("other processes", "not visible here", "make sure that nothing else runs");
        }
        long busiest = cores.stream().mapToLong(core -> spent.busyNanos(core.toString(), elapsedNanos)).max().orElse(0);
        double share = Math.max(0, busiest - ownNanos) / (double) elapsedNanos;
        return Finding.rated("other processes", share, OTHERS_WEAK, OTHERS_UNFIT,
                Finding.text("%.0f %% of the core they used most, over %d s", share * 100, WATCH.toSeconds()),
                "stop them; top shows which they are");
    }
}
