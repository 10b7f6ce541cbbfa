package io.fetchbench.harness.fork;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Waits until a process that has nothing to do does nothing. Compilers go on with what a warm-up or a turn left them, some for
 * more than a second, and once their process is pinned they do so on the core that another fork is measured on.
 */
final class Rest {
    /** Long enough to have all compilers in it, which have all cores then. */
    static final Duration LOOK_AFTER_WARM_UP = Duration.ofMillis(50);
    /** Short, for it comes after every turn; a pinned process's compilers have the core while this waits. */
    static final Duration LOOK_AFTER_TURN = Duration.ofMillis(1);
    /** Share of a processor below which a process is at rest. */
    private static final double AT_REST = 0.1;
    /** For a style that is never at rest, as one that polls. */
    private static final Duration LONGEST = Duration.ofSeconds(3);
    /** In all of a fork's turns; such a style is not waited for any more then. */
    private static final Duration LONGEST_TOGETHER = Duration.ofSeconds(10);

    private final LongSupplier cpuNanos;
    private final LongSupplier nanoClock;
    private final LongConsumer pauseNanos;
    private Duration left = LONGEST_TOGETHER;

    /**
     * @param clock the process's
     */
    Rest(ProcessClock clock) {
        this(clock::nanos, System::nanoTime, LockSupport::parkNanos);
    }

    Rest(LongSupplier cpuNanos, LongSupplier nanoClock, LongConsumer pauseNanos) {
        this.cpuNanos = cpuNanos;
        this.nanoClock = nanoClock;
        this.pauseNanos = pauseNanos;
    }

    /**
     * Waits.
     *
     * @param look how long to look at the process at a time
     */
    void await(Duration look) {
        Duration longest = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        for (long looks = longest.dividedBy(look); looks > 0; looks--) {
            if (isAtRest(look)) {
                return;
            }
            left = left.minus(look);
        }
    }

    private boolean isAtRest(Duration look) {
        long cpuBefore = cpuNanos.getAsLong();
        long end = nanoClock.getAsLong() + look.toNanos();
        // A park may return at once.
        for (long pause = look.toNanos(); pause > 0; pause = end - nanoClock.getAsLong()) {
            pauseNanos.accept(pause);
        }
        return cpuNanos.getAsLong() - cpuBefore < AT_REST * look.toNanos();
    }
}
