package io.fetchbench.harness.control;

import io.fetchbench.fetch.FetcherProvider;
import java.util.Set;

/** A fetcher that measures the tool or the machine and not a style. */
public sealed interface Instrument extends FetcherProvider permits ControlProvider, NoOpProvider {
    /** The names of all, by which a record of a run tells them from styles. */
    Set<String> NAMES = Set.of("control", "no-op");
}
