package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The order in which timers come out, and that cancelled ones don't stay. */
class TimersTest {
    private static final Runnable NOTHING = () -> {};

    private final Timers timers = new Timers();

    private TimerHandle add(long whenNanos) {
        return timers.add(whenNanos, NOTHING, null);
    }

    private List<TimerHandle> takeDue(long nowNanos) {
        List<TimerHandle> due = new ArrayList<>();
        timers.takeDue(nowNanos, due::add);
        return due;
    }

    @Test
    void equalTimesComeInTheOrderAskedForWhereverTheyWait() {
        TimerHandle first = add(5);
        TimerHandle later = add(7);
        TimerHandle second = add(5);
        TimerHandle third = add(5);
        assertThat(takeDue(4)).isEmpty();
        assertThat(takeDue(5)).containsExactly(first, second, third);
        assertThat(takeDue(7)).containsExactly(later);
    }

    @Test
    void nextIsTheEarliestThatIsNotCancelled() {
        assertThat(timers.nextNanos()).isEqualTo(Long.MAX_VALUE);
        TimerHandle late = add(9);
        TimerHandle early = add(3);
        assertThat(timers.nextNanos()).isEqualTo(3);
        early.cancel();
        assertThat(timers.nextNanos()).isEqualTo(9);
        late.cancel();
        assertThat(timers.nextNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(timers.size()).isZero();
    }

    @RepeatedTest(20)
    void randomTimesComeSortedWithoutTheCancelled(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<TimerHandle> all = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            all.add(add(random.nextInt(1_000)));
            if (random.nextInt(3) > 0) {
                all.get(random.nextInt(all.size())).cancel();
            }
        }
        List<TimerHandle> expected = all.stream().filter(timer -> !timer.cancelled()).sorted().toList();
        List<TimerHandle> due = new ArrayList<>();
        for (long now = 0; now < 1_000; now += 10) {
            long earlierThan = now;
            List<TimerHandle> taken = takeDue(now);
            assertThat(taken).allMatch(timer -> timer.whenNanos() <= earlierThan);
            due.addAll(taken);
        }
        due.addAll(takeDue(1_000));
        assertThat(due).filteredOn(timer -> !timer.cancelled()).isEqualTo(expected);
    }

    @Test
    void cancelledTimersDoNotPileUp() {
        List<TimerHandle> kept = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            TimerHandle timer = add(i);
            if (i % 1_000 == 0) {
                kept.add(timer);
            } else {
                timer.cancel();
            }
            assertThat(timers.size()).isLessThan(2_500);
        }
        assertThat(takeDue(Long.MAX_VALUE)).filteredOn(timer -> !timer.cancelled()).isEqualTo(kept);
    }

    @Test
    void timeoutsCancelledInTheirOrderLeaveNothingBehind() {
        ArrayDeque<TimerHandle> pending = new ArrayDeque<>();
        for (int i = 0; i < 10_000; i++) {
            pending.add(add(i));
            if (pending.size() > 64) {
                pending.remove().cancel();
            }
            assertThat(timers.size()).isEqualTo(pending.size());
        }
    }
}
