package io.fetchbench.harness.control;

import io.fetchbench.contract.FetcherContract;
import io.fetchbench.fetch.FetcherProvider;
import java.util.Map;

class ControlContractTest extends FetcherContract {
    @Override
    protected FetcherProvider provider() {
        return new ControlProvider();
    }

    @Override
    protected Map<String, String> declines() {
        return Map.of("Hostile.whatMayBeReadLenientlyIsMalformed",
                "control looks for the fields it needs and checks no other",
                "Reuse.noMoreConnectionsAreKeptIdleThanTheLimit", "control goes to one origin in all it is for");
    }
}
