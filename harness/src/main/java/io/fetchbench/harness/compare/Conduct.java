package io.fetchbench.harness.compare;

import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.Judge;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.verdict.Finding;
import io.fetchbench.harness.verdict.VerdictKind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the arms of one comparison did in its own rounds, and what that leaves of its verdict.
 *
 * @param workload what was asked for
 * @param arms who took part
 * @param forks theirs, by arm
 */
record Conduct(Workload workload, PairArms arms, Map<Arm, List<ForkRecord>> forks) {
    /** That of some rounds of a run, from the first to before the last; other comparisons have the others. */
    static Conduct of(RunRecord run, Workload workload, PairArms arms, int first, int end) {
        return new Conduct(workload, arms, arms.all().stream().collect(Collectors.toMap(Function.identity(),
                arm -> run.cellsOf(workload.name()).stream().filter(cell -> cell.arm().equals(arm.name()))
                        .flatMap(cell -> cell.forks().stream())
                        .filter(fork -> fork.round() >= first && fork.round() < end).toList())));
    }

    /** Whether the candidate did something else than was asked for. Where the base does no better, the place is to blame. */
    boolean candidateIsBroken() {
        return !Judge.ofStyle(workload, forks.get(arms.candidate())).isEmpty()
                && Judge.ofStyle(workload, forks.get(arms.base())).isEmpty();
    }

    /**
     * What may be said. What an arm did wrong makes its cost no cost of what was asked for; what was not seen can't pass. A
     * candidate that is shown to be slower, and too slow for the rate besides, stays a regression.
     */
    Finding believed(Finding finding, List<String> unseen) {
        boolean slower = finding.verdict().kind() == VerdictKind.REGRESSION;
        List<String> reasons = arms.all().stream()
                .flatMap(arm -> spoiling(arm, !slower || arm != arms.candidate()).map((arm.name() + ": ")::concat))
                .toList();
        if (!reasons.isEmpty()) {
            return finding.instead(VerdictKind.INVALID, reasons);
        }
        Finding seen = finding.verdict().kind() == VerdictKind.PASS && !unseen.isEmpty()
                ? finding.instead(VerdictKind.INCONCLUSIVE, unseen)
                : finding;
        return seen.withDoubts(Stream.concat(
                Judge.ofRate(workload, forks.get(arms.candidate())).stream()
                        .map((arms.candidate().name() + ": ")::concat),
                Judge.ofMachine(workload, forks.values().stream().flatMap(List::stream).toList()).stream()).toList());
    }

    private Stream<String> spoiling(Arm arm, boolean withRate) {
        List<ForkRecord> own = forks.get(arm);
        return Stream.concat(Judge.ofStyle(workload, own).stream(),
                withRate ? Judge.ofRate(workload, own).stream() : Stream.empty());
    }
}
