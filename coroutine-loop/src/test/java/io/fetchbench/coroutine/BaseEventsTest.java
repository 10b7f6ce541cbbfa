package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_base_events. */
@ParameterizedClass
@EnumSource(Carrier.class)
class BaseEventsTest extends LoopTestBase {
    @Test
    void callSoonRunsFirstInFirstOut() throws Exception {
        loop.callSoon(() -> trace.add("a"));
        loop.callSoon(() -> trace.add("b"));
        loop.callSoon(() -> trace.add("c"));
        runOnePass();
        assertThat(trace).containsExactly("a", "b", "c");
    }

    @Test
    void onePassRunsOnlyWhatWasReadyWhenItBegan() throws Exception {
        loop.callSoon(() -> {
            trace.add("a");
            loop.callSoon(() -> trace.add("b"));
        });
        runOnePass();
        assertThat(trace).containsExactly("a");
        runOnePass();
        assertThat(trace).containsExactly("a", "b");
    }

    @Test
    void stopBeforeRunForeverIsExactlyOnePass() throws Exception {
        loop.callSoon(() -> {
            trace.add("1");
            loop.callSoon(() -> trace.add("2"));
        });
        loop.stop();
        loop.runForever();
        assertThat(trace).containsExactly("1");
    }

    @Test
    void stopInACallbackFinishesThePass() throws Exception {
        loop.callSoon(loop::stop);
        loop.callSoon(() -> trace.add("same pass"));
        loop.runForever();
        assertThat(trace).containsExactly("same pass");
    }

    @Test
    void cancelledCallSoonDoesNotRun() throws Exception {
        Handle handle = loop.callSoon(() -> trace.add("ran"));
        handle.cancel();
        assertThat(handle.cancelled()).isTrue();
        runOnePass();
        assertThat(trace).isEmpty();
    }

    @Test
    void callLaterWaits() throws Exception {
        loop.callLater(seconds(5), () -> {
            trace.add("after " + secondsPassed());
            loop.stop();
        });
        loop.runForever();
        assertThat(trace).containsExactly("after 5");
    }

    @Test
    void callLaterRunsInOrderOfTime() throws Exception {
        loop.callLater(seconds(3), loop::stop);
        loop.callLater(seconds(2), () -> trace.add("2"));
        loop.callLater(seconds(1), () -> trace.add("1"));
        loop.runForever();
        assertThat(trace).containsExactly("1", "2");
    }

