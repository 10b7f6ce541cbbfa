package io.fetchbench.contract;

import io.fetchbench.fetch.FetcherProvider;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * Everything a style promises, one nested class per concern, one test per clause; {@code CONTRACT.md} lists them. A style
 * proves itself with one small class:
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
 * <p>Options that {@link FetcherProvider#unsupported} refuses are skipped, with its reason; the default ones it may
 * not refuse.
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

    /**
     * Optional clauses that the style does not keep; their tests are skipped with the reason. To decline a required
     * clause fails every test.
     *
     * @return reasons by clause as {@code CONTRACT.md} names it, such as {@code Reuse.theConnectionUsedLastIsTakenFirst}
     */
    protected Map<String, String> declines() {
        return Map.of();
    }

    @Nested
    @DisplayName("Completion exactly once")
    class Completion extends CompletionContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("Accounting under load")
    class Accounting extends AccountingContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("The in-flight limit")
    class InFlight extends InFlightContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("The waiting queue")
    class Queue extends QueueContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("Framing of bodies")
    class Framing extends FramingContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("Limits on header and body")
    class Limits extends LimitContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("What goes over the wire")
    class Requests extends RequestContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("Reuse of connections")
    class Reuse extends ReuseContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("The single retry")
    class Retries extends RetryContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("Connections that fail")
    class Failures extends FailureContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("Hostile responses")
    class Hostile extends HostileContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("The timeout, phase by phase")
    class Timeouts extends TimeoutContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("Cancelling")
    class Cancelling extends CancelContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("Closing")
    class Closing extends CloseContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("Nothing left behind")
    class Leaks extends LeakContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }

    @Nested
    @DisplayName("Processing, inline and handed off")
    class Processings extends ProcessingContract {
        @Override
        FetcherContract contract() {
            return FetcherContract.this;
        }
    }
}
