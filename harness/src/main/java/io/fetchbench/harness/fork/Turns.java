package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.profile.Recorder;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.WarmUp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.HdrHistogram.Histogram;

/**
 * A fork's side of the turns: reports for work, opens the fetcher, and in each turn does what the plan says. Nothing of the
 * fork's own is in flight outside its turns.
 */
final class Turns {
    /**
     * How many reports are made up of a step of the warm-up. Between slices a fork does what it does at no other time; warm-ups
     * have two dozen steps, so all of it has been done more often by then than it is going to be, and a compiler that
     * comes to it has come before the slices, whose CPU time its own would be part of.
     */
    private static final int REHEARSALS = 10;

    private final TurnLink link;
    private final CellPlan plan;
    private final Meter meter = new Meter();
    private final FetcherProvider provider;
    private final Driver driver;
    private final Recorder recorder = new Recorder();
    private final Rest rest = new Rest(new ProcessClock());
    private InjectedWork injected;
    private boolean warm;
    private int settled;
    private int turn;
    private TurnReport report;
    private Duration owedLook;

    Turns() throws IOException {
        String[] place = System.getProperty(TurnLink.PROPERTY).split(":", 3);
        link = new TurnLink(new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(place[0])));
        link.send(new TurnLink.Hello(place[1], place[2], ProcessHandle.current().pid()));
        plan = link.receive(CellPlan.class);
        try {
            provider = provider(plan.style());
            driver = open();
        } catch (RuntimeException | LinkageError e) {
            tell(e);
            throw e;
        }
    }

    private Driver open() {
        if (plan.injected() == null) {
            return Driver.of(plan, provider, meter);
        }
        injected = new InjectedWork(plan.injected());
        return Driver.of(plan, () -> injected.before(provider.open(plan.workload().fetchOptions())), meter);
    }

    private static FetcherProvider provider(String style) {
        return ServiceLoader.load(FetcherProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(style)).findFirst()
                .orElseThrow(() -> new IllegalStateException("style " + style + ": expected on the fork's class path"));
    }

    /** Passes back the turn it had, if it had one, and waits for the next. */
    void take() throws IOException {
        passBack();
        link.awaitTurn();
    }

    /**
     * Says what the turn came to. It is not passed back yet: what JMH does with its iteration comes first, and would cost the
     * next fork's slice.
     */
    void report() throws IOException {
        link.send(report);
        owedLook = report.warmUp() == null ? Rest.LOOK_AFTER_TURN : Rest.LOOK_AFTER_WARM_UP;
    }

    /** Lets the next fork start, once this one is at rest. */
    private void passBack() throws IOException {
        if (owedLook != null) {
            rest.await(owedLook);
            owedLook = null;
            link.passTurn();
        }
    }

    /** Spends a turn on what comes before the slices: the first on warming up, the others on settling. */
    void prepare() throws Exception {
        try {
            if (warm) {
                settle();
            } else {
                warmUp();
                warm = true;
            }
            if (settled == plan.workload().settlingTurns()) {
                startCounting();
            }
        } catch (RuntimeException e) {
            tell(e);
            throw e;
        }
    }

    private void warmUp() throws InterruptedException {
        WarmUp warmUp = new WarmUpLoop(plan.workload().warmUp(), System::nanoTime).run(this::warmUpStep);
        if (injected != null) {
            injected.guess(driver::warmUpStep);
        }
        driver.rehearse();
        report = TurnReport.ofWarmUp(warmUp, meter.cpuClockSource());
    }

    private void settle() throws InterruptedException {
        Slice slice = driver.run(0);
        if (injected != null) {
            injected.learn(slice);
        }
        report = report(sampled(slice, null));
        settled++;
    }

    private void startCounting() throws IOException {
        if (injected != null) {
            injected.startOver();
        }
        recorder.begin();
    }

    private Slice warmUpStep() throws InterruptedException {
        Slice slice = driver.warmUpStep();
        for (int i = 0; i < REHEARSALS; i++) {
            TurnLink.rehearse(report(sampled(slice, null)));
        }
        return slice;
    }

    /**
     * Spends a turn on one measured slice.
     *
     * @return the slice
     */
    Slice slice() throws Exception {
        try {
            int number = turn++;
            Slice slice = recorder.measure(number, () -> driver.run(number));
            slice = sampled(slice, plan.workload().sampleHeap() ? Memory.liveHeapBytes() : null);
            if (injected != null) {
                injected.learn(slice);
            }
            report = report(slice);
            return slice;
        } catch (RuntimeException e) {
            tell(e);
            throw e;
        }
    }

    private TurnReport report(Slice slice) {
        return TurnReport.ofSlice(slice, encode(driver.latencyNanos()),
                driver.intendedNanos().map(Turns::encode).orElse(null));
    }

    private static Slice sampled(Slice slice, Long liveHeap) {
        return slice.with(slice.usage().with(Memory.residentBytes(), liveHeap));
    }

    private static byte[] encode(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }

    private void tell(Throwable failure) throws IOException {
        link.send(TurnReport.failed(failure.toString()));
    }

    /**
     * Spends the last turn on freeing the fetcher, on writing what a profiler has, and on finding what fetches in flight keep
     * in memory.
     */
    void end() throws IOException {
        take();
        driver.close();
        recorder.close();
        try {
            report = TurnReport.ofEnd(InFlightProbe.look(plan, provider).orElse(null),
                    injected == null ? null : injected.share());
        } catch (RuntimeException e) {
            tell(e);
            throw e;
        }
        report();
        passBack();
        link.close();
    }
}
