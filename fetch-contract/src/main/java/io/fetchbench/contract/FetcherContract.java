package io.fetchbench.contract;

import io.fetchbench.fetch.FetcherProvider;
import org.junit.jupiter.api.Nested;

/**
 * Everything a style promises, one nested class per concern. A style proves itself with one small class:
 *
 * {@snippet :
 * class MyStyleTest extends FetcherContract {
 *     @Override
 *     protected FetcherProvider provider() {
 *         return new MyStyleProvider();
 *     }
 * }
 * }
 *
 * <p>Options that {@link FetcherProvider#unsupported} refuses are skipped, with its reason.
 */
public abstract class FetcherContract {
    /** For the subclass of a style. */
    protected FetcherContract() {}

    /**
     * The style under test.
     *
     * @return a provider whose fetchers the tests open and close
     */
    protected abstract FetcherProvider provider();

    @Nested
    class Delivery extends DeliveryContract {
        @Override
        FetcherProvider provider() {
            return FetcherContract.this.provider();
        }
    }

    @Nested
    class Requests extends RequestContract {
        @Override
        FetcherProvider provider() {
            return FetcherContract.this.provider();
        }
    }

    @Nested
    class Limits extends LimitContract {
        @Override
        FetcherProvider provider() {
            return FetcherContract.this.provider();
        }
    }

    @Nested
    class Reuse extends ReuseContract {
        @Override
        FetcherProvider provider() {
            return FetcherContract.this.provider();
        }
    }

    @Nested
    class Retries extends RetryContract {
        @Override
        FetcherProvider provider() {
            return FetcherContract.this.provider();
        }
    }

    @Nested
    class Failures extends FailureContract {
        @Override
        FetcherProvider provider() {
            return FetcherContract.this.provider();
        }
    }

    @Nested
    class Timeouts extends TimeoutContract {
        @Override
        FetcherProvider provider() {
            return FetcherContract.this.provider();
        }
    }

    @Nested
    class Cancelling extends CancelContract {
        @Override
        FetcherProvider provider() {
            return FetcherContract.this.provider();
        }
    }

    @Nested
    class Closing extends CloseContract {
        @Override
        FetcherProvider provider() {
            return FetcherContract.this.provider();
        }
    }

    @Nested
    class Processings extends ProcessingContract {
        @Override
        FetcherProvider provider() {
            return FetcherContract.this.provider();
        }
    }

    @Nested
    class Listeners extends ListenerContract {
        @Override
        FetcherProvider provider() {
            return FetcherContract.this.provider();
        }
    }
}
