package io.fetchbench.style.vertx;

import io.fetchbench.contract.FetcherContract;
import io.fetchbench.fetch.FetcherProvider;
import java.util.Map;

/** Runs the contract of every style on this one. */
class VertxFetcherContractTest extends FetcherContract {
    @Override
    protected FetcherProvider provider() {
        return new VertxFetcherProvider();
    }

    @Override
    protected Map<String, String> declines() {
        return Map.of("Hostile.whatMayBeReadLenientlyIsMalformed",
                "Netty's decoder unfolds folded fields and ignores blanks before a colon",
                "Leaks.noProcessingThreadIsAliveWhenCloseReturns",
                "Vert.x stops the timer of its blocked-thread checker without waiting for it");
    }
}
