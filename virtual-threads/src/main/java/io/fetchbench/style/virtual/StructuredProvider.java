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

    /** The class file says which release's previews it needs, so loading it is the surest check. */
    @Override
    public Optional<String> unsupported(FetchOptions options) {
        try {
            Class.forName(StructuredProvider.class.getPackageName() + ".StructuredFetcher");
            return Optional.empty();
        } catch (ClassNotFoundException | UnsupportedClassVersionError _) {
            return Optional.of(NAME + ": expected a JVM of Java " + PREVIEW_FEATURE + " with " + PREVIEW + ", got Java "
                    + Runtime.version().feature() + " without it or another release");
        }
    }

    @Override
    public Fetcher open(FetchOptions options) {
        unsupported(options).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        return new StructuredFetcher(options);
    }
}
