package io.fetchbench.contract;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Processing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A listener that remembers what it accepted for fetching and what came back, and notices a fetch that is reported twice,
 * reported from inside {@link Fetcher#fetch}, or not at all. Safe for use by any number of threads.
 */
public final class Collector implements FetchListener {
    private static final int MOST_IDS_SHOWN = 20;

    private final Consumer<FetchResult> then;
    private final Map<Long, FetchResult> results = new TreeMap<>();
    private final Map<Long, Long> reportedNanos = new HashMap<>();
    private final Set<Long> missing = new TreeSet<>();
    private final List<String> violations = new ArrayList<>();
    private final ThreadLocal<Boolean> insideFetch = ThreadLocal.withInitial(() -> false);
    private long nextId;

    /** Remembers, and nothing more. */
    public Collector() {
        this(_ -> {});
    }

    /**
     * Remembers each result and then passes it on, on the same thread.
     *
     * @param then what else the listener does; may throw or fetch again
     */
    public Collector(Consumer<FetchResult> then) {
        this.then = then;
    }

    /**
     * Fetches with this listener and the next id, counting from 0.
     *
     * @param fetcher accepts or refuses
     * @param origin where to
     * @param target path and query
     * @return the handle of the accepted fetch
     */
    public FetchHandle fetch(Fetcher fetcher, Origin origin, String target) {
        return fetch(fetcher, origin, target, Processing.NONE);
    }

    /**
     * Fetches with this listener and the next id, counting from 0.
     *
     * @param fetcher accepts or refuses
     * @param origin where to
     * @param target path and query
     * @param processing what to do with the body
     * @return the handle of the accepted fetch
     */
    public FetchHandle fetch(Fetcher fetcher, Origin origin, String target, Processing processing) {
        long id = expectNext();
        boolean accepted = false;
        insideFetch.set(true);
        try {
            FetchHandle handle = fetcher.fetch(new FetchRequest(id, origin, target, processing), this);
            accepted = true;
            return handle;
        } finally {
            insideFetch.set(false);
            if (!accepted) {
                expectNoLonger(id);
            }
        }
    }

    private synchronized long expectNext() {
        missing.add(nextId);
        return nextId++;
    }

    private synchronized void expectNoLonger(long id) {
        if (!missing.remove(id)) {
            violations.add("fetch " + id + " was reported to its listener although fetch() refused it");
        }
    }

    @Override
    public void onResult(FetchResult result) {
        remember(result);
        then.accept(result);
    }

    private synchronized void remember(FetchResult result) {
        if (insideFetch.get()) {
            violations.add("fetch " + result.id() + " was reported from inside fetch(): its caller may hold a lock, or "
                    + "recurse without end, so report from another thread or a later turn of the loop");
        }
        FetchResult before = results.putIfAbsent(result.id(), result);
        if (before != null) {
            violations.add("fetch " + result.id() + " was reported twice, so whoever ends a fetch must win a race "
                    + "for it first: " + before + ", then " + result);
        }
        reportedNanos.put(result.id(), System.nanoTime());
        missing.remove(result.id());
        notifyAll();
    }

    /**
     * Waits for results and fails if they don't come.
     *
     * @param count how many in all
     * @return all results so far by id, at least {@code count}; in which order the listeners were called is no promise of
     *         a style, for the place of a fetch may be taken before its listener is
     */
    public List<FetchResult> await(int count) {
        return await(count, "");
    }

    /**
     * Waits for results and fails if they don't come.
     *
     * @param count how many in all
     * @param meanwhile what the results may not depend on, for the message
     * @return as {@link #await(int)}
     */
    public synchronized List<FetchResult> await(int count, String meanwhile) {
        long deadline = Patience.deadlineNanos();
        while (results.size() < count) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError("got " + results.size() + " of " + count + " results within "
                        + Patience.text() + " " + meanwhile + "; report each fetch to its listener, missing "
                        + missingIds());
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted with " + results.size() + " of " + count + " results", e);
            }
        }
        failOnViolations();
        return List.copyOf(results.values());
    }

    /**
     * Waits for the result of the only fetch.
     *
     * @return its result
     */
    public FetchResult awaitOne() {
        return await(1).getFirst();
    }

    /**
     * When a fetch was reported.
     *
     * @param id of a fetch that has ended
     * @return {@link System#nanoTime()} in the listener
     */
    public synchronized long reportedNanos(long id) {
        return reportedNanos.get(id);
    }

    /**
     * How many fetches have ended.
     *
     * @return results so far
     */
    public synchronized int size() {
        return results.size();
    }

    /**
     * How many fetches were asked for, refused ones included.
     *
     * @return ids given out so far
     */
    public synchronized long asked() {
        return nextId;
    }

    /** Fails unless every accepted fetch has been reported exactly once. To be called when the fetcher is closed. */
    public synchronized void verify() {
        failOnViolations();
        if (!missing.isEmpty()) {
            throw new AssertionError("close() returned, but " + missing.size() + " accepted fetches were never "
                    + "reported; missing " + missingIds());
        }
    }

    private void failOnViolations() {
        if (!violations.isEmpty()) {
            throw new AssertionError(violations.getFirst()
                    + (violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more like it)"));
        }
    }

    private String missingIds() {
        String more = missing.size() > MOST_IDS_SHOWN ? " and " + (missing.size() - MOST_IDS_SHOWN) + " more" : "";
        return "ids " + missing.stream().limit(MOST_IDS_SHOWN).toList() + more;
    }
}
