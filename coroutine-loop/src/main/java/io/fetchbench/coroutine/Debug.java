package io.fetchbench.coroutine;

/** Whether mistakes are looked for that cost too much to look for always. */
final class Debug {
    /** True with {@code -Dfetchbench.coroutine.debug=true}: every yield is checked frame by frame, and dropped generators are logged. */
    static final boolean ENABLED = Boolean.getBoolean("fetchbench.coroutine.debug");

    private Debug() {}
}
