package io.fetchbench.coroutine.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark runs. What it measures is nothing to be asserted on a busy machine. */
@Timeout(60)
class BenchmarksTest {
    private static final String IGNORE_LOCK = "jmh.ignoreLock";

    @Test
    void eachRunsOnce() throws Exception {
        System.setProperty(IGNORE_LOCK, "true");
        Collection<RunResult> results;
        try {
            results = new Runner(new OptionsBuilder().include(BenchmarksTest.class.getPackageName())
                    .mode(Mode.SingleShotTime).forks(0).warmupIterations(0).measurementIterations(1)
                    .verbosity(VerboseMode.SILENT).shouldFailOnError(true).build()).run();
        } finally {
            System.clearProperty(IGNORE_LOCK);
        }
        assertThat(results).extracting(result -> result.getPrimaryResult().getLabel()).containsOnly("bareContinuation",
                "generator", "generatorOnVirtualThread", "taskSwitch", "timerAddedAndCancelled", "gather");
    }
}
