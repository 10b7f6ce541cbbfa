package io.fetchbench.fetch;

import java.time.Duration;

/** What the caller does with each complete body before the fetch counts as ended. Safe for use by any number of threads. */
public sealed interface Processing {
    /** Nothing. Compare with {@code ==} to skip a hand-off. */
    Processing NONE = new None();

    /**
     * Does it, on the calling thread.
     *
     * @param bodyCrc32c checksum of the body it is done to
     * @throws InterruptedException if the thread was interrupted while it blocked; the fetch is then cancelled
     */
    void run(int bodyCrc32c) throws InterruptedException;

    /** Does nothing. */
    record None() implements Processing {
        @Override
        public void run(int bodyCrc32c) {}
    }

    /**
     * A blocking call, as to a database: the thread waits without using the processor.
     *
     * @param duration how long it blocks, 0 or more
     */
    record BlockingCall(Duration duration) implements Processing {
        /** Refuses a negative duration. */
        public BlockingCall {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("blocking call: expected a duration of 0 or more, got " + duration);
            }
        }

        @Override
        public void run(int bodyCrc32c) throws InterruptedException {
            Thread.sleep(duration);
        }
    }

    /**
     * Work for the processor, the same amount on any machine: xorshift (Marsaglia 2003), six operations a round, each of which
     * needs the one before, so that no compiler can make one round out of several and no processor can run two at once.
     *
     * @param rounds 0 or more; one to two nanoseconds each
     */
    record CpuWork(int rounds) implements Processing {
        /** Written so that the compiler can't drop the work. */
        private static volatile long result;

        /** Refuses a negative count. */
        public CpuWork {
            if (rounds < 0) {
                throw new IllegalArgumentException("CPU work: expected 0 rounds or more, got " + rounds);
            }
        }

        @Override
        public void run(int bodyCrc32c) {
            long x = bodyCrc32c;
            for (int i = 0; i < rounds; i++) {
                x ^= x << 13;
                x ^= x >>> 7;
                x ^= x << 17;
            }
            result = x;
        }
    }
}
