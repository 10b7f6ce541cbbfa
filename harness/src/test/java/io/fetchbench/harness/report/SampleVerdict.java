package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.verdict.Finding;
import io.fetchbench.harness.verdict.Gate;
import io.fetchbench.harness.verdict.Pair;
import io.fetchbench.harness.verdict.VerdictJson;
import io.fetchbench.harness.verdict.VerdictRecord;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A comparison made up from a seed. */
final class SampleVerdict {
    private SampleVerdict() {}

    /** Writes the verdict on an arm, and a run of it, to a folder. */
    static VerdictRecord in(RunDirectory directory, String arm, double change, int count) {
        RunRecord run = SampleRun.sample().in(directory);
        directory.writeRecord(run);
        var gate = Gate.of(List.of(Metric.CPU, Metric.THROUGHPUT));
        var random = new Random(7);
        List<Pair> pairs = IntStream.range(0, count).mapToObj(i -> new Pair(i,
                Map.of(Metric.CPU, Math.log1p(change) + 0.004 * random.nextGaussian(), Metric.THROUGHPUT,
                        -Math.log1p(change) + 0.01 * random.nextGaussian()),
                0.004 * random.nextGaussian())).toList();
        var record = new VerdictRecord(run.startedAt(), run.command(), "nio-callbacks", run.environment(), gate,
                List.of(new Finding(arm, "keep-alive-64", gate.decide(pairs), pairs)));
        directory.write(Reports.VERDICT_JSON, VerdictJson.render(record));
        return record;
    }
}
