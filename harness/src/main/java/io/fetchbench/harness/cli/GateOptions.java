package io.fetchbench.harness.cli;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.suite.Share;
import io.fetchbench.harness.verdict.Gate;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is declared before a comparison. */
final class GateOptions {
    @Mixin
    private MetricOptions metrics;

    @Option(names = "--limit", paramLabel = "SHARE", description = "The slowdown that a pass excludes; 5%% unless set. A regression is shown from 2%% on.")
    private Share limit;

    @Option(names = "--pairs", split = ",", paramLabel = "N", description = "Pairs in all after which each stage looks; 12,24 unless set.")
    private List<Integer> stages;

    @Option(names = "--alpha", paramLabel = "SHARE", description = "Rate of false alarms at most; 1%% unless set.")
    private Share alpha;

    @Option(names = "--seed", paramLabel = "N", description = "Draws which arm begins a pair; drawn itself, and recorded, unless set.")
    private Long seed;

    /** Refuses what is for pairs where none are measured. */
    void refusePairs() {
        if (stages != null || seed != null) {
            throw new UserError("--pairs or --seed: expected neither with a baseline, which is compared with whole"
                    + " sessions, got one; leave it out");
        }
    }

    /** {@return the gate as declared; its alpha is shared out if it is applied to several styles} */
    Gate gate(int styles) {
        Gate usual = Gate.of(metrics.metrics());
        return new Gate(usual.metrics(), (alpha == null ? usual.alpha() : alpha.fraction()) / styles,
                usual.leastEffect(),
                limit == null ? usual.limit() : limit.fraction(), Objects.requireNonNullElse(stages, usual.stages()));
    }

    long seed() {
        return seed == null ? new SplittableRandom().nextInt(Integer.MAX_VALUE) : seed;
    }
}
