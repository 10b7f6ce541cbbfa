package io.fetchbench.harness.control;

import io.fetchbench.contract.FetcherContract;
import io.fetchbench.fetch.FetcherProvider;

class ControlContractTest extends FetcherContract {
    @Override
    protected FetcherProvider provider() {
        return new ControlProvider();
    }
}
