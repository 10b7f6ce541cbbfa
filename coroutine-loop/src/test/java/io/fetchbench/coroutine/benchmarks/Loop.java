package io.fetchbench.coroutine.benchmarks;

import io.fetchbench.coroutine.Asyncio;
import io.fetchbench.coroutine.Carrier;
import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.coroutine.LoopFuture;
import io.fetchbench.coroutine.TimerHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the loop costs its tasks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {"--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"})
public class Loop {
    private static final int SWITCHES = 1_000;
    private static final int PENDING_TIMERS = 100_000;
    private static final int GATHERED = 10_000;
    private static final Duration LATER = Duration.ofHours(1);

    private EventLoop loop;

    /** Opens a loop with 100,000 timers that are not due. */
    @Setup
    public void open() {
        loop = new EventLoop(Carrier.CONTINUATION);
        for (int i = 0; i < PENDING_TIMERS; i++) {
            loop.callLater(LATER.plusNanos(i * 7_919L % PENDING_TIMERS), () -> {});
        }
    }

    /** Closes it. */
    @TearDown
    public void close() {
        loop.close();
    }

    /**
     * Two tasks that wake each other: per switch from one to the other.
     *
     * @return the last number that was passed
     * @throws Exception never
     */
    @Benchmark
    @OperationsPerInvocation(2 * SWITCHES)
    public int taskSwitch() throws Exception {
        List<LoopFuture<Integer>> there = futures();
        List<LoopFuture<Integer>> back = futures();
        loop.createTask(() -> {
            for (int i = 0; i < SWITCHES; i++) {
                back.get(i).setResult(Asyncio.await(there.get(i)) + 1);
            }
            return null;
        });
        return loop.runUntilComplete(() -> {
            int number = 0;
            for (int i = 0; i < SWITCHES; i++) {
                there.get(i).setResult(number);
                number = Asyncio.await(back.get(i));
            }
            return number;
        });
    }

    private List<LoopFuture<Integer>> futures() {
        List<LoopFuture<Integer>> futures = new ArrayList<>(SWITCHES);
        for (int i = 0; i < SWITCHES; i++) {
            futures.add(loop.createFuture());
        }
        return futures;
    }

    /**
     * Adds a timer to 100,000 pending ones, and cancels it.
     *
     * @return cancelled
     */
    @Benchmark
    public TimerHandle timerAddedAndCancelled() {
        TimerHandle timer = loop.callLater(LATER, () -> {});
        timer.cancel();
        return timer;
    }

    /**
     * Tasks made, run and gathered: per task.
     *
     * @return all results
     * @throws Exception never
     */
    @Benchmark
    @OperationsPerInvocation(GATHERED)
    public List<Integer> gather() throws Exception {
        List<LoopFuture<Integer>> tasks = new ArrayList<>(GATHERED);
        for (int i = 0; i < GATHERED; i++) {
            tasks.add(loop.createTask(() -> {
                Asyncio.sleep(Duration.ZERO);
                return 1;
            }));
        }
        return loop.runUntilComplete(Asyncio.<Integer>gather(tasks));
    }
}
