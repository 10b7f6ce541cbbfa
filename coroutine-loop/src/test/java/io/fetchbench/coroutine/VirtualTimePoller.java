package io.fetchbench.coroutine;

import java.io.IOException;

/** Lets time pass at once when a loop would wait for nothing else. */
class VirtualTimePoller extends Poller {
    private long nowNanos;

    @Override
    long nanoTime() {
        return nowNanos;
    }

    void advance(long nanos) {
        nowNanos += nanos;
    }

    @Override
    int poll(long timeoutNanos) throws IOException {
        if (timeoutNanos == Long.MAX_VALUE) {
            return super.poll(timeoutNanos);
        }
        int ready = super.poll(0);
        if (ready == 0) {
            advance(Math.max(0, timeoutNanos));
        }
        return ready;
    }
}
