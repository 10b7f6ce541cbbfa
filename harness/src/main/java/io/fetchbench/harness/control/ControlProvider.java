package io.fetchbench.harness.control;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.ProcessingMode;
import io.fetchbench.fetch.Stack;
import java.util.Optional;

/**
 * The fixed point of every comparison over time: baselines hold each figure as a ratio to this client's.
 *
 * <p><strong>It must not be changed,</strong> not even for the better: that would void every stored baseline. Its sources
 * are pinned by checksum. It meets the contract but for processing handed off, and leaves out what would not be measured:
 * interim responses are malformed to it, and a name is looked up on its one thread.
 */
public final class ControlProvider implements Instrument {
    @Override
    public String name() {
        return "control";
    }

    @Override
    public String summary() {
        return "a minimal raw client that never changes; baselines are ratios to it";
    }

    @Override
    public Stack stack() {
        return Stack.WHOLE_STACK;
    }

    @Override
    public Optional<String> unsupported(FetchOptions options) {
        return options.processingMode() == ProcessingMode.HANDED_OFF
                ? Optional.of("control has one thread and runs processing inline only")
                : Optional.empty();
    }

    @Override
    public Fetcher open(FetchOptions options) {
        unsupported(options).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        return new ControlFetcher(options);
    }
}
