package io.fetchbench.contract;

import java.util.ArrayDeque;
import java.util.Deque;

/** Free places and who waits for one, guarded by this object. */
final class Places {
    private final Deque<PlainFetch> waiting = new ArrayDeque<>();
    private int free;

    Places(int free) {
        this.free = free;
    }

    synchronized boolean take(PlainFetch fetch) {
        if (free == 0) {
            waiting.addLast(fetch);
            return false;
        }
        free--;
        return true;
    }

    synchronized PlainFetch leave(PlainFetcher fetcher) {
        PlainFetch next = fetcher.next(waiting);
        if (next == null) {
            free++;
        }
        return next;
    }
}
