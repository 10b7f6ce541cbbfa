package io.fetchbench.style.vertx;

import io.fetchbench.contract.FetcherContract;
import io.fetchbench.fetch.FetcherProvider;

/** Runs the contract of every style on this one. */
class VertxFetcherContractTest extends FetcherContract {
    @Override
    protected FetcherProvider provider() {
        return new VertxFetcherProvider();
    }
}
