package io.fetchbench.harness.cli;

/** What commands end with; a regression has its own in {@code VerdictKind}, an interrupt its own in {@code bench}. */
final class ExitCode {
    /** It ran, and nothing speaks against its numbers. */
    static final int OK = 0;
    /** It could not run, or not to the end. */
    static final int ERROR = 1;
    /** It ran, and numbers are invalid, or it can't tell. */
    static final int INVALID = 3;

    private ExitCode() {}
}
