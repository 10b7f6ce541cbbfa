package io.fetchbench.harness.session;

import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.suite.Workload;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether a cell's numbers may be believed, and if not, why. */
public final class Judge {
    /** What these find spoils the numbers of all arms alike, and what is compared of them. */
    private static final Set<Check> OF_THE_MACHINE = EnumSet.of(Check.CPU_CLOCK_COARSE, Check.DELAYS_OFF,
            Check.QUEUE_FULL, Check.STOLEN, Check.OTHERS_BUSY);

    /** What these find is the style's own doing: it did something else than the workload asks for. */
    private static final Set<Check> OF_THE_STYLE = EnumSet.of(Check.LOST, Check.REPEATED, Check.WRONG_RESPONSE,
            Check.OTHER_END, Check.TOO_FAST, Check.NOT_RELEASED, Check.HEAP_GROWS);

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

    /**
     * What the machine did while arms were compared that makes the comparison suspect.
     *
     * @param workload what was asked for
     * @param forks what the forks of all these arms measured
     * @return one sentence each, without a full stop; empty if there is nothing to say against it
     */
    public static List<String> ofMachine(Workload workload, List<ForkRecord> forks) {
        return findings(new Evidence(workload, forks, List.of()), OF_THE_MACHINE::contains);
    }

    /**
     * What a style did wrong, so that its cost is no cost of what was asked for.
     *
     * @param workload what was asked for
     * @param forks what its forks measured
     * @return one sentence each, without a full stop; empty if it did what was asked for, be it slowly
     */
    public static List<String> ofStyle(Workload workload, List<ForkRecord> forks) {
        return findings(new Evidence(workload, forks, List.of()), OF_THE_STYLE::contains);
    }

    /**
     * Whether the rate of an open drive was reached; a style that is too slow for it misses it as a machine does that was
     * kept from it.
     *
     * @param workload what was asked for
     * @param forks what an arm's forks measured
     * @return a sentence without a full stop if it was not; empty for other drives
     */
    public static List<String> ofRate(Workload workload, List<ForkRecord> forks) {
        return findings(new Evidence(workload, forks, List.of()), check -> check == Check.RATE_MISSED);
    }

    /**
     * How much of the two cores' time the hypervisor took in the slices of these forks.
     *
     * @param workload what was asked for
     * @param forks what they measured
     * @return a share; NaN if it is not known
     */
    public static double stolenShare(Workload workload, List<ForkRecord> forks) {
        return new Evidence(workload, forks, List.of()).stolenShare();
    }

    private static List<String> findings(Evidence evidence, Validity verdict) {
        return findings(evidence, check -> check.verdict() == verdict);
    }

    private static List<String> findings(Evidence evidence, Predicate<Check> which) {
        return Stream.of(Check.values()).filter(which).flatMap(check -> check.findings(evidence).stream()).toList();
    }
}
