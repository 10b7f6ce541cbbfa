package io.fetchbench.style.virtual;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;
import java.util.List;
import java.util.Optional;

/** The style {@code virtual-threads-structured}, a variant of {@link VirtualThreadsProvider} for a JVM with previews. */
public final class StructuredProvider implements FetcherProvider {
    static final String NAME = "virtual-threads-structured";
    private static final String PREVIEW = "--enable-preview";
    private static final int PREVIEW_FEATURE = 25;

    /** For the service loader. */
    public StructuredProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "virtual threads forked in a StructuredTaskScope, a preview of Java " + PREVIEW_FEATURE;
    }

    @Override
    public Stack stack() {
        return Stack.SHARED_CODEC;
    }

    @Override
    public List<String> jvmOptions() {
        return List.of(PREVIEW);
    }

    /** A class file with a preview in it runs on the release it was compiled for and on no other. */
    @Override
    public Optional<String> unsupported(FetchOptions options) {
        int feature = Runtime.version().feature();
        return feature == PREVIEW_FEATURE
                ? Optional.empty()
                : Optional.of(
                        "structured concurrency: expected Java " + PREVIEW_FEATURE + ", whose preview it is built on,"
                                + " got Java " + feature);
    }

    @Override
    public Fetcher open(FetchOptions options) {
        unsupported(options).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        try {
            return new StructuredFetcher(options);
        } catch (UnsupportedClassVersionError e) {
            throw new IllegalStateException(NAME + ": expected a JVM started with " + PREVIEW + ", got one without", e);
        }
    }
}
