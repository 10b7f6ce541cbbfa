package io.fetchbench.harness.control;

import io.fetchbench.fetch.FetcherProvider;

/** A fetcher that measures the tool or the machine and not a style. Takes part in a run only if named. */
public sealed interface Instrument extends FetcherProvider permits ControlProvider, NoOpProvider {}
