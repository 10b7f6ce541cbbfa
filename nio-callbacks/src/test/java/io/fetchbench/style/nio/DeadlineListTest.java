package io.fetchbench.style.nio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Origin;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineListTest {
    private static final long MILLI = 1_000_000;

    private final DeadlineList list = new DeadlineList(Duration.ofMillis(10));

    private Fetch started(long nanos) {
        var fetch = new Fetch(new FetchRequest(0, new Origin("127.0.0.1", 9), "/"), _ -> {}, null);
        fetch.startedNanos = nanos;
        list.add(fetch);
        return fetch;
    }

    @Test
    void whatStartedFirstExpiresFirstAndNotBeforeItsDeadline() {
        Fetch first = started(0);
        Fetch second = started(5 * MILLI);
        assertThat(list.firstExpired(10 * MILLI - 1)).isNull();
        assertThat(list.firstExpired(10 * MILLI)).isSameAs(first);
        list.remove(first);
        assertThat(list.firstExpired(10 * MILLI)).isNull();
        assertThat(list.firstExpired(15 * MILLI)).isSameAs(second);
    }

    @Test
    void theWaitIsRoundedUpSoThatItEndsAfterTheDeadline() {
        assertThat(list.millisToFirst(0)).as("nothing to wait for").isZero();
        started(0);
        assertThat(list.millisToFirst(0)).isEqualTo(10);
        assertThat(list.millisToFirst(MILLI / 2)).isEqualTo(10);
        assertThat(list.millisToFirst(9 * MILLI)).isEqualTo(1);
        assertThat(list.millisToFirst(20 * MILLI)).as("0 would be no limit").isEqualTo(1);
    }

    @Test
    void theClockMayOverflow() {
        Fetch fetch = started(Long.MAX_VALUE - MILLI);
        assertThat(list.firstExpired(Long.MAX_VALUE)).isNull();
        assertThat(list.firstExpired(Long.MIN_VALUE + 10 * MILLI)).isSameAs(fetch);
    }
}
