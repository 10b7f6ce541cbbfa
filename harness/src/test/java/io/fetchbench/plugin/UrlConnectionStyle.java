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
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32C;

/** A style somebody else brings, as short as can be: no cancelling, for the harness never does. */
public final class UrlConnectionStyle implements FetcherProvider {
    @Override
    public String name() {
        return "url-connection";
    }

    @Override
    public String summary() {
        return "java.net.HttpURLConnection on a pool of threads";
    }

    @Override
    public Stack stack() {
        return Stack.WHOLE_STACK;
    }

    @Override
    public Fetcher open(FetchOptions options) {
        return new UrlConnectionFetcher(Executors.newFixedThreadPool(options.maxInFlight()));
    }

    private record UrlConnectionFetcher(ExecutorService threads) implements Fetcher {
        @Override
        public FetchHandle fetch(FetchRequest request, FetchListener listener) {
            threads.execute(() -> listener.onResult(get(request)));
            return () -> {};
        }

        private static FetchResult get(FetchRequest request) {
            long started = System.nanoTime();
            String url = "http://" + request.origin().hostHeader() + request.target();
            try {
                var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
                try (InputStream in = connection.getInputStream()) {
                    byte[] body = in.readAllBytes();
                    var crc = new CRC32C();
                    crc.update(body);
                    return FetchResult.ok(request.id(), connection.getResponseCode(), body.length,
                            (int) crc.getValue(), started);
                }
            } catch (IOException e) {
                return FetchResult.failed(request.id(), Outcome.FAILED, started, e);
            }
        }

        @Override
        public void close() {
            threads.close();
        }
    }
}
