package io.fetchbench.style.coroutine;

import io.fetchbench.contract.FetcherContract;
import io.fetchbench.fetch.FetcherProvider;

class CoroutineLoopContractTest extends FetcherContract {
    @Override
    protected FetcherProvider provider() {
        return new CoroutineLoopProvider();
    }
}
