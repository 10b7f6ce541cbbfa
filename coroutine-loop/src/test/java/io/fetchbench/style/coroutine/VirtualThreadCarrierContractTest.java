package io.fetchbench.style.coroutine;

import io.fetchbench.contract.FetcherContract;
import io.fetchbench.coroutine.Carrier;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;

/** The style as it is in a JVM without its options. */
class VirtualThreadCarrierContractTest extends FetcherContract {
    @Override
    protected FetcherProvider provider() {
        return new FetcherProvider() {
            @Override
            public String name() {
                return "coroutine-loop-on-virtual-threads";
            }

            @Override
            public String summary() {
                return "coroutine-loop on the carrier that needs no options";
            }

            @Override
            public Stack stack() {
                return Stack.SHARED_CODEC;
            }

            @Override
            public Fetcher open(FetchOptions options) {
                return new CoroutineLoopFetcher(options, Carrier.VIRTUAL_THREAD);
            }
        };
    }
}
