package io.fetchbench.style.nio;

import io.fetchbench.contract.FetcherContract;
import io.fetchbench.fetch.FetcherProvider;

class NioCallbacksContractTest extends FetcherContract {
    @Override
    protected FetcherProvider provider() {
        return new NioCallbacksProvider();
    }
}
