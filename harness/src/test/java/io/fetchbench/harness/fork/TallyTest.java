package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchResult;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final int RESULTS = 100_000;

    private final ExpectedResponse expected = ExpectedResponse.ofSize(83);
    private final Tally tally = new Tally();
    private final PendingFetch fetch = new PendingFetch(tally) {
        @Override
        void ended(FetchResult result, long nowNanos) {
            // what is recorded is under test, and not what follows
        }
    };

    @Test
    void recordingALatencyAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        record(RESULTS);
        long before = threads.getCurrentThreadAllocatedBytes();
        record(RESULTS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated / RESULTS).as("bytes a fetch").isZero();
        assertThat(tally.latencyNanos().getTotalCount()).isEqualTo(2 * RESULTS);
    }

    /** One result again and again, for what a style allocates for it is not the tool's. */
    private void record(int count) {
        FetchResult result = FetchResult.ok(7, 200, 83, expected.bodyCrc32c(), System.nanoTime());
        for (int i = 0; i < count; i++) {
            fetch.expect(7, expected);
            fetch.onResult(result);
        }
    }
}
