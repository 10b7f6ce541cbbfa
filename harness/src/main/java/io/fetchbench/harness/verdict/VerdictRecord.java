package io.fetchbench.harness.verdict;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fetchbench.harness.record.Environment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A comparison with all that led to its verdict, as {@code verdict.json} holds it. Every other output can be made from it.
 *
 * @param createdAt when, UTC
 * @param command the words after {@code bench}
 * @param base what was compared with: an arm, or a baseline's file
 * @param environment where it was measured
 * @param gate what was declared
 * @param findings one an arm and workload, at least one
 */
@JsonPropertyOrder("kind")
public record VerdictRecord(Instant createdAt, List<String> command, String base, Environment environment, Gate gate,
        List<Finding> findings) {
    /**
     * Checks that all is there.
     */
    public VerdictRecord {
        Objects.requireNonNull(createdAt);
        command = List.copyOf(command);
        Objects.requireNonNull(base);
        Objects.requireNonNull(environment);
        Objects.requireNonNull(gate);
        findings = List.copyOf(findings);
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a comparison without a finding");
        }
    }

    /** {@return a regression if any finding is one; otherwise invalid, inconclusive or pass, in this order} */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public VerdictKind kind() {
        return findings.stream().map(finding -> finding.verdict().kind()).max(Comparator.naturalOrder()).orElseThrow();
    }
}
