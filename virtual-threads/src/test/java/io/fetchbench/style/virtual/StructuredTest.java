package io.fetchbench.style.virtual;

import io.fetchbench.contract.FetcherContract;
import io.fetchbench.fetch.FetcherProvider;

class StructuredTest extends FetcherContract {
    @Override
    protected FetcherProvider provider() {
        return new StructuredProvider();
    }
}
