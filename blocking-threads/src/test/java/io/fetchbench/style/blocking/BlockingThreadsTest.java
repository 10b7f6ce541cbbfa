package io.fetchbench.style.blocking;

import io.fetchbench.contract.FetcherContract;
import io.fetchbench.fetch.FetcherProvider;

class BlockingThreadsTest extends FetcherContract {
    @Override
    protected FetcherProvider provider() {
        return new BlockingThreadsProvider();
    }
}
