package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a fork says of the work it injects; that a slowdown of 30 % is found is for the project's CI. */
class InjectedWorkTest {
    private int slices;

    @Test
    void theShareIsConfirmedWhereSlicesWithWorkCostAsMuchMoreAsTheyShould() throws Exception {
        assertThat(new InjectedWork(0.03).calibrate(() -> slice(1.5))).isCloseTo(0.03, within(1e-6));
    }

    @Test
    void aForkWhoseWorkComesToLessSaysSo() throws Exception {
        assertThat(new InjectedWork(0.03).calibrate(() -> slice(1.25))).isCloseTo(0.015, within(1e-6));
        assertThat(new InjectedWork(0.03).calibrate(() -> slice(1))).isZero();
    }

    @Test
    void aShareOfNothingIsNothing() throws Exception {
        assertThat(new InjectedWork(0).calibrate(() -> slice(1.5))).isZero();
    }

    @Test
    void everyFetchIsPassedOn() {
        List<FetchRequest> passed = new ArrayList<>();
        boolean[] closed = new boolean[1];
        var request = new FetchRequest(7, new Origin("localhost", 1), "/");
        try (Fetcher slowed = new InjectedWork(0.1).before(new Fetcher() {
            @Override
            public FetchHandle fetch(FetchRequest next, FetchListener listener) {
                passed.add(next);
                return () -> {};
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        })) {
            slowed.fetch(request, _ -> {});
        }
        assertThat(passed).containsExactly(request);
        assertThat(closed[0]).isTrue();
    }

    /** A slice of 1000 fetches of 4 µs each; every other one has the work in it and costs that much more. */
    private Slice slice(double increase) {
        long cpu = Math.round(4_000_000 * (slices++ % 2 == 0 ? 1 : increase));
        return new Slice(0, 1000, Map.of(Outcome.OK, 1000L), 0, 0, cpu, cpu, 0);
    }
}
