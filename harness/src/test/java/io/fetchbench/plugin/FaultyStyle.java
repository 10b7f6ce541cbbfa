package io.fetchbench.plugin;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Stack;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Styles that each do one thing wrong. In a batch that is to one fetch, and only while it is measured: warming up has delays
 * of 5 ms at most.
 */
public abstract class FaultyStyle implements FetcherProvider {
    private final String name;

    private FaultyStyle(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String summary() {
        return "wrong on purpose";
    }

    @Override
    public final Stack stack() {
        return Stack.WHOLE_STACK;
    }

    @Override
    public final Fetcher open(FetchOptions options) {
        Fetcher inner = new UrlConnectionStyle().open(options);
        return new Fetcher() {
            @Override
            public FetchHandle fetch(FetchRequest request, FetchListener listener) {
                boolean wrong = request.id() == 3 && request.target().contains("delay=6000us");
                return inner.fetch(request, result -> report(request, wrong, result, listener));
            }

            @Override
            public void close() {
                inner.close();
            }
        };
    }

    /** Says how a fetch ended. */
    abstract void report(FetchRequest request, boolean wrong, FetchResult result, FetchListener listener);

    /** Never says how a fetch ended. */
    public static final class LosesOne extends FaultyStyle {
        public LosesOne() {
            super("loses-one");
        }

        @Override
        void report(FetchRequest request, boolean wrong, FetchResult result, FetchListener listener) {
            if (!wrong) {
                listener.onResult(result);
            }
        }
    }

    /** Says it twice. */
    public static final class CompletesTwice extends FaultyStyle {
        public CompletesTwice() {
            super("completes-twice");
        }

        @Override
        void report(FetchRequest request, boolean wrong, FetchResult result, FetchListener listener) {
            listener.onResult(result);
            if (wrong) {
                listener.onResult(result);
            }
        }
    }

    /** Says that another body came. */
    public static final class WrongChecksum extends FaultyStyle {
        public WrongChecksum() {
            super("wrong-checksum");
        }

        @Override
        void report(FetchRequest request, boolean wrong, FetchResult result, FetchListener listener) {
            listener.onResult(FetchResult.ok(result.id(), result.status(), result.bodyBytes(),
                    result.bodyCrc32c() + (wrong ? 1 : 0), result.startedNanos()));
        }
    }

    /** Says that it timed out. */
    public static final class TimesOut extends FaultyStyle {
        public TimesOut() {
            super("times-out");
        }

        @Override
        void report(FetchRequest request, boolean wrong, FetchResult result, FetchListener listener) {
            listener.onResult(wrong
                    ? FetchResult.failed(result.id(), Outcome.TIMED_OUT, result.startedNanos(), null)
                    : result);
        }
    }

    /** Says that each fetch started when half of it was over. */
    public static final class StartsLate extends FaultyStyle {
        public StartsLate() {
            super("starts-late");
        }

        @Override
        void report(FetchRequest request, boolean wrong, FetchResult result, FetchListener listener) {
            long halfway = result.startedNanos() + (System.nanoTime() - result.startedNanos()) / 2;
            listener.onResult(
                    FetchResult.ok(result.id(), result.status(), result.bodyBytes(), result.bodyCrc32c(), halfway));
        }
    }

    /** Does something of its own with every fetch that costs half as much every 200 fetches. */
    public static final class WarmsSlowly extends FaultyStyle {
        private static final double FIRST_NANOS = 2_000_000;
        private static final double HALVED_AFTER = 200;

        private final AtomicInteger fetches = new AtomicInteger();

        public WarmsSlowly() {
            super("warms-slowly");
        }

        @Override
        void report(FetchRequest request, boolean wrong, FetchResult result, FetchListener listener) {
            double nanos = FIRST_NANOS * Math.pow(2, -fetches.getAndIncrement() / HALVED_AFTER);
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                Thread.onSpinWait();
            }
            listener.onResult(result);
        }
    }

    /** Keeps something of every fetch. */
    public static final class KeepsAll extends FaultyStyle {
        private static final int BYTES = 1_000;

        private final Queue<byte[]> kept = new ConcurrentLinkedQueue<>();

        public KeepsAll() {
            super("keeps-all");
        }

        @Override
        void report(FetchRequest request, boolean wrong, FetchResult result, FetchListener listener) {
            kept.add(new byte[BYTES]);
            listener.onResult(result);
        }
    }

    /** Is cheap in the first process that runs in a folder, and dear in those after it. */
    public static final class Moody extends FaultyStyle {
        private static final long DEAR_NANOS = 1_000_000;

        /** Found out with the first fetch: the harness knows of this style too, and never fetches. */
        private static final class Mood {
            static final boolean DEAR = !new File("moody").mkdir();
        }

        public Moody() {
            super("moody");
        }

        @Override
        void report(FetchRequest request, boolean wrong, FetchResult result, FetchListener listener) {
            long start = System.nanoTime();
            while (Mood.DEAR && System.nanoTime() - start < DEAR_NANOS) {
                Thread.onSpinWait();
            }
            listener.onResult(result);
        }
    }

    /** Goes on for 150 ms after its last fetch, as compilers might, on threads enough to leave little to others. */
    public static final class Lingers extends FaultyStyle {
        private static final long LINGER_NANOS = 150_000_000;
        private static final int THREADS = 8;

        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile long untilNanos;

        public Lingers() {
            super("lingers");
        }

        @Override
        void report(FetchRequest request, boolean wrong, FetchResult result, FetchListener listener) {
            untilNanos = System.nanoTime() + LINGER_NANOS;
            if (busy.compareAndSet(false, true)) {
                for (int i = 0; i < THREADS; i++) {
                    Thread.ofPlatform().daemon().start(this::linger);
                }
            }
            listener.onResult(result);
        }

        private void linger() {
            while (System.nanoTime() - untilNanos < 0) {
                Thread.onSpinWait();
            }
            busy.set(false);
        }
    }

    /**
     * Keeps the server busy at hardly any cost of its own: it asks for a wrong target that is too long for the server to
     * remember, which therefore finds out anew each time.
     */
    public static final class Greedy extends FaultyStyle {
        private static final int TIMES = 1000;
        private static final String TARGET = "/bytes/0?delay=" + "0".repeat(512) + "ns";

        private volatile byte[] requests;

        public Greedy() {
            super("greedy");
        }

        @Override
        void report(FetchRequest request, boolean wrong, FetchResult result, FetchListener listener) {
            try (var socket = new Socket(request.origin().host(), request.origin().port())) {
                socket.getOutputStream().write(requests(request));
                InputStream in = socket.getInputStream();
                byte[] unread = new byte[1 << 14];
                while (in.read(unread) >= 0) {
                    // what comes is of no interest
                }
                listener.onResult(result);
            } catch (IOException e) {
                listener.onResult(FetchResult.failed(result.id(), Outcome.FAILED, result.startedNanos(), e));
            }
        }

        /** They differ in nothing, so they are written down once. */
        private byte[] requests(FetchRequest request) {
            if (requests == null) {
                String get = "GET " + TARGET + " HTTP/1.1\r\nHost: " + request.origin().hostHeader() + "\r\n\r\n";
                String close = get.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
                requests = (get.repeat(TIMES) + close).getBytes(StandardCharsets.US_ASCII);
            }
            return requests;
        }
    }
}
