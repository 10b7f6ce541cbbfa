package io.fetchbench.harness.session;

import io.fetchbench.harness.record.ForkRecord;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.results.RunResult;

/**
 * What one arm's fork left of a round.
 *
 * @param arm whose
 * @param fork its record; null if it did not come to its first slice
 * @param latencyNanos of its slices, interval by interval
 * @param intendedNanos likewise from the intended start; empty where there is none
 * @param jmh JMH's own result, if it came to its end
 * @param failure why it did not, if so
 * @param cpuClock where CPU time was read from
 */
public record ForkResult(Arm arm, ForkRecord fork, List<Histogram> latencyNanos, List<Histogram> intendedNanos,
        Optional<RunResult> jmh, Optional<String> failure, String cpuClock) {}
