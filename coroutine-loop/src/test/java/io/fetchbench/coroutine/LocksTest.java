package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_locks and test_queues. */
@ParameterizedClass
@EnumSource(Carrier.class)
class LocksTest extends LoopTestBase {
    private Task<String> holder(Semaphore semaphore, String name, long seconds) {
        return loop.createTask(() -> {
            try (var _ = semaphore.acquire()) {
                trace.add(name + " in at " + secondsPassed());
                Asyncio.sleep(seconds(seconds));
            }
            return name;
        });
    }

    private Task<String> holder(Lock lock, String name, long seconds) {
        return loop.createTask(() -> {
            try (var _ = lock.acquire()) {
                trace.add(name + " in at " + secondsPassed());
                Asyncio.sleep(seconds(seconds));
            }
            return name;
        });
    }

    @Test
    void lockLetsOneInAtATimeInOrder() throws Exception {
        Lock lock = new Lock(loop);
        loop.runUntilComplete(Asyncio.gather(holder(lock, "a", 2), holder(lock, "b", 1), holder(lock, "c", 1)));
        assertThat(trace).containsExactly("a in at 0", "b in at 2", "c in at 3");
        assertThat(lock.locked()).isFalse();
    }

    @Test
    void lockIsReleasedWhenItsHolderFails() throws Exception {
        Lock lock = new Lock(loop);
        Task<String> failing = loop.createTask(() -> {
            try (var _ = lock.acquire()) {
                throw new IOException("x");
            }
        });
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> loop.runUntilComplete(failing));
        assertThat(lock.locked()).isFalse();
    }

    @Test
    void lockThatATaskFailedToWaitForIsNotLost() throws Exception {
        Lock lock = new Lock(loop);
        Task<String> a = holder(lock, "a", 2);
        runBriefly();
        Task<String> inMonitor = loop.createTask(() -> {
            synchronized (lock) {
                try (var _ = lock.acquire()) {
                    return "in";
                }
            }
        });
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(inMonitor));
        loop.runUntilComplete(a);
        loop.runUntilComplete(holder(lock, "c", 1));
        assertThat(trace).containsExactly("a in at 0", "c in at 2");
    }

    @Test
    void lockCancelledWaiterIsPassedOver() throws Exception {
        Lock lock = new Lock(loop);
        Task<String> a = holder(lock, "a", 2);
        Task<String> b = holder(lock, "b", 1);
        Task<String> c = holder(lock, "c", 1);
        runBriefly();
        b.cancel();
        loop.runUntilComplete(Asyncio.gather(a, c));
        assertThat(trace).containsExactly("a in at 0", "c in at 2");
    }

    @Test
    void lockCancelledWhileItIsHandedOverIsNotLost() throws Exception {
        Lock lock = new Lock(loop);
        Task<String> a = holder(lock, "a", 1);
        Task<String> b = holder(lock, "b", 1);
        a.addDoneCallback(_ -> b.cancel());
        loop.runUntilComplete(a);
        runBriefly();
        assertThat(b.cancelled()).isTrue();
        assertThat(lock.locked()).isFalse();
        assertThat(loop.runUntilComplete(holder(lock, "c", 1))).isEqualTo("c");
    }

    @Test
    void lockMayBeHeldWhileWaitingUnlikeAMonitor() throws Exception {
        Lock lock = new Lock(loop);
        assertThat(loop.<String>runUntilComplete(() -> {
            try (var _ = lock.acquire()) {
                return Asyncio.await(future(1, "awaited inside"));
            }
        })).isEqualTo("awaited inside");
    }

    @Test
    void semaphoreLetsSoManyIn() throws Exception {
        Semaphore semaphore = new Semaphore(loop, 2);
        loop.runUntilComplete(
                Asyncio.gather(holder(semaphore, "a", 2), holder(semaphore, "b", 3), holder(semaphore, "c", 1)));
        assertThat(trace).containsExactly("a in at 0", "b in at 0", "c in at 2");
    }

    @Test
    void semaphoreNobodyOvertakesAWaiter() throws Exception {
        Semaphore semaphore = new Semaphore(loop, 1);
        Task<String> a = holder(semaphore, "a", 1);
        Task<String> b = holder(semaphore, "b", 1);
        loop.runUntilComplete(a);
        loop.runUntilComplete(Asyncio.gather(holder(semaphore, "late", 1), b));
        assertThat(trace).containsExactly("a in at 0", "b in at 1", "late in at 2");
    }

    @Test
    void semaphorePermitMayBeClosedTwice() throws Exception {
        Semaphore semaphore = new Semaphore(loop, 1);
        loop.runUntilComplete(() -> {
            Semaphore.Permit permit = semaphore.acquire();
            permit.close();
            permit.close();
            try (var _ = semaphore.acquire()) {
                trace.add("locked " + semaphore.locked());
            }
            return null;
        });
        assertThat(trace).containsExactly("locked true");
    }

    @Test
    void semaphoreOfNobodyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Semaphore(loop, 0)).withMessageContaining("got 0");
    }

    @Test
    void queueIsFirstInFirstOut() throws Exception {
        Queue<Integer> queue = new Queue<>(loop, 10);
        assertThat(loop.<String>runUntilComplete(() -> {
            queue.put(1);
            queue.put(2);
            queue.put(3);
            return queue.size() + ": " + queue.get() + queue.get() + queue.get();
        })).isEqualTo("3: 123");
    }

    @Test
    void queueHoldsBackWhoPutsTooManyIn() throws Exception {
        Queue<Integer> queue = new Queue<>(loop, 2);
        Task<Void> producer = loop.createTask(() -> {
            for (int i = 0; i < 4; i++) {
                queue.put(i);
                trace.add("put " + i + " at " + secondsPassed());
            }
            return null;
        });
        Task<Void> consumer = loop.createTask(() -> {
            for (int i = 0; i < 4; i++) {
                Asyncio.sleep(seconds(1));
                assertThat(queue.get()).isEqualTo(i);
            }
            return null;
        });
        loop.runUntilComplete(Asyncio.gather(producer, consumer));
        assertThat(trace).containsExactly("put 0 at 0", "put 1 at 0", "put 2 at 1", "put 3 at 2");
    }

    @Test
    void queueGetWaitsForAnItem() throws Exception {
        Queue<String> queue = new Queue<>(loop, 1);
        Task<String> getter = loop.createTask(queue::get);
        loop.createTask(() -> {
            Asyncio.sleep(seconds(3));
            queue.put("x");
            return null;
        });
        assertThat(loop.runUntilComplete(getter)).isEqualTo("x");
        assertThat(secondsPassed()).isEqualTo(3);
    }

    @Test
    void queueCancelledGetLosesNoItem() throws Exception {
        Queue<String> queue = new Queue<>(loop, 1);
        Task<String> first = loop.createTask(queue::get);
        runBriefly();
        first.cancel();
        Task<String> second = loop.createTask(queue::get);
        loop.createTask(() -> {
            queue.put("x");
            return null;
        });
        assertThat(loop.runUntilComplete(second)).isEqualTo("x");
        assertThat(first.cancelled()).isTrue();
    }
}
