package io.fetchbench.contract;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each clause of the contract can fail, and does so for a fetcher that breaks it, with a message that tells what to fix. */
class BrokenFetchersTest {
    private static final Duration FOR_WHAT_NEVER_COMES = Duration.ofSeconds(1);
    /** Some of these take up to 2 s with a fetcher that keeps them. */
    private static final Duration FOR_WHAT_NEVER_COMES_IN_TIME = Duration.ofSeconds(4);
    private static final Set<Class<?>> IN_TIME = Set.of(FetcherContract.Timeouts.class,
            FetcherContract.Processings.class);
    private static final Duration FOR_WHAT_COMES = Duration.ofSeconds(20);

    static Stream<Broken> brokenFetchers() {
        return Broken.all();
    }

    @ParameterizedTest
    @MethodSource("brokenFetchers")
    void failsTheClausesItBreaksAndNoOtherOfTheirConcerns(Broken broken) {
        List<Clause> breaks = Clause.all().stream().filter(clause -> broken.clauses().contains(clause.id())).toList();
        Set<Class<?>> concerns = breaks.stream().map(Clause::concern).collect(toSet());
        List<Clause> keeps = Clause.all().stream()
                .filter(clause -> concerns.contains(clause.concern()) && !breaks.contains(clause))
                .filter(clause -> !PlainFetcherContractTest.DECLINED.containsKey(clause.id())).toList();

        Map<Clause, List<String>> failures = BrokenContract.failures(broken, breaks,
                IN_TIME.containsAll(concerns) ? FOR_WHAT_NEVER_COMES_IN_TIME : FOR_WHAT_NEVER_COMES);
        assertThat(failures.keySet()).as("clauses that fail for %s", broken).extracting(Clause::id)
                .containsExactlyInAnyOrderElementsOf(broken.clauses());
        assertThat(failures.values().stream().flatMap(List::stream)).as("messages of what fails for %s", broken)
                .anyMatch(message -> message.contains(broken.message()));
        assertThat(keeps.isEmpty() ? Map.of() : BrokenContract.failures(broken, keeps, FOR_WHAT_COMES))
                .as("failures of the other clauses for %s", broken).isEmpty();
    }

    @Test
    void thereIsABrokenFetcherForEveryClause() {
        Set<String> broken = Broken.all().flatMap(fetcher -> fetcher.clauses().stream()).collect(toSet());
        assertThat(Clause.all()).extracting(Clause::id).as("clauses without a fetcher that breaks them, or the reverse")
                .containsExactlyInAnyOrderElementsOf(broken);
    }
}
