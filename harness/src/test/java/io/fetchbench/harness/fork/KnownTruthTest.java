package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.draw.DelayDistribution;
import io.fetchbench.harness.record.Footprint;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.session.Cores;
import io.fetchbench.harness.session.MockServerProcess;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is measured must be what is known: the delays are ours to choose, and the server is ours to stop. */
@Timeout(120)
class KnownTruthTest {
    private static final double MS = 1e6;

    @TempDir
    private static Path folder;
    private static MockServerProcess server;
    private static ProcessHandle process;

    @BeforeAll
    static void startServer() {
        var before = ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
        server = MockServerProcess.start(new Cores(null, null), folder.resolve("mock-server.log"));
        process = ProcessHandle.current().children().filter(child -> !before.contains(child.pid())).findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void aConstantDelayIsReadBack() throws Exception {
        List<Run> runs = runs(open(500, "constant", "50ms", 1_000, Duration.ofSeconds(1)), 3);
        assertThat(least(runs, Run::intended, 50)).isBetween(50 * MS, 51 * MS);
        assertThat(least(runs, Run::actual, 50)).isBetween(50 * MS, 51 * MS);
    }

    @Test
    void aLogNormalsPercentilesAreReadBack() throws Exception {
        var delay = (DelayDistribution.LogNormal) DelayDistribution.parse("lognormal(p50=60ms, p99=300ms)");
        List<Run> runs = runs(open(1_000, "poisson", delay.text(), 1_000, Duration.ofSeconds(2)), 3);
        for (double percentile : new double[]{50, 90, 99}) {
            double truth = delay.atNanos(percentile / 100);
            assertThat(least(runs, Run::intended, percentile) / truth).as("p%s", percentile).isCloseTo(1, within(0.03));
        }
    }

    /** Whatever else runs on the machine only adds to a latency, so the least of several slices is nearest to the truth. */
    private static double least(List<Run> runs, Function<Run, Histogram> start, double percentile) {
        return runs.stream().mapToDouble(run -> start.apply(run).getValueAtPercentile(percentile)).min().orElseThrow();
    }

    @Test
    void littlesLawHoldsOnASteadyRun() throws Exception {
        Run run = runs(open(1_000, "poisson", "uniform(20ms, 80ms)", 1_000, Duration.ofSeconds(4)), 1).getFirst();
        double perNano = run.intended().getTotalCount() / (double) run.slice().elapsedNanos();
        assertThat(perNano * run.intended().getMean() / run.slice().pace().meanInFlight()).isCloseTo(1, within(0.02));
        assertThat(run.slice().pace().meanInFlightByStyle() / run.slice().pace().meanInFlight()).isCloseTo(1,
                within(0.02));
    }

    /** Coordinated omission: who waits in the style's queue is slow too, though the server never saw it meanwhile. */
    @Test
    void aFreezeOfASecondIsSeenByEveryFetchThatWasDueInIt() throws Exception {
        int inFlight = 10;
        double perSecond = 500;
        CompletableFuture<Double> freeze = CompletableFuture.supplyAsync(KnownTruthTest::freezeForASecond,
                CompletableFuture.delayedExecutor(1_500, TimeUnit.MILLISECONDS));
        Run run = runs(open(perSecond, "constant", "0", inFlight, Duration.ofSeconds(4)), 1).getFirst();
        double frozenSeconds = freeze.get();
        // Who was due in the last tenth of a second of the freeze waited for less than a tenth.
        double slowByThen = perSecond * (frozenSeconds - 0.1);
        assertThat(slow(run.intended()) / slowByThen).as("fetches due meanwhile").isCloseTo(1, within(0.1));
        assertThat(slow(run.actual())).as("one a connection").isBetween(1L, (long) inFlight);
    }

    @Test
    void whatFetchesInFlightKeepIsFound() {
        int kept = 50_000;
        Workload workload = open(500, "constant", "0", 200, Duration.ofSeconds(1));
        var plan = new CellPlan("s", workload, server.origin(), null);
        Footprint lean = InFlightProbe.look(plan, style()).orElseThrow();
        Footprint fat = InFlightProbe.look(plan, new Hoarder(style(), kept)).orElseThrow();
        assertThat(fat.heapBytesPerFetch() - lean.heapBytesPerFetch()).isCloseTo(kept, withinPercentage(5));
        assertThat(fat.residentBytesPerFetch()).isPositive();
        assertThat(InFlightProbe.look(new CellPlan("s", open(500, "constant", "0", 99, Duration.ofSeconds(1)),
                server.origin(), null), style())).as("too few to tell").isEmpty();
    }

    /** A style that keeps so many bytes more for each fetch. */
    private record Hoarder(FetcherProvider style, int bytes) implements FetcherProvider {
        @Override
        public String name() {
            return "hoarder";
        }

        @Override
        public String summary() {
            return "keeps what it does not need";
        }

        @Override
        public Stack stack() {
            return Stack.SHARED_CODEC;
        }

        @Override
        public Fetcher open(FetchOptions options) {
            Fetcher inner = style.open(options);
            List<byte[]> kept = new ArrayList<>();
            return new Fetcher() {
                @Override
                public FetchHandle fetch(FetchRequest request, FetchListener listener) {
                    kept.add(new byte[bytes]);
                    return inner.fetch(request, listener);
                }

                @Override
                public void close() {
                    inner.close();
                    kept.clear();
                }
            };
        }
    }

    private static long slow(Histogram latencies) {
        return latencies.getCountBetweenValues((long) (100 * MS), Long.MAX_VALUE / 2);
    }

    /** Returns for how many seconds the server stood still. */
    private static double freezeForASecond() {
        long start = System.nanoTime();
        signal("STOP");
        try {
            Thread.sleep(1_000); // the length of the freeze is what is under test
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            signal("CONT");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
            assertThat(exit).isZero();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private record Run(Slice slice, Histogram actual, Histogram intended) {}

    private static List<Run> runs(Workload workload, int slices) throws Exception {
        FetcherProvider style = style();
        var plan = new CellPlan(style.name(), workload, server.origin(), null);
        List<Run> runs = new ArrayList<>();
        try (Driver driver = Driver.of(plan, style, new Meter())) {
            driver.warmUpStep();
            for (int turn = 0; turn < slices; turn++) {
                Slice slice = driver.run(turn);
                assertThat(slice.ok()).isEqualTo(slice.accepted());
                runs.add(new Run(slice, driver.latencyNanos(), driver.intendedNanos().orElseThrow()));
            }
        }
        return runs;
    }

    private static FetcherProvider style() {
        return ServiceLoader.load(FetcherProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("nio-callbacks")).findFirst().orElseThrow();
    }

    private static Workload open(double rate, String arrivals, String delay, int inFlight, Duration slice) {
        return new WorkloadSpec("w", Drive.OPEN, null, List.of(inFlight), List.of(rate), arrivals,
                List.of(DelayDistribution.parse(delay)), null, null, null, null, null, null, null, null, slice, null,
                null, null).resolve(1).getFirst();
    }
}
