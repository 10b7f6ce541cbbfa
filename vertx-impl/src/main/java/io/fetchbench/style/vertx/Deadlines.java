package io.fetchbench.style.vertx;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The exchanges of one event loop whose timeout runs. As all have the same timeout, the order of their starts is that of
 * their deadlines, and one timer for the first of them does; it is set anew only when it fires, so a fetch that ends in
 * time costs an entry in a map and no timer.
 */
final class Deadlines {
    private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(1);

    private final Vertx vertx;
    private final long timeoutNanos;
    private final Map<Long, Exchange> inOrder = new LinkedHashMap<>();
    private boolean timerSet;

    Deadlines(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.timeoutNanos = TimeUnit.NANOSECONDS.convert(timeout);
    }

    void add(Exchange exchange) {
        inOrder.put(exchange.number(), exchange);
        if (!timerSet) {
            setTimer(exchange);
        }
    }

    Exchange get(long number) {
        return inOrder.get(number);
    }

    void remove(long number) {
        inOrder.remove(number);
    }

    private void setTimer(Exchange first) {
        timerSet = true;
        long remainingNanos = Math.min(timeoutNanos - (System.nanoTime() - first.startedNanos()), LONGEST_NANOS);
        vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(remainingNanos) + 1), _ -> expire());
    }

    private void expire() {
        timerSet = false;
        long nowNanos = System.nanoTime();
        Iterator<Exchange> exchanges = inOrder.values().iterator();
        while (exchanges.hasNext()) {
            Exchange first = exchanges.next();
            if (nowNanos - first.startedNanos() < timeoutNanos) {
                setTimer(first);
                return;
            }
            exchanges.remove();
            first.timeOut();
        }
    }
}
