package io.fetchbench.style.vertx;

import io.fetchbench.fetch.FetchResult;

/**
 * The message that a fetch has ended: a verticle's answer to {@link FetchCommand.Start}.
 *
 * @param number {@link FetchCommand#number()}
 */
record FetchEnded(long number, FetchResult result) {}
