package io.fetchbench.contract;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long a test waits for what must happen before it fails: a guard against hangs, not a bound on any style's speed. */
final class Patience {
    /** A system property that changes it, as an ISO 8601 duration such as {@code PT60S}. */
    static final String PROPERTY = "fetchbench.contract.patience";
    private static final String DEFAULT = "PT20S";

    private Patience() {}

    static Duration limit() {
        return Duration.parse(System.getProperty(PROPERTY, DEFAULT));
    }

    /** Waits for something to happen and fails if it doesn't, for the reason given. */
    static void await(CountDownLatch happened, String otherwise) throws InterruptedException {
        if (!happened.await(limit().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("within " + text() + " " + otherwise);
        }
    }

    /** The same as a point in time of {@link System#nanoTime()}. */
    static long deadlineNanos() {
        return System.nanoTime() + limit().toNanos();
    }

    /** For messages, such as "20 s". */
    static String text() {
        return limit().toMillis() / 1_000.0 + " s";
    }
}
