package io.fetchbench.contract;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * One promise of the contract, which is one test method of a concern.
 *
 * @param concern nested class of {@link FetcherContract}
 * @param method its test
 * @param isRequired whether no style may decline it
 * @param text what is promised
 */
record Clause(Class<?> concern, Method method, boolean isRequired, String text) {
    /** What {@link FetcherContract#declines()} calls it. */
    String id() {
        return concern.getSimpleName() + "." + method.getName();
    }

    /** What reports call its concern. */
    String title() {
        return concern.getAnnotation(DisplayName.class).value();
    }

    /** All of them, by concern, the required ones first. */
    static List<Clause> all() {
        return Stream.of(FetcherContract.class.getDeclaredClasses())
                .filter(nested -> nested.isAnnotationPresent(Nested.class))
                .flatMap(nested -> Stream.of(nested.getSuperclass().getDeclaredMethods())
                        .flatMap(method -> of(nested, method).stream()))
                .sorted(Comparator.comparing(Clause::title).thenComparing(clause -> !clause.isRequired())
                        .thenComparing(Clause::id))
                .toList();
    }

    private static java.util.Optional<Clause> of(Class<?> concern, Method method) {
        return AnnotationSupport.findAnnotation(method, Required.class)
                .map(required -> new Clause(concern, method, true, required.value()))
                .or(() -> AnnotationSupport.findAnnotation(method, Optional.class)
                        .map(optional -> new Clause(concern, method, false, optional.value())));
    }

    /** Fails if a style declines what it must do, or what nobody asks for. */
    static void requireDeclinable(Map<String, String> declined) {
        List<String> optional = all().stream().filter(clause -> !clause.isRequired()).map(Clause::id).toList();
        declined.forEach((id, reason) -> {
            if (!optional.contains(id)) {
                throw new AssertionError("declines(): expected optional clauses out of " + optional + ", got " + id
                        + "; remove it, as only what CONTRACT.md calls optional may be declined");
            }
            if (reason.isBlank()) {
                throw new AssertionError("declines(): expected the reason for declining " + id + ", got none; say why");
            }
        });
    }
}
