package io.fetchbench.plugin;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;

/** Virtual threads that each block once in a class initializer, which since JDK 24 is one of the few things that pin. */
public final class PinningStyle implements FetcherProvider {
    /** What a fetch initializes anew, as a hidden class. */
    static final class Pin {
        static {
            LockSupport.parkNanos(2_000_000);
        }

        private Pin() {}
    }

    private static final byte[] PIN = classFile();

    private static byte[] classFile() {
        try (InputStream in = PinningStyle.class.getResourceAsStream("PinningStyle$Pin.class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "pinning";
    }

    @Override
    public String summary() {
        return "pins its carrier once a fetch, and fetches nothing";
    }

    @Override
    public Stack stack() {
        return Stack.WHOLE_STACK;
    }

    @Override
    public Fetcher open(FetchOptions options) {
        return new PinningFetcher(Executors.newVirtualThreadPerTaskExecutor());
    }

    private record PinningFetcher(ExecutorService threads) implements Fetcher {
        @Override
        public FetchHandle fetch(FetchRequest request, FetchListener listener) {
            threads.execute(() -> listener.onResult(pinned(request)));
            return () -> {};
        }

        private static FetchResult pinned(FetchRequest request) {
            long started = System.nanoTime();
            try {
                MethodHandles.lookup().defineHiddenClass(PIN, true);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
            return FetchResult.ok(request.id(), 200, 0, (int) new CRC32C().getValue(), started);
        }

        @Override
        public void close() {
            threads.close();
        }
    }
}
