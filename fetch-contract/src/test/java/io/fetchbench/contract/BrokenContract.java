package io.fetchbench.contract;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import io.fetchbench.fetch.FetcherProvider;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The contract on a broken fetcher: run from a test, because it is to fail. */
class BrokenContract extends FetcherContract {
    private static volatile FetcherProvider provider;

    @Override
    protected FetcherProvider provider() {
        return provider;
    }

    /** What the failures of these clauses say, by clause; those that are kept are left out. */
    static Map<Clause, List<String>> failures(Broken broken, Collection<Clause> clauses, Duration patience) {
        return failures(new TestProvider("broken", broken.opener()), clauses, patience);
    }

    static Map<Clause, List<String>> failures(FetcherProvider ofOneStyle, Collection<Clause> clauses,
            Duration patience) {
        provider = ofOneStyle;
        System.setProperty(Patience.PROPERTY, patience.toString());
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .configurationParameter("junit.jupiter.execution.parallel.enabled",
                            String.valueOf(mayOverlap(clauses)))
                    .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                    .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                    .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                    .selectors(clauses.stream().map(BrokenContract::selector).toArray(DiscoverySelector[]::new))
                    .execute().testEvents().failed().stream()
                    .collect(groupingBy(event -> clauseOf(event, clauses), mapping(BrokenContract::message, toList())));
        } finally {
            System.clearProperty(Patience.PROPERTY);
        }
    }

    /** Tests that mostly wait do so together, but for those that look at what is the whole JVM's. */
    private static boolean mayOverlap(Collection<Clause> clauses) {
        return clauses.stream().map(Clause::concern)
                .noneMatch(concern -> concern == Leaks.class || concern == Completion.class);
    }

    private static DiscoverySelector selector(Clause clause) {
        return selectNestedMethod(List.of(BrokenContract.class), clause.concern(), clause.method());
    }

    private static Clause clauseOf(Event failed, Collection<Clause> clauses) {
        var source = (MethodSource) failed.getTestDescriptor().getSource().orElseThrow();
        return clauses.stream().filter(clause -> clause.method().equals(source.getJavaMethod())).findAny()
                .orElseThrow();
    }

    private static String message(Event failed) {
        return String.valueOf(failed.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow());
    }
}
