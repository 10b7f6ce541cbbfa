package io.fetchbench.harness.compare;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.Machine;
import io.fetchbench.harness.session.Progress;
import io.fetchbench.harness.session.Rig;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.verdict.Gate;
import io.fetchbench.harness.verdict.Pair;
import io.fetchbench.harness.verdict.Step;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A style against itself, to see how often the gate errs: whole sessions as {@code bench compare} runs them, or pairs alone,
 * from which sessions can be drawn.
 *
 * @param log takes every pair as soon as it is measured
 * @param style who; its name is what pairs are kept under
 * @param control the arm that must not move
 * @param workload what they do; a closed drive
 * @param inject slowdown of the candidate, as a share; 0 for none
 * @param gate what sessions are ended by
 * @param out for progress
 */
public record AaRun(AaLog log, Arm style, Arm control, Workload workload, double inject, Gate gate,
        PrintStream out) {
    /** As many sessions in a row may fail; then something is wrong with more than one of them. */
    private static final int MOST_FAILURES = 3;

    /** What is measured between a server's start and its end. */
    private interface Part {
        void run(PairedSession session, String commit) throws InterruptedException;
    }

    /**
     * Measures until the log has so many whole sessions of this kind.
     *
     * @param logs an existing folder that takes what forks print
     * @param wanted how many
     * @throws UserError if nothing can be measured
     */
    public void sessions(Path logs, int wanted) throws InterruptedException {
        requireThisMachine();
        while (AaFigures.sessions(rows(), gate).size() < wanted) {
            int done = AaFigures.sessions(rows(), gate).size();
            attempt(logs, (session, commit) -> {
                String name = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
                List<Pair> pairs = new ArrayList<>();
                while (gate.next(pairs) instanceof Step.Measure) {
                    pairs.add(next(session, commit, name, pairs.size(),
                            "session " + (done + 1) + " of " + wanted + ", pair " + (pairs.size() + 1)));
                }
                out.println(name + ": " + gate.decide(pairs).kind() + " after " + pairs.size() + " pairs");
            });
        }
    }

    /**
     * Measures until the log has so many pairs of this kind that belong to no session.
     *
     * @param logs an existing folder that takes what forks print
     * @param wanted how many
     * @throws UserError if nothing can be measured
     */
    public void pairs(Path logs, int wanted) throws InterruptedException {
        requireThisMachine();
        while (loose() < wanted) {
            attempt(logs, (session, commit) -> {
                for (int pair = loose(); pair < wanted; pair++) {
                    next(session, commit, "", pair, "pair " + (pair + 1) + " of " + wanted);
                }
            });
        }
    }

    private void requireThisMachine() {
        String here = Machine.inShort();
        log.rows().stream().map(AaRow::machine).filter(machine -> !machine.equals(here)).findFirst()
                .ifPresent(other -> {
                    throw new UserError(log.file() + ": expected pairs of this machine (" + here + "), got pairs of "
                            + other + "; name another file with --file");
                });
    }

    private int loose() {
        return (int) rows().stream().filter(row -> row.session().isEmpty()).count();
    }

    private List<AaRow> rows() {
        var group = new AaRow.Group(style.name(), workload.name(), workload.fingerprint(), inject);
        return log.rows().stream().filter(row -> row.group().equals(group)).toList();
    }

    private void attempt(Path logs, Part part) throws InterruptedException {
        for (int failures = 1;; failures++) {
            try (var rig = Rig.open(logs)) {
                part.run(new PairedSession(arms(), workload, List.of(Metric.CPU), new Random(), rig::round),
                        rig.environment().commit());
                return;
            } catch (UserError e) {
                if (failures == MOST_FAILURES || ScratchFolder.wasInterrupted()) {
                    throw log.rows().isEmpty()
                            ? e
                            : new UserError(e.getMessage() + "; what was measured is kept in " + log.file(), e);
                }
                out.println("given up: " + e.getMessage());
            }
        }
    }

    private PairArms arms() {
        var equal = new PairArms(style.withName("base"), style.withName("candidate"), control);
        return inject == 0 ? equal : equal.withSlowdown(inject);
    }

    private Pair next(PairedSession session, String commit, String name, int number, String what)
            throws InterruptedException {
        long start = System.nanoTime();
        PairedSession.Measured measured = session.next(0, number, Progress.NONE);
        double seconds = Math.round((System.nanoTime() - start) / 1e7) / 1e2;
        if (!measured.asAsked()) {
            throw new UserError(what + ": expected each arm to do what the workload asks for, got something else;"
                    + " comparing the style with itself (bench compare) tells what");
        }
        Pair pair = measured.pair();
        double injected = measured.injected() == null ? 0 : measured.injected();
        double log = pair.logRatio().get(Metric.CPU);
        this.log.append(new AaRow(style.name(), workload.name(), workload.fingerprint(), inject, name, number,
                measured.candidateFirst(), log, pair.totalLogRatio().get(Metric.CPU), pair.controlLogRatio(), injected,
                measured.stolen(), seconds, commit, Machine.inShort()));
        out.printf("%s: CPU per fetch %+.2f %%, control %+.2f %%%s, %.1f s%n", what, 100 * Math.expm1(log),
                100 * Math.expm1(pair.controlLogRatio()),
                inject == 0 ? "" : String.format(", injected %.2f %%", 100 * injected), seconds);
        return pair;
    }
}
