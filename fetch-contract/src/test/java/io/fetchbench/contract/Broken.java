package io.fetchbench.contract;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A fetcher with one fault.
 *
 * @param fault what it does wrong
 * @param opener opens it
 * @param message what the failure of the contract says about it
 * @param clauses which it breaks, and no other of their concerns
 */
record Broken(String fault, Function<FetchOptions, Fetcher> opener, String message, List<String> clauses) {
    static Broken that(String fault, Function<FetchOptions, Fetcher> opener, String message, String... clauses) {
        return new Broken(fault, opener, message, List.of(clauses));
    }

    static Stream<Broken> all() {
        return Stream.of(BrokenCompletion.all(), BrokenPlaces.all(), BrokenFraming.all(), BrokenHostile.all(),
                BrokenReuse.all(), BrokenRequests.all(), BrokenTimeouts.all(), BrokenEnds.all(), BrokenLeaks.all(),
                BrokenProcessing.all()).flatMap(concern -> concern);
    }

    @Override
    public String toString() {
        return "a fetcher that " + fault;
    }
}
