package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.Slice;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With a fetcher whose cost is known: so many rounds of the same kind of work on this thread. */
class InjectedWorkTest {
    private static final int FETCHES = 20_000;
    private static final int OWN_ROUNDS = 3_000;
    private static final FetchRequest REQUEST = new FetchRequest(0, new Origin("localhost", 1), "/");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long sink;

    @Test
    void theShareIsWhatTheWorkComesTo() throws Exception {
        var injected = new InjectedWork(0.3);
        Fetcher slowed = injected.before(new Known());
        cpuNanos(slowed);
        double checked = injected.calibrate(() -> slice(slowed));
        assertThat(checked).as("as the fork says").isBetween(0.2, 0.4);
        double with = cpuNanos(slowed);
        double without = cpuNanos(new Known());
        assertThat(with / without - 1).as("as measured from outside").isBetween(0.2, 0.4);
    }

    @Test
    void aShareOfNothingIsNothing() throws Exception {
        var injected = new InjectedWork(0);
        Fetcher same = injected.before(new Known());
        cpuNanos(same);
        assertThat(injected.calibrate(() -> slice(same))).isZero();
        assertThat((double) cpuNanos(same) / cpuNanos(new Known()) - 1).isBetween(-0.1, 0.1);
    }

    private Slice slice(Fetcher fetcher) {
        long cpu = cpuNanos(fetcher);
        return new Slice(0, FETCHES, Map.of(Outcome.OK, (long) FETCHES), 0, 0, cpu, cpu, 0);
    }

    private static long cpuNanos(Fetcher fetcher) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < FETCHES; i++) {
            fetcher.fetch(REQUEST, _ -> {});
        }
        return THREADS.getCurrentThreadCpuTime() - start;
    }

    private final class Known implements Fetcher {
        @Override
        public FetchHandle fetch(FetchRequest request, FetchListener listener) {
            long state = request.id();
            for (int i = 0; i < OWN_ROUNDS; i++) {
                state = state * 2862933555777941757L + 3037000493L;
            }
            sink += state;
            return () -> {};
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
