package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.record.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Comparisons whose every number is written down here. */
final class SampleVerdict {
    static final Gate GATE = Gate.of(List.of(Metric.CPU, Metric.ALLOCATED));

    private static final Change SLOWER = new Change(Metric.CPU, 0.0612, 0.0478, 0.0759, 0.000244140625, 0.0009765625,
            0.0234, 9);
    private static final Change SAME = new Change(Metric.ALLOCATED, -0.0004, -0.0021, 0.0018, 0.661, 1, 0.0213, 9);

    private SampleVerdict() {}

    /** One of each kind, in words that need escaping. */
    static VerdictRecord ofEachKind() {
        return record(
                finding("virtual-threads", VerdictKind.REGRESSION, List.of(SLOWER, SAME),
                        "CPU per fetch: +6.3 % (p = 0.0002) in the first 12 pairs and +5.9 % (p = 0.0002) in the next 12"),
                finding("nio-callbacks", VerdictKind.PASS, List.of(SAME), "no metric got worse by 5 %"),
                finding("mine<&\"'>|`,:\u0007%0A", VerdictKind.INCONCLUSIVE, List.of(SLOWER),
                        "neither is shown: 100 %\r\n::error::injected <b>|\uFFFE"),
                finding("vertx-impl", VerdictKind.INVALID, List.of(), "the control arm differs from itself by +1.4 %"));
    }

    static VerdictRecord record(Finding... findings) {
        var environment = new Environment("Linux 6.1.0 amd64", "AMD EPYC 7B13", 2, 8L << 30,
                "Eclipse Adoptium 25.0.1+8",
                List.of("-Xms512m"), "1", "0", "epoll", "clock_gettime", "0123abc");
        return new VerdictRecord(Instant.parse("2026-01-31T23:30:15.250Z"), List.of("compare", "old", "new"), "old",
                environment, GATE, List.of(findings));
    }

    private static Finding finding(String arm, VerdictKind kind, List<Change> changes, String reason) {
        return new Finding(arm, "keep-alive-64", new Verdict(kind, changes, 24, List.of(reason)),
                List.of(new Pair(0, Map.of(Metric.CPU, 0.0593), Map.of(Metric.CPU, 0.0612), 0.0004),
                        new Pair(1, Map.of(), Double.NaN)));
    }
}
