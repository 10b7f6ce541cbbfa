package io.fetchbench.fetch;

import java.util.List;
import java.util.Optional;

/**
 * A concurrency style, or a variant of one, as {@link java.util.ServiceLoader} finds it.
 *
 * @implSpec The class is public with a public constructor without arguments, and is named in
 *           {@code META-INF/services/io.fetchbench.fetch.FetcherProvider}. Constructing it starts nothing and loads
 *           nothing that a plain JVM could not load: what needs {@link #jvmOptions()} is touched in {@link #open} only.
 */
public interface FetcherProvider {
    /**
     * The name that {@code --styles} takes.
     *
     * @return lower-case letters, digits and hyphens, unique among the providers present
     */
    String name();

    /**
     * What this style is, for {@code bench list}.
     *
     * @return one line without a full stop
     */
    String summary();

    /**
     * How much of the path from listener to socket is this style's own.
     *
     * @return what reports print beside the style's figures
     */
    Stack stack();

    /**
     * Options that a JVM is to be started with for this style to run as it is meant to, such as {@code --enable-preview}.
     *
     * @return the options, in order; empty for most styles
     */
    default List<String> jvmOptions() {
        return List.of();
    }

    /**
     * Why this style can't run with these options, if it can't. May be asked in a JVM without {@link #jvmOptions()}, and
     * answers for one that has them.
     *
     * @param options what a caller would pass to {@link #open}
     * @return one sentence, or empty when {@code open(options)} works
     */
    default Optional<String> unsupported(FetchOptions options) {
        return Optional.empty();
    }

    /**
     * Starts a fetcher.
     *
     * @param options its limits, fixed for its lifetime
     * @return an open fetcher, to be closed by the caller
     * @throws IllegalArgumentException if {@link #unsupported} gives a reason for these options
     * @throws IllegalStateException if this JVM lacks {@link #jvmOptions()} and the style can't do without them
     */
    Fetcher open(FetchOptions options);
}
