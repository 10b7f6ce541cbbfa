package io.fetchbench.coroutine;

import static io.fetchbench.coroutine.Asyncio.await;
import static io.fetchbench.coroutine.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_timeouts and the wait_for of test_tasks. */
@ParameterizedClass
@EnumSource(Carrier.class)
class TimeoutsTest extends LoopTestBase {
    private void assertCancelled(LoopFuture<?> future) {
        assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(future));
        assertThat(future.cancelled()).isTrue();
    }

    @Test
    void waitForReturnsTheResultInTime() throws Exception {
        assertThat(loop.<String>runUntilComplete(() -> Asyncio.waitFor(future(1, "x"), seconds(2)))).isEqualTo("x");
    }

    @Test
    void waitForThrowsAndCancelsTheFutureWhenTimeIsOver() throws Exception {
        LoopFuture<String> future = future(10, "late");
        Task<String> task = loop.createTask(() -> Asyncio.waitFor(future, seconds(2)));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> loop.runUntilComplete(task))
                .withCauseInstanceOf(CancelledError.class);
        assertThat(future.cancelled()).isTrue();
        assertThat(secondsPassed()).isEqualTo(2);
    }

    @Test
    void waitForThrowsWhatTheFutureFailedWith() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> loop
                .runUntilComplete(() -> Asyncio.waitFor(future(1, new IOException("x")), seconds(2))));
    }

    @Test
    void waitForIsCancelledWithItsTask() throws Exception {
        LoopFuture<String> future = future(10, "late");
        Task<String> task = loop.createTask(() -> Asyncio.waitFor(future, seconds(5)));
        runBriefly();
        task.cancel();
        assertCancelled(task);
        assertThat(future.cancelled()).isTrue();
    }

    @Test
    void waitForLeavesNoTimerBehind() throws Exception {
        loop.runUntilComplete(() -> Asyncio.waitFor(future(1, "x"), seconds(1_000)));
        loop.callLater(seconds(1), loop::stop);
        loop.runForever();
        assertThat(secondsPassed()).isEqualTo(2);
    }

    @Test
    void timeoutCoversEverythingInside() throws Exception {
        Callable<String> body = () -> {
            sleep(seconds(2));
            sleep(seconds(2));
            return "not reached";
        };
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> loop.runUntilComplete(() -> Asyncio.timeout(seconds(3), body)));
        assertThat(secondsPassed()).isEqualTo(3);
    }

    @Test
    void timeoutAtEndsAtATime() throws Exception {
        long whenNanos = loop.timeNanos() + seconds(3).toNanos();
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> loop.runUntilComplete(() -> {
            sleep(seconds(1));
            return Asyncio.timeoutAt(whenNanos, () -> await(loop.createFuture()));
        })).withMessage("not done in time");
        assertThat(secondsPassed()).isEqualTo(3);
    }

    @Test
    void timeoutAtATimeThatIsOverLetsTheBodyComeToItsFirstAwait() {
        Callable<String> body = () -> {
            trace.add("begun");
            return await(loop.createFuture());
        };
        long whenNanos = loop.timeNanos();
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> loop.runUntilComplete(() -> {
            sleep(seconds(1));
            return Asyncio.timeoutAt(whenNanos, body);
        }));
        assertThat(trace).containsExactly("begun");
        assertThat(secondsPassed()).isEqualTo(1);
    }

    @Test
    void timeoutLeavesTheTaskUsable() throws Exception {
        Task<String> task = loop.createTask(() -> {
            try {
                Asyncio.timeout(seconds(1), () -> await(loop.createFuture()));
            } catch (TimeoutException _) {
                trace.add("cancelling " + Asyncio.currentTask().cancelling());
            }
            return await(future(1, "went on"));
        });
        assertThat(loop.runUntilComplete(task)).isEqualTo("went on");
        assertThat(trace).containsExactly("cancelling 0");
    }

    @Test
    void timeoutNestedInnerExpiresFirst() throws Exception {
        Task<String> task = loop.createTask(() -> Asyncio.timeout(seconds(5), () -> {
            try {
                return Asyncio.timeout(seconds(1), () -> await(loop.createFuture()));
            } catch (TimeoutException _) {
                return await(future(1, "inner expired"));
            }
        }));
        assertThat(loop.runUntilComplete(task)).isEqualTo("inner expired");
    }

    @Test
    void timeoutNestedOuterExpiresFirst() throws Exception {
        Task<String> task = loop.createTask(() -> Asyncio.timeout(seconds(1), () -> {
            try {
                return Asyncio.timeout(seconds(5), () -> await(loop.createFuture()));
            } catch (TimeoutException _) {
                return "wrong one";
            }
        }));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(secondsPassed()).isEqualTo(1);
    }

    @Test
    void timeoutDoesNotHideACancellationFromOutside() throws Exception {
        Task<String> task = loop.createTask(() -> Asyncio.timeout(seconds(5), () -> await(loop.createFuture())));
        runBriefly();
        task.cancel();
        assertCancelled(task);
    }

    @Test
    void anInnerTimeoutWhoseBodySwallowsItsCancellingLeavesTheOuterOneIntact() throws Exception {
        Task<String> task = loop.createTask(() -> Asyncio.timeout(seconds(5), () -> {
            String swallowed = Asyncio.timeout(seconds(1), () -> {
                try {
                    return await(loop.<String>createFuture());
                } catch (CancelledError e) {
                    return "swallowed";
                }
            });
            assertThat(swallowed).isEqualTo("swallowed");
            return await(loop.createFuture());
        }));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> loop.runUntilComplete(task));
        assertThat(secondsPassed()).isEqualTo(5);
    }
}
