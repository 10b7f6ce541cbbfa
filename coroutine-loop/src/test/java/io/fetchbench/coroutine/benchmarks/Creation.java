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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A generator made, run over one yield, and finished, beside the bare mechanism. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {"--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"})
public class Creation {
    private static final ContinuationScope SCOPE = new ContinuationScope("benchmark");

    /** What carries the generator. */
    @Param
    Carrier carrier;

    /**
     * The mechanism itself.
     *
     * @return done
     */
    @Benchmark
    public Continuation bareContinuation() {
        Continuation continuation = new Continuation(SCOPE, () -> Continuation.yield(SCOPE));
        continuation.run();
        continuation.run();
        return continuation;
    }

    /**
     * A generator, looped over.
     *
     * @return the sum of what it yielded
     */
    @Benchmark
    public int generator() {
        Generator<Void, Integer, Void> generator = Generator.of(carrier, self -> {
            self.yield(1);
            return null;
        });
        int sum = 0;
        for (int value : generator) {
            sum += value;
        }
        return sum;
    }
}
