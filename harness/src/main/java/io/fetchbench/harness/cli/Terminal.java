package io.fetchbench.harness.cli;

import java.io.Console;

/** Whether somebody is watching. */
final class Terminal {
    private Terminal() {}

    /** {@return whether output goes to a terminal that takes colours; NO_COLOR (no-color.org) says it doesn't} */
    static boolean isPresent() {
        Console console = System.console();
        return console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
    }
}
