package io.fetchbench.style.vertx;

import io.fetchbench.fetch.FetchRequest;

/** What a verticle is told to do, as a message on the event bus. */
sealed interface FetchCommand {
    /** The fetcher's own number for the fetch; {@link FetchRequest#id()} is the caller's and need not be unique. */
    long number();

    /**
     * To start a fetch.
     *
     * @param startedNanos when it left the waiting queue; its timeout runs from there
     */
    record Start(long number, FetchRequest request, long startedNanos) implements FetchCommand {}

    /** To end a fetch that was started before; ignored if it has ended. */
    record Cancel(long number) implements FetchCommand {}
}
