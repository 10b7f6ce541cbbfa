package io.fetchbench.mockserver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Routes by the bytes of their targets, so that a known target costs no parsing and no object; and responses by what
 * they are, so that targets which differ in their delay alone share one. Bounded: when full, it starts anew. Belongs to
 * one event loop.
 */
final class RouteCache {
    /** More than a built-in suite's plan has: heavy-tail-2000 draws 6000 delays a slice. */
    static final int MAX_ROUTES = 32 * 1024;

    static final int MAX_RESPONSES = 4096;

    /** A longer target is parsed each time, so that the bound on entries bounds the memory too. */
    static final int MAX_TARGET_BYTES = 256;

    /** Open addressing, at most half full. */
    private static final int SLOTS = 2 * MAX_ROUTES;

    private final BodyPattern pattern;
    private final byte[][] targets = new byte[SLOTS][];
    private final Route[] routes = new Route[SLOTS];
    private final Map<ResponseSpec, PreparedResponse> responses = new HashMap<>();
    private int size;

    RouteCache(BodyPattern pattern) {
        this.pattern = pattern;
    }

    /** The route of a target, or null if it isn't known. */
    Route find(byte[] bytes, int from, int to) {
        return routes[slot(bytes, from, to)];
    }

    Route add(byte[] bytes, int from, int to, Action.Respond action) {
        if (size == MAX_ROUTES || responses.size() >= MAX_RESPONSES) {
            clear();
        }
        Route route = new Route(action.delayNanos(), response(action.spec()), action.disturbance());
        if (to - from <= MAX_TARGET_BYTES) {
            int slot = slot(bytes, from, to);
            targets[slot] = Arrays.copyOfRange(bytes, from, to);
            routes[slot] = route;
            size++;
        }
        return route;
    }

    PreparedResponse response(ResponseSpec spec) {
        return responses.computeIfAbsent(spec, key -> new PreparedResponse(key, pattern));
    }

    /** Where the target is, or would be. */
    private int slot(byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & SLOTS - 1;
        while (targets[slot] != null && !Arrays.equals(targets[slot], 0, targets[slot].length, bytes, from, to)) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 16;
    }

    void clear() {
        Arrays.fill(targets, null);
        Arrays.fill(routes, null);
        responses.values().forEach(PreparedResponse::release);
        responses.clear();
        size = 0;
    }
}
