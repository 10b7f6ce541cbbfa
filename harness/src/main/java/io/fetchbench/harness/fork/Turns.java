package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.profile.Recorder;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.WarmUp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.HdrHistogram.Histogram;

/**
 * A fork's side of the turns: reports for work, opens the fetcher, and in each turn does what the plan says. Nothing of the
 * fork's own is in flight outside its turns.
 */
final class Turns {
    private final TurnLink link;
    private final CellPlan plan;
    private final Meter meter = new Meter();
    private final FetcherProvider provider;
    private final Driver driver;
    private final Recorder recorder = new Recorder();
    private InjectedWork injected;
    private int turn;
    private TurnReport report;

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

    /** Waits until it is this fork's turn. */
    void take() throws IOException {
        link.awaitGo();
    }

    /** Says what the turn came to; the next fork may start. */
    void giveBack() throws IOException {
        link.send(report);
    }

    /** Spends a turn on warming up. */
    void warmUp() throws Exception {
        try {
            WarmUp warmUp = new WarmUpLoop(plan.workload().warmUp(), System::nanoTime).run(driver::warmUpStep);
            if (injected != null) {
                injected.guess(driver::warmUpStep);
            }
            driver.rehearse();
            recorder.begin();
            report = TurnReport.ofWarmUp(warmUp, meter.cpuClockSource());
        } catch (RuntimeException e) {
            tell(e);
            throw e;
        }
    }

    /**
     * Spends a turn on one measured slice.
     *
     * @return the slice
     */
    Slice slice() throws Exception {
        try {
            int number = turn++;
            Slice slice = sampled(recorder.measure(number, () -> driver.run(number)));
            if (injected != null) {
                injected.learn(slice);
            }
            report = TurnReport.ofSlice(slice, encode(driver.latencyNanos()),
                    driver.intendedNanos().map(Turns::encode).orElse(null));
            return slice;
        } catch (RuntimeException e) {
            tell(e);
            throw e;
        }
    }

    private Slice sampled(Slice slice) {
        Long liveHeap = plan.workload().sampleHeap() ? Memory.liveHeapBytes() : null;
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
     * Frees the fetcher, and spends the last turn on writing what a profiler has and on finding what fetches in flight keep
     * in memory.
     */
    void end() throws IOException {
        driver.close();
        take();
        recorder.close();
        try {
            report = TurnReport.ofEnd(InFlightProbe.look(plan, provider).orElse(null),
                    injected == null ? null : injected.share());
        } catch (RuntimeException e) {
            tell(e);
            throw e;
        }
        giveBack();
        link.close();
    }
}
