package io.fetchbench.harness.compare;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.Estimate;
import io.fetchbench.harness.session.Progress;
import io.fetchbench.harness.session.Session;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.verdict.Finding;
import io.fetchbench.harness.verdict.Gate;
import io.fetchbench.harness.verdict.Pair;
import io.fetchbench.harness.verdict.Step;
import io.fetchbench.harness.verdict.VerdictRecord;
import io.fetchbench.harness.verdict.Words;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Measures pairs until the gate has its verdict, on one or several candidates, one after the other.
 *
 * @param duels who is compared with whom; all with the same control arm
 * @param workload what they do
 * @param gate what was declared
 * @param seed draws who begins a pair
 * @param base what the candidates are compared with, in a few words
 * @param unseen what differs between base and candidates but both ran alike, one sentence each; with any, nothing passes
 */
public record LiveComparison(List<PairArms> duels, Workload workload, Gate gate, long seed, String base,
        List<String> unseen) {
    private static final String SEVERAL_IN_FLIGHT = "note: with several fetches in flight, what one costs depends on how"
            + " many responses a client finds at once, so a slowdown may show as less or more than it is (docs/trust.md)";

    /**
     * What a comparison left.
     *
     * @param directory the run's folder
     * @param record the verdicts
     * @param broken candidates that did not do what they were to do; their verdicts are invalid, and it is their own fault
     */
    public record Outcome(RunDirectory directory, VerdictRecord record, List<String> broken) {}

    /** One comparison within a session. */
    private record Duel(PairedSession session, Gate gate, int firstRound, PrintStream out, boolean terminal) {
        /** Those that the gate asks for, or up to the first in which an arm does something else: nothing more can change its verdict. */
        List<Pair> pairs() throws InterruptedException {
            List<Pair> pairs = new ArrayList<>();
            boolean asAsked = true;
            while (asAsked && gate.next(pairs) instanceof Step.Measure measure) {
                int until = pairs.size() + measure.pairs();
                String what = measure.confirming() ? "confirming pair " : "pair ";
                try (var progress = Progress.of(
                        Estimate.of(session.workload(), session.arms().all().size(), measure.pairs()), out,
                        terminal)) {
                    while (asAsked && pairs.size() < until) {
                        progress.begin(what + (pairs.size() + 1) + " of " + until + standing(pairs));
                        PairedSession.Measured measured = session.next(firstRound, pairs.size(), progress);
                        pairs.add(measured.pair());
                        asAsked = measured.asAsked();
                    }
                }
            }
            return pairs;
        }

        private String standing(List<Pair> pairs) {
            return gate.changes(pairs).stream().map(change -> ", " + Words.change(change)).reduce("", String::concat);
        }
    }

    /** One comparison that is over. A pair is a round. */
    private record Fought(PairArms arms, int firstRound, Finding finding) {
        Conduct conduct(RunRecord run, Workload workload) {
            return Conduct.of(run, workload, arms, firstRound, firstRound + finding.pairs().size());
        }
    }

    /**
     * Measures.
     *
     * @param results folder that the run's own folder is made in
     * @param command the words after {@code bench}, for the record
     * @param out for progress
     * @param terminal whether that is a terminal
     * @return the verdicts; what was measured is in the folder
     * @throws UserError if an arm can't run the workload, the workload lacks a metric, or the session can't go on
     */
    public Outcome run(Path results, List<String> command, PrintStream out, boolean terminal) {
        gate.requireMetricsOf(workload);
        List<Arm> arms = duels.stream().flatMap(duel -> duel.all().stream()).distinct().toList();
        arms.forEach(arm -> arm.provider().unsupported(workload.fetchOptions()).ifPresent(reason -> {
            throw new UserError("arm " + arm.name() + ": expected it to run workload " + workload.name() + ", got: "
                    + reason);
        }));
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Fought> fought = new ArrayList<>();
        Session.Outcome outcome = new Session(suite(), arms, results, command, out, terminal)
                .run(rounds -> compareAll(rounds::run, fought, out, terminal));
        RunRecord run = outcome.run();
        var record = new VerdictRecord(startedAt, command, base, run.environment(), gate,
                fought.stream().map(duel -> duel.conduct(run, workload).believed(duel.finding(), unseen)).toList());
        VerdictFiles.write(outcome.directory(), run, record);
        return new Outcome(outcome.directory(), record, fought.stream()
                .filter(duel -> duel.conduct(run, workload).candidateIsBroken())
                .map(duel -> duel.arms().candidate().name()).toList());
    }

    private void compareAll(PairedSession.Rounds rounds, List<Fought> fought, PrintStream out, boolean terminal)
            throws InterruptedException {
        if (workload.inFlight() > 1) {
            out.println(SEVERAL_IN_FLIGHT);
        }
        var firsts = new Random(seed);
        int firstRound = 0;
        for (PairArms arms : duels) {
            out.println(arms.candidate().name() + " against " + arms.base().name() + " on " + workload.name());
            var session = new PairedSession(arms, workload, gate.metrics(), firsts, rounds);
            List<Pair> pairs = new Duel(session, gate, firstRound, out, terminal).pairs();
            var finding = new Finding(arms.candidate().name(), workload.name(), gate.decide(pairs), pairs);
            fought.add(new Fought(arms, firstRound, finding));
            firstRound += pairs.size();
        }
    }

    private Suite suite() {
        return new Suite("compare", "pairs of live forks; who begins a pair is drawn with seed " + seed, List.of(),
                List.of(workload));
    }
}
