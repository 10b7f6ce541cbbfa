package io.fetchbench.harness.session;

import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.suite.Workload;
import java.util.List;
import java.util.stream.Stream;

/** Whether a cell's numbers may be believed, and if not, why. */
final class Judge {
    private Judge() {}

    /** A verdict with its reasons, one sentence each. */
    record Verdict(Validity validity, List<String> reasons) {}

    /**
     * Judges a cell by every {@link Check}.
     *
     * @param workload what was asked for
     * @param forks what its forks measured
     * @param failures why forks did not come to their end
     * @return invalid with what makes it so, else suspect with what makes it so, else valid
     */
    static Verdict judge(Workload workload, List<ForkRecord> forks, List<String> failures) {
        var evidence = new Evidence(workload, forks, failures);
        List<String> invalid = findings(evidence, Validity.INVALID);
        if (!invalid.isEmpty()) {
            return new Verdict(Validity.INVALID, invalid);
        }
        List<String> suspect = findings(evidence, Validity.SUSPECT);
        return new Verdict(suspect.isEmpty() ? Validity.VALID : Validity.SUSPECT, suspect);
    }

    private static List<String> findings(Evidence evidence, Validity verdict) {
        return Stream.of(Check.values()).filter(check -> check.verdict() == verdict)
                .flatMap(check -> check.findings(evidence).stream()).toList();
    }
}
