package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Requests that any number of servers leave unanswered until they are told to answer, to see how many come at a time. */
final class HeldRequests {
    /** How long one request too many has to turn up. */
    private static final Duration GRACE = Duration.ofMillis(150);

    private final int expected;
    private final CountDownLatch allThere;
    private final CountDownLatch tooMany;
    private final CountDownLatch answer = new CountDownLatch(1);

    HeldRequests(int expected) {
        this.expected = expected;
        allThere = new CountDownLatch(expected);
        tooMany = new CountDownLatch(expected + 1);
    }

    /** The script of each connection. */
    void hold(Peer peer) throws IOException, InterruptedException {
        while (peer.readRequest() != null) {
            allThere.countDown();
            tooMany.countDown();
            answer.await();
            peer.respond("x");
        }
    }

    /** Waits for as many as are expected. */
    void awaitAll() throws InterruptedException {
        Patience.await(allThere, "the server got too few requests: send each fetch that has a place");
    }

    /** Fails if another comes, for the reason given. */
    void assertNoMore(String otherwise) throws InterruptedException {
        assertThat(tooMany.await(GRACE.toNanos(), TimeUnit.NANOSECONDS))
                .as("more requests than %s at a time, %s", expected, otherwise).isFalse();
    }

    /** Answers them, and whatever comes later at once. */
    void answer() {
        answer.countDown();
    }
}
