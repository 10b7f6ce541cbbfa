package io.fetchbench.harness.doctor;

import io.fetchbench.harness.report.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A finding for a terminal of 100 columns. */
final class FindingText {
    static final int WIDTH = 100;

    private static final String HEAD = "%-6s %-19s";
    private static final int INDENT = String.format(Locale.ROOT, HEAD, "", "").length() + 1;

    private FindingText() {}

    /** {@return verdict, subject and value; below, where there is something to do, what} */
    static List<String> lines(Finding finding) {
        String head = Finding.text(HEAD, finding.fitness().name().toLowerCase(Locale.ROOT), finding.subject());
        List<String> lines = new ArrayList<>();
        for (String line : Wrap.lines(finding.found(), WIDTH - INDENT)) {
            lines.add(lines.isEmpty() ? head + " " + line : " ".repeat(INDENT) + line);
        }
        if (!finding.advice().isEmpty()) {
            Wrap.lines("-> " + finding.advice(), WIDTH - INDENT)
                    .forEach(line -> lines.add(" ".repeat(INDENT) + line));
        }
        return lines;
    }
}
