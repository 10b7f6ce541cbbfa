package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a generator can't stop, on both carriers: always an error that says so, never a hang. */
@ParameterizedClass
@EnumSource(Carrier.class)
@Timeout(30)
class GeneratorTrapsTest {
    private static final AtomicReference<Yielder<Void, Integer>> IN_INITIALISER = new AtomicReference<>();

    @Parameter
    Carrier carrier;

    private final Object lock = new Object();
    private final ReentrantReadWriteLock readWriteLock = new ReentrantReadWriteLock();
    private final StringBuilder trace = new StringBuilder();

    private Generator<Void, Integer, String> generator(Generator.Body<Void, Integer, String> body) {
        return Generator.of(carrier, body);
    }

    private void inBlock(Yielder<Void, Integer> self) {
        synchronized (lock) {
            self.yield(1);
        }
    }

    private synchronized void inMethod(Yielder<Void, Integer> self) {
        self.yield(1);
    }

    @Test
    void yieldInsideASynchronizedBlockIsRefused() {
        var generator = generator(self -> {
            inBlock(self);
            return "";
        });
        assertThatIllegalStateException().isThrownBy(generator::next).withMessageContaining("a monitor held by")
                .withMessageContaining("GeneratorTrapsTest.inBlock(GeneratorTrapsTest.java:");
    }

    @Test
    void yieldInsideASynchronizedMethodIsRefused() {
        var generator = generator(self -> {
            inMethod(self);
            return "";
        });
        assertThatIllegalStateException().isThrownBy(generator::next).withMessageContaining("inMethod");
    }

    @Test
    void yieldInsideASynchronizedMethodOfALibraryIsRefused() {
        var generator = generator(self -> {
            Map<Integer, Integer> table = new Hashtable<>();
            table.computeIfAbsent(1, key -> {
                self.yield(key);
                return key;
            });
            return "";
        });
        assertThatIllegalStateException().isThrownBy(generator::next).withMessageContaining("Hashtable");
    }

    @Test
    void yieldIsFineBeforeAndAfterASynchronizedBlock() {
        var generator = generator(self -> {
            self.yield(0);
            String inside;
            synchronized (lock) {
                inside = "holds " + Thread.holdsLock(lock);
            }
            self.yield(2);
            return inside + ", then " + Thread.holdsLock(lock);
        });
        generator.next();
        generator.next();
        try {
            generator.next();
        } catch (StopIteration stop) {
            assertThat(stop.value()).isEqualTo("holds true, then false");
        }
    }

    @Test
    void monitorIsFreeForOthersAfterARefusedYield() throws InterruptedException {
        var generator = generator(self -> {
            try {
                inBlock(self);
            } catch (IllegalStateException _) {
                self.yield(2);
            }
            return "";
        });
        assertThat(generator.next()).isEqualTo(2);
        Thread other = Thread.ofPlatform().start(() -> {
            synchronized (lock) {
                lock.notifyAll();
            }
        });
        other.join();
        synchronized (lock) {
            lock.notifyAll();
        }
        generator.close();
    }

    /** On a continuation the thread owns the lock, so it gets in again: no hang; {@link DebugModeTest} has the refusal. */
    @Test
    void yieldInsideALockIsRefusedWhereTheNextToWantItWouldHang() {
        var generator = generator(self -> {
            withinReadLock(self);
            return "";
        });
        if (carrier == Carrier.VIRTUAL_THREAD) {
            assertThatIllegalStateException().isThrownBy(generator::next).withMessageContaining("a lock held by")
                    .withMessageContaining("withinReadLock");
        } else {
            assertThat(generator.next()).isEqualTo(1);
            assertThat(readWriteLock.readLock().tryLock()).isTrue();
            generator.close();
        }
    }

    private void withinReadLock(Yielder<Void, Integer> self) {
        readWriteLock.readLock().lock();
        try {
            self.yield(1);
        } finally {
            readWriteLock.readLock().unlock();
        }
    }

    @Test
    void yieldAfterALockIsFine() {
        var generator = generator(self -> {
            readWriteLock.writeLock().lock();
            try {
                trace.append("held ").append(readWriteLock.isWriteLockedByCurrentThread());
            } finally {
                readWriteLock.writeLock().unlock();
            }
            self.yield(1);
            return "";
        });
        assertThat(generator.next()).isEqualTo(1);
        assertThat(trace).hasToString("held true");
        generator.close();
    }

    @Test
    void yieldInsideAClassInitialiserIsRefused() {
        var generator = generator(self -> {
            IN_INITIALISER.set(self);
            try {
                return carrier == Carrier.CONTINUATION ? FirstInitialiser.VALUE : SecondInitialiser.VALUE;
            } catch (ExceptionInInitializerError e) {
                throw (Exception) e.getCause();
            }
        });
        assertThatIllegalStateException().isThrownBy(generator::next).withMessageContaining("the class initialiser")
                .withMessageContaining("Initialiser.<clinit>");
    }

    private static final class FirstInitialiser {
        static final String VALUE = "" + IN_INITIALISER.get().yield(1);
    }

    private static final class SecondInitialiser {
        static final String VALUE = "" + IN_INITIALISER.get().yield(1);
    }

    @Test
    void yieldInsideTheBindingsOfAScopedValueIsRefused() {
        ScopedValue<String> scoped = ScopedValue.newInstance();
        var generator = generator(self -> {
            ScopedValue.where(scoped, "inner").run(() -> self.yield(1));
            return "";
        });
        assertThatIllegalStateException().isThrownBy(generator::next).withMessageContaining("ScopedValue.where");
        assertThat(scoped.isBound()).isFalse();
    }

    @Test
    void yieldOfAnotherGeneratorIsRefused() {
        AtomicReference<Yielder<Void, Integer>> outer = new AtomicReference<>();
        var inner = generator(_ -> "" + outer.get().yield(1));
        var generator = generator(self -> {
            outer.set(self);
            return "" + inner.next();
        });
        assertThatIllegalStateException().isThrownBy(generator::next).withMessageContaining("another caller");
    }

    @Test
    void yieldFromOutsideIsRefused() {
        AtomicReference<Yielder<Void, Integer>> self = new AtomicReference<>();
        var generator = generator(inside -> {
            self.set(inside);
            inside.yield(1);
            return "end";
        });
        generator.next();
        assertThatIllegalStateException().isThrownBy(() -> self.get().yield(2)).withMessageContaining("another caller");
        generator.close();
    }

    @Test
    void yieldOfAGeneratorThatHasEndedIsRefused() {
        AtomicReference<Yielder<Void, Integer>> self = new AtomicReference<>();
        var generator = generator(inside -> {
            self.set(inside);
            return "end";
        });
        assertThatExceptionOfType(StopIteration.class).isThrownBy(generator::next);
        assertThatIllegalStateException().isThrownBy(() -> self.get().yield(2)).withMessageContaining("has ended");
    }
}
