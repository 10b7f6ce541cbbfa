package io.fetchbench.harness.verdict;

/** What a comparison can come to, the gravest last; each with the exit code of the command that says so. */
public enum VerdictKind {
    /** No metric got worse by as much as the limit. */
    PASS(0),
    /** Neither a regression nor a pass could be shown. */
    INCONCLUSIVE(3),
    /** The session itself was unfit to say anything. */
    INVALID(3),
    /** A metric got worse, and did so again in a second set of pairs. */
    REGRESSION(2);

    private final int exitCode;

    VerdictKind(int exitCode) {
        this.exitCode = exitCode;
    }

    /** {@return what the command ends with} */
    public int exitCode() {
        return exitCode;
    }
}
