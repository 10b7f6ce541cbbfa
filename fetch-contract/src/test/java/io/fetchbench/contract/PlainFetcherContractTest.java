package io.fetchbench.contract;

import io.fetchbench.fetch.FetcherProvider;
import java.util.Map;

/** The fetcher that the broken ones are variations of keeps every clause. */
class PlainFetcherContractTest extends FetcherContract {
    static final Map<String, String> DECLINED = Map.of("Closing.isRefusedFromAListener",
            "it would have to know its threads");

    @Override
    protected FetcherProvider provider() {
        return new TestProvider("plain", PlainFetcher::new);
    }

    @Override
    protected Map<String, String> declines() {
        return DECLINED;
    }
}
