package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Locks that no stack shows, or that the caller holds: an error after a while, where there would be a deadlock. */
@Timeout(30)
class VirtualThreadCoroutineTest {
    private static final long PATIENCE_NANOS = 20_000_000;

    private final List<String> trace = new ArrayList<>();
    private Coroutine first;

    @Test
    void lockHeldByASuspendedCoroutineIsAnErrorForTheNextOne() {
        ReentrantLock lock = new ReentrantLock();
        first = new VirtualThreadCoroutine(() -> {
            lock.lock();
            first.suspend();
            lock.unlock();
            trace.add("first done");
        }, PATIENCE_NANOS);
        Coroutine second = new VirtualThreadCoroutine(() -> {
            lock.lock();
            trace.add("second in");
        }, PATIENCE_NANOS);
        first.resume();
        assertThatIllegalStateException().isThrownBy(second::resume).withMessageContaining("waits for a lock");
        assertThatIllegalStateException().isThrownBy(second::resume).withMessageContaining("waits for a lock");
        assertThat(trace).isEmpty();
        first.resume();
        assertThat(trace).contains("first done");
    }

    @Test
    void monitorHeldByTheCallerIsAnErrorForABodyThatWantsIt() {
        Object monitor = new Object();
        Coroutine coroutine = new VirtualThreadCoroutine(() -> {
            synchronized (monitor) {
                monitor.notifyAll();
            }
        }, PATIENCE_NANOS);
        synchronized (monitor) {
            assertThatIllegalStateException().isThrownBy(coroutine::resume).withMessageContaining("waits for a lock");
        }
    }

    @Test
    void bodyThatBlocksOnSomethingElseIsWaitedFor() {
        Coroutine coroutine = new VirtualThreadCoroutine(() -> {
            try {
                Thread.sleep(10 * PATIENCE_NANOS / 1_000_000);
            } catch (InterruptedException e) {
                trace.add("interrupted");
            }
            trace.add("done");
        }, PATIENCE_NANOS);
        coroutine.resume();
        assertThat(trace).containsExactly("done");
    }
}
