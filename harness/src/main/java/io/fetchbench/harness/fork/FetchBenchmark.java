package io.fetchbench.harness.fork;

import io.fetchbench.harness.record.Slice;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * The one JMH benchmark there is. An invocation is a turn: JMH's first warm-up iteration is the whole warm-up, the others
 * are settling turns, and each measurement iteration is one slice. Its score is the turn's length, the slice's and what is read
 * and written around it; what matters is in {@link SliceProfiler}'s secondary results.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FetchBenchmark {
    /** The slice measured last in this fork; what {@link SliceProfiler} reports. */
    static volatile Slice lastSlice;

    /** The arm's name; names the cell in JMH's output. */
    @Param("")
    public String arm;

    /** The workload's name; names the cell in JMH's output. */
    @Param("")
    public String workload;

    private Turns turns;

    /** Reports for work. */
    @Setup(Level.Trial)
    public void open() throws Exception {
        turns = new Turns();
    }

    /** Passes the last turn back and waits for the next. */
    @Setup(Level.Iteration)
    public void takeTurn() throws Exception {
        turns.take();
    }

    /** One turn. */
    @Benchmark
    public void slice(IterationParams iteration) throws Exception {
        if (iteration.getType() == IterationType.WARMUP) {
            turns.prepare();
        } else {
            lastSlice = turns.slice();
        }
    }

    /** Says what the turn came to. */
    @TearDown(Level.Iteration)
    public void report() throws Exception {
        turns.report();
    }

    /** The last turn. */
    @TearDown(Level.Trial)
    public void end() throws Exception {
        turns.end();
    }
}
