package io.fetchbench.harness.report;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.suite.BodyStep;
import io.fetchbench.harness.Quantities;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.text.Numbers;
import io.fetchbench.harness.text.Text;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a reader must know beside the figures: where, when, how and how much of it. In words, the same in every output. */
final class Facts {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Facts() {}

    /** Whether the run is all there. */
    static String status(RunRecord run) {
        if (run.complete()) {
            return "complete";
        }
        String reason = run.incompleteReason() == null ? "no reason recorded" : Text.plain(run.incompleteReason());
        return "INCOMPLETE: " + reason;
    }

    static String date(RunRecord run) {
        return UTC.format(run.startedAt()) + ", took " + length(run.elapsedNanos());
    }

    private static String length(long nanos) {
        long seconds = Math.round(nanos / 1e9);
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    static String hardware(Environment environment) {
        return Text.plain(environment.cpu()) + ", " + environment.cores()
                + (environment.cores() == 1 ? " core, " : " cores, ")
                + Figure.of(environment.memoryBytes() / (double) (1 << 30), 3, 1).value() + " GiB";
    }

    static String machine(Environment environment) {
        return hardware(environment) + "; " + Text.plain(environment.os()) + "; " + Text.plain(environment.jdk());
    }

    static String pinning(Environment environment) {
        return "client " + pinned(environment.clientCores()) + ", mock server " + pinned(environment.serverCores())
                + " (" + Text.plain(environment.serverTransport()) + ")";
    }

    private static String pinned(String cores) {
        return cores.equals("not pinned") ? cores
                : (cores.matches("[0-9]+") ? "on core " : "on cores ") + Text.plain(cores);
    }

    /** The command as it can be typed again. */
    static String command(RunRecord run) {
        return run.command().stream().map(Facts::shellWord).collect(Collectors.joining(" ", "./bench ", ""));
    }

    private static String shellWord(String word) {
        String plain = Text.plain(word);
        return plain.matches("[A-Za-z0-9_./:=@%+,-]+") ? plain : "'" + plain.replace("'", "'\\''") + "'";
    }

    /** What was asked of every arm. */
    static String conditions(Workload workload) {
        String delay = workload.delay().isNone() ? "no delay" : workload.delay().text() + " delay";
        String reuse = workload.reuse() == ConnectionReuse.KEEP_ALIVE ? "keep-alive" : "a connection per fetch";
        String wrong = workload.faults().isEmpty() ? "" : ", faults: " + faults(workload);
        String step = workload.bodyStep().equals(BodyStep.NONE) ? "" : ", then " + workload.bodyStep().text();
        return load(workload) + ", " + delay + ", " + count(workload.bodyBytes(), "byte", "bytes") + " per body, "
                + reuse
                + wrong + step;
    }

    /** The load and the delay alone. */
    static String inShort(Workload workload) {
        String delay = workload.delay().isNone() ? "" : ", " + workload.delay().text();
        return switch (workload.drive()) {
            case BATCH -> workload.fetches() + " at once" + delay;
            case CANCEL -> workload.fetches() + " at once, cancelled" + delay;
            case CLOSED -> workload.inFlight() + " in flight" + delay;
            case OPEN -> arrivals(workload) + delay;
        };
    }

    private static String load(Workload workload) {
        String atMost = ", at most " + workload.inFlight() + " in flight";
        return switch (workload.drive()) {
            case BATCH -> count(workload.fetches(), "fetch", "fetches") + " at once" + atMost;
            case CANCEL -> count(workload.fetches(), "fetch", "fetches") + " at once, cancelled midway" + atMost;
            case CLOSED -> workload.inFlight() + " in flight";
            case OPEN -> arrivals(workload) + " ("
                    + (workload.arrivals().poisson() ? "Poisson" : "constant") + ")" + atMost;
        };
    }

    /** A search tries rates with many digits. */
    private static String arrivals(Workload workload) {
        return Numbers.exact(Numbers.significant(workload.arrivals().perSecond(), 6).doubleValue())
                + " arrivals a second";
    }

    private static String faults(Workload workload) {
        return new TreeMap<>(workload.faults()).entrySet().stream()
                .map(share -> Quantities.formatShare(share.getValue()) + " " + share.getKey().key())
                .collect(Collectors.joining(", "));
    }

    /**
     * In what a run's plan of a workload is another than the first run's: all that is asked of an arm if that differs, and
     * of the rest what differs.
     *
     * @return empty if in nothing
     */
    static String otherConditions(Workload workload, Workload first) {
        List<String> others = new ArrayList<>();
        if (!conditions(workload).equals(conditions(first))) {
            others.add(conditions(workload));
        }
        List<Fact> rest = restOfPlan(workload);
        List<Fact> firstRest = restOfPlan(first);
        for (int i = 0; i < rest.size(); i++) {
            if (!rest.get(i).equals(firstRest.get(i))) {
                others.add(rest.get(i).label() + " " + rest.get(i).text() + " instead of " + firstRest.get(i).text());
            }
        }
        return String.join("; ", others);
    }

    /** What {@link #conditions} leaves out, but for the name and the place on a curve. */
    private static List<Fact> restOfPlan(Workload workload) {
        String slice = workload.drive().handsOverAll() ? "a batch" : Quantities.format(workload.slice());
        return List.of(new Fact("rounds", String.valueOf(workload.rounds())),
                new Fact("slices", String.valueOf(workload.slices())), new Fact("slice length", slice),
                new Fact("timeout", Quantities.format(workload.timeout())),
                new Fact("I/O threads", String.valueOf(workload.ioThreads())),
                new Fact("warm-up", Quantities.format(workload.warmUp())),
                new Fact("seed", String.valueOf(workload.seed())),
                new Fact("heap sampled", workload.sampleHeap() ? "yes" : "no"));
    }

    /** How often it was measured. */
    static String rounds(Workload workload) {
        String slices = workload.drive().handsOverAll()
                ? count(workload.slices(), "batch", "batches") + " each"
                : count(workload.slices(), "slice", "slices") + " of " + Quantities.format(workload.slice()) + " each";
        return count(workload.rounds(), "round", "rounds") + " of fresh forks, " + slices;
    }

    private static String count(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    /** All of it as label and text. */
    static List<Fact> of(RunRecord run) {
        Environment environment = run.environment();
        return List.of(new Fact("Status", status(run)), new Fact("Date", date(run)),
                new Fact("Machine", machine(environment)), new Fact("Pinning", pinning(environment)),
                new Fact("Rounds", roundsOfAll(run)), new Fact("CPU clock", Text.plain(environment.cpuClock())),
                new Fact("Commit", Text.plain(environment.commit())), new Fact("Run", Text.plain(run.runId())));
    }

    private static String roundsOfAll(RunRecord run) {
        return run.suite().workloads().stream().map(workload -> Text.name(workload.name()) + " " + workload.rounds())
                .collect(Collectors.joining(", "));
    }

    /**
     * One of them.
     *
     * @param label one or two words
     * @param text in plain words
     */
    record Fact(String label, String text) {}
}
