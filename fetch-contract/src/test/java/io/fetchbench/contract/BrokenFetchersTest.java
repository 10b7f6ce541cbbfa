package io.fetchbench.contract;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
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
    private static final Set<Class<?>> IN_TIME = Set.of(FetcherContract.InFlight.class,
            FetcherContract.Timeouts.class, FetcherContract.Processings.class);
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

        Map<Clause, List<String>> failures = failuresAtLast(broken, breaks,
                IN_TIME.containsAll(concerns) ? FOR_WHAT_NEVER_COMES_IN_TIME : FOR_WHAT_NEVER_COMES);
        assertThat(failures.keySet()).as("clauses that fail for %s", broken).extracting(Clause::id)
                .containsExactlyInAnyOrderElementsOf(broken.clauses());
        assertThat(failures.values().stream().flatMap(List::stream)).as("messages of what fails for %s", broken)
                .anyMatch(message -> message.contains(broken.message()));
        assertThat(failuresAgain(broken, keeps)).as("failures of the other clauses for %s", broken).isEmpty();
    }

    /** A fault that is a race may need another try to show. */
    private static Map<Clause, List<String>> failuresAtLast(Broken broken, List<Clause> breaks, Duration patience) {
        Map<Clause, List<String>> failures = new HashMap<>();
        for (int tries = 0; tries < 5 && failures.size() < breaks.size(); tries++) {
            List<Clause> left = breaks.stream().filter(clause -> !failures.containsKey(clause)).toList();
            failures.putAll(BrokenContract.failures(broken, left, patience));
        }
        return failures;
    }

    /** What a fault does not touch holds when it is tried again; what fails but once was the machine. */
    private static Map<Clause, List<String>> failuresAgain(Broken broken, Collection<Clause> keeps) {
        Map<Clause, List<String>> once = failures(broken, keeps);
        return failures(broken, once.keySet());
    }

    private static Map<Clause, List<String>> failures(Broken broken, Collection<Clause> clauses) {
        return clauses.isEmpty() ? Map.of() : BrokenContract.failures(broken, clauses, FOR_WHAT_COMES);
    }

    @Test
    void aStyleThatSupportsNothingFailsInsteadOfBeingSkipped() {
        FetcherProvider refusing = new RefusingProvider();
        List<Clause> clauses = Clause.all().stream()
                .filter(clause -> clause.concern() == FetcherContract.Queue.class).toList();
        assertThat(clauses).isNotEmpty();
        assertThat(BrokenContract.failures(refusing, clauses, FOR_WHAT_COMES)).containsOnlyKeys(clauses)
                .allSatisfy((_, messages) -> assertThat(messages).allMatch(message -> message
                        .contains("unsupported(): expected support of FetchOptions.defaults(), got \"not today\"")));
    }

    private static final class RefusingProvider implements FetcherProvider {
        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public String summary() {
            return "refuses all options";
        }

        @Override
        public Stack stack() {
            return Stack.SHARED_CODEC;
        }

        @Override
        public java.util.Optional<String> unsupported(FetchOptions options) {
            return java.util.Optional.of("not today");
        }

        @Override
        public Fetcher open(FetchOptions options) {
            throw new IllegalArgumentException("not today");
        }
    }

    @Test
    void thereIsABrokenFetcherForEveryClause() {
        Set<String> broken = Broken.all().flatMap(fetcher -> fetcher.clauses().stream()).collect(toSet());
        assertThat(Clause.all()).extracting(Clause::id).as("clauses without a fetcher that breaks them, or the reverse")
                .containsExactlyInAnyOrderElementsOf(broken);
    }
}
