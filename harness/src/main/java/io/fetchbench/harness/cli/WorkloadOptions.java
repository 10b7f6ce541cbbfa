package io.fetchbench.harness.cli;

import io.fetchbench.harness.Names;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.draw.DelayDistribution;
import io.fetchbench.harness.session.Machine;
import io.fetchbench.harness.suite.ByteSize;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.SuiteLoader;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What is to be run: a suite, some of its workloads, or one workload described right here. */
final class WorkloadOptions {
    private static final int AD_HOC_ROUNDS = 3;
    /** What a pair of a comparison takes: docs/trust.md has the measurements behind these. */
    private static final Duration PAIR_SLICE = Duration.ofMillis(50);
    /** Base, candidate and control. */
    private static final int ARMS = 3;
    private static final int FEWEST_SLICES = 4;
    private static final int PAIR_SLICES = 64;
    private static final Duration PAIR_WARM_UP = Duration.ofSeconds(2);

    @Option(names = "--suite", paramLabel = "NAME|FILE", description = "A built-in suite or a YAML file. Unless set: quick; in a comparison, which takes one workload, one fetch at a time with keep-alive.")
    private String suite;

    @Option(names = "--workloads", split = ",", paramLabel = "NAME", description = "Only these workloads of the suite.")
    private List<String> workloads = List.of();

    @Option(names = "--fetches", paramLabel = "N", description = "Ad hoc: a batch of N fetches; without it, callers that go on.")
    private Integer fetches;

    @Option(names = "--in-flight", paramLabel = "N", description = "Ad hoc: fetches in flight at a time; the batch, or 64, or 1 in a comparison, unless set.")
    private Integer inFlight;

    @Option(names = "--delay", paramLabel = "TIME", description = "Ad hoc: the server's delay, such as 50ms or 'lognormal(p50=40ms, p99=200ms)'.")
    private DelayDistribution delay;

    @Option(names = "--rate", paramLabel = "N", description = "Ad hoc: an open drive with N arrivals a second.")
    private Double rate;

    @Option(names = "--body", paramLabel = "SIZE", description = "Ad hoc: size of each body, such as 64KiB.")
    private ByteSize body;

    @Option(names = "--reuse", paramLabel = "HOW", description = "Ad hoc: keep-alive or connection-per-fetch.")
    private String reuse;

    @Option(names = "--timeout", paramLabel = "TIME", description = "Ad hoc: for one fetch.")
    private Duration timeout;

    @Option(names = "--io-threads", paramLabel = "N", description = "Ad hoc: event loops, in styles that have them.")
    private Integer ioThreads;

    @Option(names = "--rounds", paramLabel = "N", description = "Ad hoc: fresh forks per style; not in a comparison, which has --pairs.")
    private Integer rounds;

    @Option(names = "--slices", paramLabel = "N", description = "Ad hoc: turns of each fork.")
    private Integer slices;

    Suite suite() {
        if (!isAdHoc()) {
            return narrowed(SuiteLoader.load(Objects.requireNonNullElse(suite, SuiteLoader.BUILT_IN.getFirst())));
        }
        if (suite != null || !workloads.isEmpty()) {
            throw new UserError("--suite or --workloads together with an ad-hoc option: expected one or the other, got"
                    + " both; put the workload into a suite of your own instead");
        }
        return new Suite("ad-hoc", "described on the command line", List.of(),
                adHoc("ad-hoc", inFlight, slices, null, null).resolve(AD_HOC_ROUNDS));
    }

    /** Refuses every one of these options. */
    void refuse(String why) {
        if (isAdHoc() || suite != null || !workloads.isEmpty()) {
            throw new UserError("a workload's option: expected none with " + why + ", got one; leave it out");
        }
    }

    /** {@return the one workload of a comparison: one of a suite, or one fetch at a time, keep-alive, with what is set here} */
    Workload comparable() {
        Workload workload = single();
        if (!workload.faults().isEmpty()) {
            throw new UserError(
                    "workload " + workload.name() + ": expected no faults in a comparison, whose control arm"
                            + " tells them apart in ways of its own, got some; name another workload");
        }
        if (workload.slices() < FEWEST_SLICES) {
            throw new UserError(
                    "workload " + workload.name() + ": expected " + FEWEST_SLICES
                            + " slices or more in a comparison, which"
                            + " deals those of its control arm to two that change places, got " + workload.slices()
                            + "; set --slices, or slices in a suite of your own");
        }
        Machine.requireRoomFor(workload, ARMS);
        return workload;
    }

    private Workload single() {
        if (rounds != null) {
            throw new UserError("--rounds: expected none in a comparison, whose stages say how many pairs are measured,"
                    + " got " + rounds + "; use --pairs");
        }
        if (suite == null && workloads.isEmpty()) {
            boolean closed = rate == null && fetches == null;
            return adHoc(isAdHoc() ? "ad-hoc" : "keep-alive-1",
                    closed ? Objects.requireNonNullElse(inFlight, 1) : inFlight,
                    Objects.requireNonNullElse(slices, PAIR_SLICES), closed && delay == null ? PAIR_SLICE : null,
                    PAIR_WARM_UP).resolve(1).getFirst();
        }
        List<Workload> all = suite().workloads();
        if (all.size() != 1) {
            throw new UserError("comparison: expected one workload, got " + all.size()
                    + " of a suite; name one with --workloads");
        }
        return all.getFirst();
    }

    private boolean isAdHoc() {
        return Stream.of(fetches, inFlight, rate, delay, body, reuse, timeout, ioThreads, rounds, slices)
                .anyMatch(Objects::nonNull);
    }

    private WorkloadSpec adHoc(String name, Integer callers, Integer turns, Duration slice, Duration warmUp) {
        return new WorkloadSpec(name, null, one(fetches), one(callers), one(rate), null, one(delay), one(body), null,
                null, reuse, timeout, one(ioThreads), rounds, turns, slice, warmUp, null, null);
    }

    private static <T> List<T> one(T value) {
        return value == null ? null : List.of(value);
    }

    private Suite narrowed(Suite all) {
        if (workloads.isEmpty()) {
            return all;
        }
        List<String> known = all.workloads().stream().map(Workload::name).toList();
        for (String name : workloads) {
            if (!known.contains(name)) {
                throw Names.unknown("workload", name, known);
            }
        }
        return new Suite(all.name(), all.description(), all.styles(),
                all.workloads().stream().filter(workload -> workloads.contains(workload.name())).toList());
    }
}
