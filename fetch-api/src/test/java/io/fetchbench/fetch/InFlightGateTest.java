package io.fetchbench.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightGateTest {
    @Test
    void letsInUpToTheLimitAndThenInOrder() {
        var gate = new InFlightGate<String>(2);
        assertThat(gate.enter("a")).isTrue();
        assertThat(gate.enter("b")).isTrue();
        assertThat(gate.enter("c")).isFalse();
        assertThat(gate.enter("d")).isFalse();
        assertThat(gate.leave()).isEqualTo("c");
        assertThat(gate.leave()).isEqualTo("d");
        assertThat(gate.leave()).isNull();
        assertThat(gate.enter("e")).isTrue();
    }

    @Test
    void neverExceedsTheLimitNorLosesAnyoneUnderContention() throws InterruptedException {
        int limit = 3;
        int perThread = 20_000;
        var gate = new InFlightGate<Runnable>(limit);
        var inside = new AtomicInteger();
        var mostInside = new AtomicInteger();
        var ran = new AtomicInteger();
        Runnable visit = () -> {
            mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
            ran.incrementAndGet();
            inside.decrementAndGet();
        };
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < perThread; i++) {
                    Runnable next = gate.enter(visit) ? visit : null;
                    while (next != null) {
                        next.run();
                        next = gate.leave();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ran).hasValue(4 * perThread);
        assertThat(mostInside.get()).isBetween(1, limit);
    }
}
