package io.fetchbench.harness.fork;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Waits until a process that has nothing to do does nothing. Compilers go on with what a warm-up left them, some for more than
 * a second, and once their process is pinned they do so on the core that another fork is measured on.
 */
final class Rest {
    private static final Duration LOOK = Duration.ofMillis(50);
    /** Share of a processor below which a process is at rest. */
    private static final double AT_REST = 0.1;
    /** For a style that is never at rest, as one that polls. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final LongSupplier cpuNanos;
    private final LongConsumer pauseNanos;

    /**
     * @param clock the process's
     */
    Rest(ProcessClock clock) {
        this(clock::nanos, LockSupport::parkNanos);
    }

    Rest(LongSupplier cpuNanos, LongConsumer pauseNanos) {
        this.cpuNanos = cpuNanos;
        this.pauseNanos = pauseNanos;
    }

    void await() {
        for (long looks = LONGEST.dividedBy(LOOK); looks > 0; looks--) {
            long before = cpuNanos.getAsLong();
            pauseNanos.accept(LOOK.toNanos());
            if (cpuNanos.getAsLong() - before < AT_REST * LOOK.toNanos()) {
                return;
            }
        }
    }
}
