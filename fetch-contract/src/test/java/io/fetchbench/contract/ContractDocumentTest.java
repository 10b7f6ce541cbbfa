package io.fetchbench.contract;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code CONTRACT.md} says what the code does. */
class ContractDocumentTest {
    private static final Path FILE = Path.of("CONTRACT.md");
    private static final String INTRODUCTION = """
            # The contract of a style

            Every clause is a test of `FetcherContract`, by the name given here. *Required* clauses hold for every style; an *optional* one
            may be declined by name in `declines()`, with the reason, which the skipped test then shows. A style whose
            `unsupported(options)` gives a reason is not tested with those options. `BrokenFetchersTest` has a fetcher
            for each clause that fails it.

            This file is written from the annotations in the code, by
            `mvn test -pl fetch-contract -am -Dtest=ContractDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dfetchbench.golden=write`.
            """;

    /** With {@code -Dfetchbench.golden=write} the file is written anew instead, to be read before it is committed. */
    @Test
    void listsEveryClauseAsTheCodeHasIt() throws IOException {
        if ("write".equals(System.getProperty("fetchbench.golden"))) {
            Files.writeString(FILE, render());
        }
        assertThat(Files.readString(FILE)).as("CONTRACT.md; it says itself how to write it anew").isEqualTo(render());
    }

    private static String render() {
        return INTRODUCTION + Clause.all().stream()
                .collect(groupingBy(Clause::title, LinkedHashMap::new, Collectors.toList())).entrySet().stream()
                .map(concern -> "\n## " + concern.getKey() + "\n\n" + table(concern.getValue()))
                .collect(Collectors.joining());
    }

    private static String table(List<Clause> clauses) {
        return "| clause | | what a style promises |\n|---|---|---|\n" + clauses.stream()
                .map(clause -> "| `" + clause.id() + "` | " + (clause.isRequired() ? "required" : "optional") + " | "
                        + clause.text() + " |\n")
                .collect(Collectors.joining());
    }
}