    @Test
    void callLaterOfEqualTimesRunsInTheOrderAskedFor() throws Exception {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            loop.callAt(1_000_000_000L, () -> order.add(number));
        }
        loop.callAt(1_000_000_000L, loop::stop);
        loop.runForever();
        assertThat(order).hasSize(200).isSorted();
    }

    @Test
    void callLaterOfNothingRunsAtOnceAfterWhatIsReady() throws Exception {
        loop.callLater(Duration.ZERO, () -> trace.add("timer"));
        loop.callLater(Duration.ofSeconds(-1), () -> trace.add("past"));
        loop.callSoon(() -> trace.add("soon"));
        runOnePass();
        assertThat(trace).containsExactly("soon", "past", "timer");
    }

    @Test
    void callLaterOfForeverNeverRuns() throws Exception {
        loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), () -> trace.add("ran"));
        loop.callLater(seconds(1), loop::stop);
        loop.runForever();
        assertThat(trace).isEmpty();
    }

    @Test
    void callAtRunsAtTheTime() throws Exception {
        time.advance(7_000_000_000L);
        TimerHandle handle = loop.callAt(loop.timeNanos() + 2_000_000_000L, loop::stop);
        loop.runForever();
        assertThat(secondsPassed()).isEqualTo(9);
        assertThat(handle.whenNanos()).isEqualTo(9_000_000_000L);
    }

    @Test
    void cancelledTimerDoesNotRunAndIsNotWaitedFor() throws Exception {
        loop.callLater(seconds(100), () -> trace.add("ran")).cancel();
        loop.callLater(seconds(1), loop::stop);
        loop.runForever();
        assertThat(trace).isEmpty();
        assertThat(secondsPassed()).isEqualTo(1);
    }

    @Test
    void cancelOfATimerThatHasRunDoesNothing() throws Exception {
        TimerHandle timer = loop.callLater(seconds(1), loop::stop);
        loop.runForever();
        timer.cancel();
        loop.callLater(seconds(1), loop::stop);
        loop.runForever();
        assertThat(secondsPassed()).isEqualTo(2);
    }

    @Test
    void callSoonThreadsafeWakesAWaitingLoop() throws Exception {
        Thread other = Thread.ofPlatform().start(() -> loop.callSoonThreadsafe(() -> {
            trace.add("from another thread");
            loop.stop();
        }));
        loop.runForever();
        other.join();
        assertThat(trace).containsExactly("from another thread");
    }

    @Test
    void callSoonThreadsafeLosesNothingUnderContention() throws Exception {
        int[] ran = new int[1];
        int perThread = 5_000;
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < perThread; i++) {
                    loop.callSoonThreadsafe(() -> {
                        if (++ran[0] == 3 * perThread) {
                            loop.stop();
                        }
                    });
                }
            }));
        }
        loop.runForever();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ran[0]).isEqualTo(3 * perThread);
    }

    @Test
    void callSoonThreadsafeKeepsTheOrderOfOneThread() throws Exception {
        loop.callSoonThreadsafe(() -> trace.add("1"));
        loop.callSoonThreadsafe(() -> trace.add("2"));
        runOnePass();
        assertThat(trace).containsExactly("1", "2");
    }

    @Test
    void runUntilCompleteReturnsTheResult() throws Exception {
        assertThat(loop.<String>runUntilComplete(() -> "done")).isEqualTo("done");
    }

    @Test
    void runUntilCompleteThrowsWhatTheFutureFailedWith() {
        var failure = new IOException("x");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> loop.runUntilComplete(() -> {
            throw failure;
        })).isSameAs(failure);
    }

    @Test
    void runUntilCompleteOfADoneFuture() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        future.setResult("x");
        assertThat(loop.runUntilComplete(future)).isEqualTo("x");
    }

    @Test
    void runUntilCompleteStoppedEarlyIsAnError() {
        loop.callSoon(loop::stop);
        LoopFuture<String> never = loop.createFuture();
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(never))
                .withMessageContaining("stopped before");
    }

    @Test
    void runUntilCompleteStoppedEarlyMayBeRunAgain() throws Exception {
        loop.callSoon(loop::stop);
        LoopFuture<String> future = future(2, "x");
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(future));
        assertThat(loop.runUntilComplete(future)).isEqualTo("x");
    }

    @Test
    void runUntilCompleteOfAnotherLoopsFutureIsAnError() {
        try (EventLoop other = new EventLoop(carrier)) {
            assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(other.createFuture()))
                    .withMessageContaining("one of another");
        }
    }

    @Test
    void nestedRunIsAnError() throws Exception {
        loop.callSoon(() -> {
            assertThatIllegalStateException().isThrownBy(() -> loop.runForever())
                    .withMessageContaining("got one that does");
            trace.add("refused");
            loop.stop();
        });
        loop.runForever();
        assertThat(trace).containsExactly("refused");
    }

    @Test
    void runOfAnotherLoopInsideARunIsAnError() throws Exception {
        try (EventLoop other = new EventLoop(carrier)) {
            loop.runUntilComplete(() -> {
                assertThatIllegalStateException().isThrownBy(other::runForever)
                        .withMessageContaining("got one that does");
                return null;
            });
        }
    }

    @Test
    void runningLoopIsKnownInsideCallbacksAndTasksOnly() throws Exception {
        assertThat(EventLoop.running()).isNull();
        loop.callSoon(() -> trace.add("callback " + (EventLoop.running() == loop)));
        loop.runUntilComplete(() -> trace.add("task " + (EventLoop.running() == loop)));
        assertThat(trace).containsExactly("callback true", "task true");
        assertThat(EventLoop.running()).isNull();
    }

    @Test
    void closedLoopRefusesEverything() {
        loop.close();
        assertThat(loop.isClosed()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> loop.callSoon(() -> {})).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> loop.callSoonThreadsafe(() -> {}));
        assertThatIllegalStateException().isThrownBy(() -> loop.callLater(seconds(1), () -> {}));
        assertThatIllegalStateException().isThrownBy(() -> loop.createTask(() -> null));
        assertThatIllegalStateException().isThrownBy(loop::runForever);
        loop.close();
    }

    @Test
    void closeWhileRunningIsAnError() throws Exception {
        loop.runUntilComplete(() -> {
            assertThatIllegalStateException().isThrownBy(loop::close).withMessageContaining("running");
            return null;
        });
        assertThat(loop.isClosed()).isFalse();
    }

    @Test
    void closeEndsTheTasksThatAreLeft() throws Exception {
        loop.createTask(() -> {
            try {
                Asyncio.sleep(seconds(100));
            } finally {
                trace.add("finally");
            }
            return null;
        });
        runBriefly();
        loop.close();
        assertThat(trace).containsExactly("finally");
    }

}
