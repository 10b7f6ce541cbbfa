package io.fetchbench.harness.cli;

/** What every command ends with. */
final class ExitCode {
    /** It ran, and nothing speaks against its numbers. */
    static final int OK = 0;
    /** It could not run, or not to the end. */
    static final int ERROR = 1;
    /** It ran, and some of its numbers are invalid. */
    static final int INVALID = 3;

    private ExitCode() {}
}
