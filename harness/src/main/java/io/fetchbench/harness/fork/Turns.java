package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.WarmUp;
import io.fetchbench.harness.suite.Drive;
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
final class Turns implements AutoCloseable {
    /** A batch that takes no longer is run once in full before it is measured, so that every connection is open. */
    private static final Duration LONGEST_REHEARSAL = Duration.ofMillis(500);

    private final TurnLink link;
    private final CellPlan plan;
    private final Fetcher fetcher;
    private final Load load;
    private final FetchRequest[] requests;
    private int turn;
    private TurnReport report;

    Turns() throws IOException {
        String[] place = System.getProperty(TurnLink.PROPERTY).split(":", 3);
        link = new TurnLink(new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(place[0])));
        link.send(new TurnLink.Hello(place[1], place[2], ProcessHandle.current().pid()));
        plan = link.receive(CellPlan.class);
        fetcher = open();
        load = new Load(fetcher, plan.workload().callers(),
                ExpectedResponse.ofSize(plan.workload().bodyBytes()), plan.longestWait());
        requests = plan.requests();
    }

    private Fetcher open() throws IOException {
        try {
            return provider(plan.style()).open(plan.workload().fetchOptions());
        } catch (RuntimeException | LinkageError e) {
            tell(e);
            throw e;
        }
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
        FetchRequest[] quick = plan.warmUpRequests();
        long keepGoing = plan.workload().drive() == Drive.BATCH ? 0 : WarmUpLoop.SLICE.toNanos();
        try {
            WarmUp warmUp = new WarmUpLoop(plan.workload().warmUp(), System::nanoTime)
                    .run(() -> load.run(0, quick, keepGoing));
            if (keepGoing == 0 && plan.workload().shortestSlice().compareTo(LONGEST_REHEARSAL) <= 0) {
                load.run(0, requests, 0);
            }
            report = new TurnReport(warmUp, null, null, load.cpuClockSource(), null);
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
            Slice slice = load.run(turn++, requests, plan.sliceNanos());
            report = new TurnReport(null, slice, encode(load.latencyNanos()), null, null);
            return slice;
        } catch (RuntimeException e) {
            tell(e);
            throw e;
        }
    }

    private static byte[] encode(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }

    private void tell(Throwable failure) throws IOException {
        link.send(TurnReport.failed(failure.toString()));
    }

    @Override
    public void close() throws IOException {
        fetcher.close();
        link.close();
    }
}
