package io.fetchbench.harness.session;

import io.fetchbench.harness.record.Conditions;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.stats.Medians;
import io.fetchbench.harness.stats.RoundMetrics;
import io.fetchbench.harness.suite.Drive;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Every reason there is to doubt a cell's numbers, with its threshold and what to do about it. */
enum Check {
    /** A fork did not come to its end. */
    FORK_FAILED(Validity.INVALID) {
        @Override
        List<String> findings(Evidence evidence) {
            return evidence.failures();
        }
    },
    /** The listener heard nothing of a fetch. */
    LOST(Validity.INVALID) {
        @Override
        List<String> findings(Evidence evidence) {
            return ifAny(evidence, Slice::lost, "never reported to their listener; the style loses fetches");
        }
    },
    /** The listener heard twice of a fetch. */
    REPEATED(Validity.INVALID) {
        @Override
        List<String> findings(Evidence evidence) {
            return ifAny(evidence, Slice::repeatedResults,
                    "reported more than once; the style completes fetches twice");
        }
    },
    /** A fetch ended well, with something else than was asked for. */
    WRONG_RESPONSE(Validity.INVALID) {
        @Override
        List<String> findings(Evidence evidence) {
            return ifAny(evidence, Slice::wrongResponses,
                    "ended OK with another status, length or checksum than was asked for");
        }
    },
    /** A fetch ended in another way than the server was asked to make it end. */
    OTHER_END(Validity.INVALID) {
        @Override
        List<String> findings(Evidence evidence) {
            return ifAny(evidence, Slice::otherThanScheduled, "did not end as scheduled: "
                    + Evidence.kinds(evidence.slices().map(Slice::outcomes)) + " instead of "
                    + Evidence.kinds(evidence.slices().map(Slice::scheduled)));
        }
    },
    /** A batch ended before the server's delays allow it. */
    TOO_FAST(Validity.INVALID) {
        private static final double LEAST = 0.99;

        @Override
        List<String> findings(Evidence evidence) {
            double least = evidence.workload().drive() == Drive.BATCH ? evidence.workload().idealMakespanNanos() : 0;
            double fastest = evidence.slices().mapToLong(Slice::elapsedNanos).min().orElse(Long.MAX_VALUE);
            return fastest >= LEAST * least
                    ? List.of()
                    : List.of(text("too fast: a batch took %.1f %% of what its delays alone take with %d in flight; the"
                            + " style has more in flight, or makes up responses", fastest / least * 100,
                            evidence.workload().inFlight()));
        }
    },
    /** Threads or sockets outlive the fetcher. */
    NOT_RELEASED(Validity.INVALID) {
        @Override
        List<String> findings(Evidence evidence) {
            return evidence.slices().map(Slice::release)
                    .filter(release -> release != null && (release.threadsLeft() > 0 || release.descriptorsLeft() > 0))
                    .findFirst().stream().map(release -> release.threadsLeft() + " threads and "
                            + release.descriptorsLeft() + " file descriptors were still held "
                            + Math.round(release.freedNanos() / 1e9) + " s after cancelling; the style leaks them")
                    .toList();
        }
    },
    /** Threads or sockets are given back, but late. */
    RELEASED_LATE(Validity.SUSPECT) {
        private static final double LATEST_SECONDS = 1;
        /** A kernel takes its time to end thousands of threads. */
        private static final double LATEST_SECONDS_OF_THREADS = 2;

        @Override
        List<String> findings(Evidence evidence) {
            double seconds = evidence.slices().map(Slice::release)
                    .filter(release -> release != null && release.threadsLeft() == 0 && release.descriptorsLeft() == 0)
                    .mapToDouble(release -> release.freedNanos() / 1e9).max().orElse(0);
            double latest = hasThreadPerFetch(evidence) ? LATEST_SECONDS_OF_THREADS : LATEST_SECONDS;
            return seconds <= latest
                    ? List.of()
                    : List.of(text("released late: threads and sockets were free %.1f s after cancelling, where %.0f s"
                            + " are enough on a usual machine; look at what close() waits for", seconds, latest));
        }

        private boolean hasThreadPerFetch(Evidence evidence) {
            return evidence.slices().map(Slice::usage).filter(Objects::nonNull)
                    .anyMatch(usage -> usage.peakThreads() > evidence.workload().mostInFlight());
        }
    },
    /** The longer it runs, the more it keeps. */
    HEAP_GROWS(Validity.INVALID) {
        /** A leaked object is larger for each fetch; for one in a hundred it is about this. */
        private static final double MOST_BYTES_PER_FETCH = 1;
        /** Below this, caches and compilers are at work. */
        private static final double LEAST_BYTES = 1 << 20;
        private static final int FEWEST_SLICES = 10;

        @Override
        List<String> findings(Evidence evidence) {
            return evidence.forks().stream().flatMap(fork -> growth(fork.slices()).stream()).toList();
        }

        /** From the first third to the last of what follows the first tenth. */
        private Optional<String> growth(List<Slice> all) {
            List<Slice> slices = all.subList(Math.ceilDiv(all.size(), 10), all.size());
            if (all.size() < FEWEST_SLICES
                    || slices.stream().anyMatch(slice -> slice.usage() == null
                            || slice.usage().liveHeapBytes() == null)) {
                return Optional.empty();
            }
            int third = slices.size() / 3;
            double grown = medianHeap(slices.subList(slices.size() - third, slices.size()))
                    - medianHeap(slices.subList(0, third));
            double perFetch = grown / slices.stream().limit(slices.size() - third).mapToLong(Slice::accepted).sum();
            return grown <= LEAST_BYTES || perFetch <= MOST_BYTES_PER_FETCH
                    ? Optional.empty()
                    : Optional.of(text("heap grows: live objects became %.1f MiB more after the first tenth of the run,"
                            + " %.1f bytes per fetch; the style leaks memory", grown / (1 << 20), perFetch));
        }

        private double medianHeap(List<Slice> slices) {
            return Medians.median(slices.stream().mapToDouble(slice -> slice.usage().liveHeapBytes()));
        }
    },
    /** CPU time was read from a clock too coarse for the slices. */
    CPU_CLOCK_COARSE(Validity.SUSPECT) {
        private static final long TICK_NANOS = 10_000_000;
        private static final double MOST_OFF = 0.05;

        @Override
        List<String> findings(Evidence evidence) {
            long slices = evidence.slices().count();
            double off = (double) TICK_NANOS * slices / evidence.sum(Slice::cpuNanos);
            // No clock that counts nanoseconds gives whole ticks every time.
            boolean ticks = slices > 1 && evidence.slices().allMatch(slice -> slice.cpuNanos() % TICK_NANOS == 0);
            return ticks && off > MOST_OFF
                    ? List.of(text("coarse clock: CPU time comes in ticks of 10 ms here, which is %.0f %% of a slice's;"
                            + " make slices longer", Math.min(100, off * 100)))
                    : List.of();
        }
    },
    /** The open drive did not get its rate onto the wire. */
    RATE_MISSED(Validity.INVALID) {
        private static final double LEAST_RATE = 0.99;
        /** What the last fetches may take beyond the server's delays. */
        private static final double ALLOWED_NANOS = 50e6;

        @Override
        List<String> findings(Evidence evidence) {
            if (evidence.workload().drive() != Drive.OPEN) {
                return List.of();
            }
            double span = evidence.workload().slice().toNanos();
            double tail = evidence.workload().idealOpenNanos() - span + ALLOWED_NANOS;
            double rate = evidence.slices().mapToDouble(slice -> span / (slice.elapsedNanos() - tail))
                    .filter(reached -> reached > 0).min().orElse(1);
            return rate >= LEAST_RATE
                    ? List.of()
                    : List.of(
                            text("rate missed: the slowest slice reached %.0f %% of the rate asked for, up to its last response; ask for a lower"
                                    + " one", rate * 100));
        }
    },
    /** The pacer was kept from starting fetches at their times. */
    PACER_LATE(Validity.SUSPECT) {
        private static final double MOST_LATE = 0.05;

        @Override
        List<String> findings(Evidence evidence) {
            long late = evidence.sum(slice -> slice.pace() == null ? 0 : slice.pace().late());
            double share = (double) late / evidence.sum(Slice::accepted);
            return share > MOST_LATE
                    ? List.of(
                            text("pacer late: %.1f %% of the fetches started more than 1 ms after their time; ask for a"
                                    + " lower rate, or read latencies from the intended start", share * 100))
                    : List.of();
        }
    },
    /** The server, not the style, was what limited the rate. */
    SERVER_BUSY(Validity.SUSPECT) {
        private static final double BUSY = 0.9;

        @Override
        List<String> findings(Evidence evidence) {
            // It has nothing to do in the time around a slice, which its CPU time was read over.
            double server = evidence.sumAround(Conditions::serverCpuNanos)
                    / (double) evidence.sum(Slice::elapsedNanos);
            double client = evidence.sum(Slice::cpuNanos) / (double) evidence.sum(Slice::elapsedNanos);
            // Where both are busy all the time, the style's own cost is the limit just as much.
            if (!(server > BUSY) || client > BUSY) {
                return List.of();
            }
            return List
                    .of(text("mock server was busy %.0f %% of the time, the client %.0f %%: rates and latencies are the"
                            + " server's; lower the load", server * 100, client * 100));
        }
    },
    /** The server's delays were not those asked for. */
    DELAYS_OFF(Validity.SUSPECT) {
        private static final double MOST_LATE = 0.05;

        @Override
        List<String> findings(Evidence evidence) {
            long delays = evidence.sumAround(Conditions::delays);
            long late = evidence.sumAround(Conditions::lateDelays);
            if (delays == 0 || late <= delays * MOST_LATE) {
                return List.of();
            }
            return List.of(
                    text("delays off: %.1f %% of the server's delays were too long by more than 1 ms and 1 %%; lower the load or"
                            + " give the server a core of its own", 100.0 * late / delays));
        }
    },
    /** Connections had to be tried again. */
    QUEUE_FULL(Validity.SUSPECT) {
        @Override
        List<String> findings(Evidence evidence) {
            long found = evidence.sumAround(Conditions::listenOverflows);
            return found == 0
                    ? List.of()
                    : List.of("queue full: " + found + " times a connection found the server's queue full and had to be"
                            + " tried again, after a second at first; lower in-flight or raise net.core.somaxconn");
        }
    },
    /** In flight = rate x latency (Little 1961): counted by the harness where nothing queued, and from the style's start times. */
    LITTLES_LAW(Validity.SUSPECT) {
        private static final double FURTHEST = 0.05;

        @Override
        List<String> findings(Evidence evidence) {
            List<Slice.Pace> unqueued = evidence.slices().map(Slice::pace)
                    .filter(pace -> pace != null && pace.mostInFlight() <= evidence.workload().inFlight()).toList();
            double ratio = unqueued.stream().mapToDouble(Slice.Pace::meanInFlightByStyle).sum()
                    / unqueued.stream().mapToDouble(Slice.Pace::meanInFlight).sum();
            if (!(Math.abs(ratio - 1) > FURTHEST)) {
                return List.of();
            }
            return List
                    .of(text("Little's law: fetches per second x mean latency make %.0f %% of what was in flight; the"
                            + " style's start times are off, so read latencies from the intended start", ratio * 100));
        }
    },
    /** The hypervisor took the processor away. */
    STOLEN(Validity.SUSPECT) {
        private static final double MOST = 0.02;

        @Override
        List<String> findings(Evidence evidence) {
            double share = evidence.stolenShare();
            return share > MOST
                    ? List.of(text(
                            "stolen time: the hypervisor took %.1f %% of the two cores' time; measure again when the"
                                    + " host is quieter",
                            share * 100))
                    : List.of();
        }
    },
    /** Other processes ran on the cores that were to be the client's and the server's. */
    OTHERS_BUSY(Validity.SUSPECT) {
        private static final double MOST = 0.1;

        @Override
        List<String> findings(Evidence evidence) {
            double client = evidence.shareOfTime(Conditions::clientCoreOthersNanos);
            double server = evidence.shareOfTime(Conditions::serverCoreOthersNanos);
            return client > MOST || server > MOST
                    ? List.of(text(
                            "other processes took %.0f %% of the client's core and %.0f %% of the server's; stop them"
                                    + " and measure again",
                            Math.max(0, client) * 100, Math.max(0, server) * 100))
                    : List.of();
        }
    },
    /** Not all arms took turns with each other. */
    NOT_BESIDE(Validity.SUSPECT) {
        @Override
        List<String> findings(Evidence evidence) {
            return evidence.forks().stream().map(ForkRecord::group).filter(Objects::nonNull).findFirst()
                    .map(group -> text(
                            "arms took turns in %d groups, one group after the other, for their connections don't fit"
                                    + " beside each other: what drifts on the machine is in the ratios; widen"
                                    + " net.ipv4.ip_local_port_range or lower in-flight",
                            group.of()))
                    .stream().toList();
        }
    },
    /** Rounds that don't measure the same thing. */
    ROUNDS_DISAGREE(Validity.SUSPECT) {
        private static final double WIDEST = 1.25;

        @Override
        List<String> findings(Evidence evidence) {
            DoubleSummaryStatistics cpu = evidence.forks().stream()
                    .filter(fork -> fork.metrics().containsKey(Metric.CPU))
                    .mapToDouble(fork -> fork.metrics().get(Metric.CPU)).summaryStatistics();
            if (cpu.getCount() < 2 || cpu.getMax() <= cpu.getMin() * WIDEST) {
                return List.of();
            }
            return List.of(
                    text("rounds disagree: CPU per fetch from %.2f to %.2f us; run more rounds on a quieter machine",
                            cpu.getMin(), cpu.getMax()));
        }
    },
    /** Profilers take time of the process they watch. */
    PROFILED(Validity.SUSPECT) {
        @Override
        List<String> findings(Evidence evidence) {
            return evidence.forks().stream().allMatch(fork -> fork.recordings().isEmpty())
                    ? List.of()
                    : List.of(
                            "a profiler was attached: figures include its cost; run without --jfr and --flamegraph for"
                                    + " figures to quote");
        }
    },
    /** A fork that got cheaper while it was measured was still warming up. */
    NOT_WARM(Validity.SUSPECT) {
        private static final double WIDEST = 1.1;
        /** Fewer slices say little about drift, unless all of several forks agree. */
        private static final int FEWEST_SLICES = 8;

        @Override
        List<String> findings(Evidence evidence) {
            if (evidence.workload().drive() == Drive.CANCEL) {
                return List.of();
            }
            List<ForkRecord> forks = evidence.forks();
            long drifting = forks.stream().filter(fork -> fork.slices().size() > 1 && drift(fork) > WIDEST).count();
            boolean all = drifting == forks.size() && forks.size() > 1;
            boolean most = drifting * 2 > forks.size()
                    && forks.stream().allMatch(fork -> fork.slices().size() >= FEWEST_SLICES);
            // Noise goes either way and strikes a fork here and there; what is not warm falls in most of them.
            if (!all && !most) {
                return List.of();
            }
            return List.of(text(
                    "not warm: CPU per fetch fell by more than %.0f %% from the first half of the slices to the"
                            + " second in %d of %d forks; allow a longer warm-up in a suite",
                    (1 - 1 / WIDEST) * 100, drifting,
                    evidence.forks().size()));
        }

        private double drift(ForkRecord fork) {
            int half = fork.slices().size() / 2;
            return medianCpu(fork.slices().subList(0, half))
                    / medianCpu(fork.slices().subList(half, fork.slices().size()));
        }

        private double medianCpu(List<Slice> slices) {
            return Medians.median(slices.stream().mapToDouble(slice -> RoundMetrics.ofSlice(Metric.CPU, slice)));
        }
    };

    private final Validity verdict;

    Check(Validity verdict) {
        this.verdict = verdict;
    }

    /** {@return what a cell is where this finds something} */
    Validity verdict() {
        return verdict;
    }

    /** {@return reasons, one sentence each; empty if there is nothing to say against the cell} */
    abstract List<String> findings(Evidence evidence);

    private static List<String> ifAny(Evidence evidence, java.util.function.ToLongFunction<Slice> count, String what) {
        long found = evidence.sum(count);
        return found == 0 ? List.of() : List.of(found + " of " + evidence.sum(Slice::accepted) + " fetches " + what);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
