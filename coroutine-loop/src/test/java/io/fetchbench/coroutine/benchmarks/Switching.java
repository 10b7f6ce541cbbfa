package io.fetchbench.coroutine.benchmarks;

import io.fetchbench.coroutine.Carrier;
import io.fetchbench.coroutine.Generator;
import java.util.concurrent.TimeUnit;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One step of a generator, resume and yield, beside one of the bare mechanism. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {"--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"})
public class Switching {
    private static final ContinuationScope SCOPE = new ContinuationScope("benchmark");

    /** Frames of the body between its start and its yield. */
    @Param({"0", "20"})
    int depth;

    private int counter;
    private Continuation continuation;
    private Generator<Integer, Integer, Void> onContinuation;
    private Generator<Integer, Integer, Void> onVirtualThread;

    /** Starts each of them. */
    @Setup
    public void start() {
        continuation = new Continuation(SCOPE, () -> countBare(depth));
        continuation.run();
        onContinuation = Generator.of(Carrier.CONTINUATION, self -> count(self, depth));
        onContinuation.next();
        onVirtualThread = Generator.of(Carrier.VIRTUAL_THREAD, self -> count(self, depth));
        onVirtualThread.next();
    }

    private void countBare(int framesLeft) {
        if (framesLeft > 0) {
            countBare(framesLeft - 1);
            return;
        }
        while (true) {
            counter++;
            Continuation.yield(SCOPE);
        }
    }

    private static Void count(io.fetchbench.coroutine.Yielder<Integer, Integer> self, int framesLeft) {
        if (framesLeft > 0) {
            return count(self, framesLeft - 1);
        }
        int sum = 0;
        while (true) {
            sum += self.yield(sum);
        }
    }

    /**
     * The mechanism itself, passing nothing and checking nothing.
     *
     * @return how often it was resumed
     */
    @Benchmark
    public int bareContinuation() {
        continuation.run();
        return counter;
    }

    /**
     * A step on a continuation.
     *
     * @return what it yielded
     */
    @Benchmark
    public int generator() {
        return onContinuation.send(1);
    }

    /**
     * A step on a virtual thread, driven by a platform thread.
     *
     * @return what it yielded
     */
    @Benchmark
    public int generatorOnVirtualThread() {
        return onVirtualThread.send(1);
    }
}
