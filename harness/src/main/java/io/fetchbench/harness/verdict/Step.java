package io.fetchbench.harness.verdict;

/** What a comparison has to do next. */
public sealed interface Step {
    /**
     * Measure more pairs and ask again.
     *
     * @param pairs how many, 1 or more
     * @param confirming whether they make up the second set, which has to show again what the first one said
     */
    record Measure(int pairs, boolean confirming) implements Step {}

    /**
     * Stop.
     *
     * @param verdict what it came to
     */
    record Done(Verdict verdict) implements Step {}
}
