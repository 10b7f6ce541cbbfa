package io.fetchbench.harness.compare;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.ForkResult;
import io.fetchbench.harness.session.Judge;
import io.fetchbench.harness.session.Progress;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.verdict.Pair;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Measures pairs, one after the other, each of fresh forks.
 *
 * @param arms who takes part
 * @param workload what they do
 * @param metrics what is compared
 * @param firsts draws who has the first turn of a pair
 * @param rounds runs a round
 */
record PairedSession(PairArms arms, Workload workload, List<Metric> metrics, Random firsts, Rounds rounds) {
    /** Runs rounds, and whatever else happens with their results. */
    interface Rounds {
        List<ForkResult> run(Workload workload, int number, List<List<Arm>> orders, Progress progress)
                throws InterruptedException;
    }

    /**
     * What one pair left.
     *
     * @param pair its numbers
     * @param candidateFirst who had the first turn
     * @param injected the work injected into the candidate, as its fork timed it; null for none
     * @param stolen the share of the two cores' time that the hypervisor took; NaN if it is not known
     * @param asAsked whether each arm did what the workload asks for
     */
    record Measured(Pair pair, boolean candidateFirst, Double injected, double stolen, boolean asAsked) {}

    /**
     * Measures the next pair.
     *
     * @param firstRound the round that pair 0 is measured in
     * @param number the pair's, from 0
     * @throws UserError if a fork fails
     */
    Measured next(int firstRound, int number, Progress progress) throws InterruptedException {
        boolean candidateFirst = firsts.nextBoolean();
        List<ForkResult> results = rounds.run(workload, firstRound + number, arms.orders(candidateFirst), progress);
        results.stream().flatMap(result -> result.failure().stream()).findFirst().ifPresent(failure -> {
            throw new UserError(failure);
        });
        Map<Arm, ForkRecord> forks = results.stream().collect(Collectors.toMap(ForkResult::arm, ForkResult::fork));
        Pair pair = PairMath.pair(number, metrics, forks.get(arms.base()), forks.get(arms.candidate()),
                forks.get(arms.control()));
        return new Measured(pair, candidateFirst, forks.get(arms.candidate()).injected(),
                Judge.stolenShare(workload, List.copyOf(forks.values())),
                forks.values().stream().allMatch(fork -> Judge.ofStyle(workload, List.of(fork)).isEmpty()));
    }
}
