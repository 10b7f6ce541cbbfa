package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the two carriers don't share. */
@Timeout(30)
class CarrierTest {
    private final Object lock = new Object();

    private static Generator<Void, Integer, Void> one(Carrier carrier) {
        return Generator.of(carrier, self -> {
            self.yield(1);
            return null;
        });
    }

    @Test
    void testsRunOnAJvmWithBoth() {
        assertThat(Carrier.CONTINUATION.isAvailable()).isTrue();
        assertThat(Carrier.VIRTUAL_THREAD.isAvailable()).isTrue();
    }

    @Test
    void continuationIsPreferredOnAPlatformThread() {
        assertThat(Carrier.preferred()).isEqualTo(Carrier.CONTINUATION);
    }

    @Test
    void virtualThreadIsPreferredOnAVirtualThread() throws InterruptedException {
        List<Carrier> seen = new ArrayList<>();
        Thread.ofVirtual().start(() -> seen.add(Carrier.preferred())).join();
        assertThat(seen).containsExactly(Carrier.VIRTUAL_THREAD);
    }

    @Test
    void continuationRefusesToBeSteppedByAVirtualThread() throws InterruptedException {
        var generator = one(Carrier.CONTINUATION);
        List<String> seen = new ArrayList<>();
        Thread.ofVirtual().start(() -> {
            try {
                generator.next();
            } catch (IllegalStateException e) {
                seen.add(e.getMessage());
            }
        }).join();
        assertThat(seen).singleElement().asString().contains("expected a platform thread");
        assertThat(generator.next()).isEqualTo(1);
    }

    /** A bare continuation would take the monitor away from its caller. */
    @Test
    void continuationRefusesACallerThatHoldsAMonitorAndStaysUsable() {
        var generator = one(Carrier.CONTINUATION);
        assertThatIllegalStateException().isThrownBy(() -> stepWithin(generator))
                .withMessageContaining("a caller that holds no monitor")
                .withMessageContaining("CarrierTest.stepWithin");
        assertThat(generator.next()).isEqualTo(1);
    }

    @Test
    void virtualThreadLetsItsCallerHoldAMonitor() {
        assertThat(stepWithin(one(Carrier.VIRTUAL_THREAD))).isEqualTo(1);
    }

    private int stepWithin(Generator<Void, Integer, Void> generator) {
        synchronized (lock) {
            int value = generator.next();
            lock.notifyAll();
            return value;
        }
    }

    @Test
    void bodyOnAContinuationSharesTheThreadOfItsCaller() {
        Generator<Void, Thread, Void> generator = Generator.of(Carrier.CONTINUATION, self -> {
            self.yield(Thread.currentThread());
            return null;
        });
        assertThat(generator.next()).isSameAs(Thread.currentThread());
    }

    @Test
    void bodyOnAContinuationSeesTheScopedValuesOfItsCaller() {
        ScopedValue<String> scoped = ScopedValue.newInstance();
        Generator<Void, String, Void> generator = Generator.of(Carrier.CONTINUATION, self -> {
            while (true) {
                self.yield(scoped.orElse("none"));
            }
        });
        assertThat(generator.next()).isEqualTo("none");
        assertThat(ScopedValue.where(scoped, "bound").call(generator::next)).isEqualTo("bound");
        assertThat(generator.next()).isEqualTo("none");
    }
}
