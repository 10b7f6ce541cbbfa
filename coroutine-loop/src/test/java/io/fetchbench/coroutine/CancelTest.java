package io.fetchbench.coroutine;

import static io.fetchbench.coroutine.Asyncio.await;
import static io.fetchbench.coroutine.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_tasks: cancellation. */
@ParameterizedClass
@EnumSource(Carrier.class)
class CancelTest extends LoopTestBase {
    private void assertCancelled(LoopFuture<?> future) {
        assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(future));
        assertThat(future.cancelled()).isTrue();
    }

    @Test
    void cancel() throws Exception {
        Task<String> task = sleeper(10, "never");
        runBriefly();
        assertThat(task.cancel()).isTrue();
        assertThat(task.done()).isFalse();
        assertCancelled(task);
        assertThat(task.cancel()).isFalse();
        assertThat(trace).isEmpty();
    }

    @Test
    void cancelBeforeTheFirstStepNeverRunsTheBody() {
        Task<Boolean> task = loop.createTask(() -> trace.add("ran"));
        task.cancel();
        assertCancelled(task);
        assertThat(trace).isEmpty();
    }

    @Test
    void cancelOfADoneTaskReturnsFalse() throws Exception {
        Task<String> task = loop.createTask(() -> "x");
        loop.runUntilComplete(task);
        assertThat(task.cancel()).isFalse();
        assertThat(task.result()).isEqualTo("x");
    }

    @Test
    void cancelMessageReachesTheTask() throws Exception {
        Task<String> task = loop.createTask(() -> {
            try {
                sleep(seconds(10));
                return "";
            } catch (CancelledError e) {
                trace.add(e.getMessage());
                throw e;
            }
        });
        runBriefly();
        task.cancel("my message");
        assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(task))
                .withMessage("my message");
        assertThat(trace).containsExactly("my message");
    }

    @Test
    void cancelYieldIsDeliveredAtTheNextSuspension() {
        Task<String> task = loop.createTask(() -> {
            Asyncio.currentTask().cancel();
            trace.add("goes on until it waits");
            sleep(seconds(1));
            trace.add("not reached");
            return "";
        });
        assertCancelled(task);
        assertThat(trace).containsExactly("goes on until it waits");
    }

    @Test
    void cancelAtEndOfATaskThatNeverWaitsAgain() {
        Task<String> task = loop.createTask(() -> {
            Asyncio.currentTask().cancel();
            return "result is lost";
        });
        assertCancelled(task);
    }

    @Test
    void cancelInnerFutureIsSeenByTheTask() throws Exception {
        LoopFuture<String> inner = loop.createFuture();
        Task<String> task = loop.createTask(() -> await(inner));
        runBriefly();
        inner.cancel("inner");
        assertCancelled(task);
    }

    @Test
    void cancelReachesTheFutureThatTheTaskWaitsFor() throws Exception {
        LoopFuture<String> inner = loop.createFuture();
        Task<String> task = loop.createTask(() -> await(inner));
        runBriefly();
        task.cancel();
        assertThat(inner.cancelled()).isTrue();
        assertCancelled(task);
    }

    @Test
    void cancelGoesThroughAllTasksThatWaitForOneAnother() throws Exception {
        Task<String> innermost = sleeper(10, "never");
        Task<String> inner = loop.createTask(() -> await(innermost));
        Task<String> outer = loop.createTask(() -> await(inner));
        runBriefly();
        outer.cancel();
        assertCancelled(outer);
        assertThat(inner.cancelled()).isTrue();
        assertThat(innermost.cancelled()).isTrue();
    }

    @Test
    void cancelBothTaskAndInnerFuture() throws Exception {
        LoopFuture<String> inner = loop.createFuture();
        Task<String> task = loop.createTask(() -> await(inner));
        runBriefly();
        inner.cancel();
        assertThat(task.cancel()).isTrue();
        assertCancelled(task);
    }

    @Test
    void cancelTaskCatchingEndsNormally() throws Exception {
        Task<String> task = loop.createTask(() -> {
            try {
                sleep(seconds(10));
            } catch (CancelledError _) {
                return "swallowed";
            }
            return "not cancelled";
        });
        runBriefly();
        task.cancel();
        assertThat(loop.runUntilComplete(task)).isEqualTo("swallowed");
        assertThat(task.cancelled()).isFalse();
    }

    @Test
    void cancelTaskIgnoringGoesOn() throws Exception {
        Task<String> task = loop.createTask(() -> {
            try {
                sleep(seconds(10));
            } catch (CancelledError _) {
                trace.add("ignored");
            }
            return await(future(5, "went on"));
        });
        runBriefly();
        task.cancel();
        assertThat(loop.runUntilComplete(task)).isEqualTo("went on");
        assertThat(secondsPassed()).isEqualTo(5);
    }

    @Test
    void cancelIsNotCaughtByCatchException() throws Exception {
        Task<String> task = loop.createTask(() -> {
            try {
                return await(future(10, "x"));
            } catch (Exception e) {
                trace.add("caught " + e);
                return "";
            }
        });
        runBriefly();
        task.cancel();
        assertCancelled(task);
        assertThat(trace).isEmpty();
    }

    @Test
    void cancelRunsFinallyBlocksWhichMayWait() throws Exception {
        Task<String> task = loop.createTask(() -> {
            try {
                return await(future(10, "x"));
            } finally {
                trace.add(await(future(3, "cleaned up")));
            }
        });
        runBriefly();
        task.cancel();
        assertCancelled(task);
        assertThat(trace).containsExactly("cleaned up");
        assertThat(secondsPassed()).isEqualTo(3);
    }

    @Test
    void failureDuringCancellationIsTheOutcome() throws Exception {
        Task<String> task = loop.createTask(() -> {
            try {
                return await(future(10, "x"));
            } catch (CancelledError _) {
                throw new IOException("while cleaning up");
            }
        });
        runBriefly();
        task.cancel();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> loop.runUntilComplete(task));
    }

    @Test
    void cancelBetweenTheEndOfTheFutureAndTheStep() throws Exception {
        LoopFuture<String> inner = loop.createFuture();
        Task<String> task = loop.createTask(() -> await(inner));
        runBriefly();
        inner.setResult("x");
        assertThat(task.cancel()).isTrue();
        assertCancelled(task);
    }

    @Test
    void cancellingCountsRequestsAndUncancelTakesThemBack() throws Exception {
        Task<String> task = sleeper(10, "never");
        runBriefly();
        assertThat(task.cancelling()).isZero();
        task.cancel();
        task.cancel();
        assertThat(task.cancelling()).isEqualTo(2);
        assertThat(task.uncancel()).isEqualTo(1);
        assertThat(task.uncancel()).isZero();
        assertThat(task.uncancel()).isZero();
        assertCancelled(task);
    }

    @Test
    void manyTasksMayBeCancelledAtOnce() throws Exception {
        List<Task<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            tasks.add(sleeper(10, "never"));
        }
        runBriefly();
        tasks.forEach(Task::cancel);
        loop.runUntilComplete(Asyncio.gatherReturnExceptions(tasks));
        assertThat(tasks).allSatisfy(task -> assertThat(task.cancelled()).isTrue());
        assertThat(secondsPassed()).isZero();
    }

    @Test
    void closedLoopCannotTakeTasks() {
        loop.close();
        assertThatIllegalStateException().isThrownBy(() -> sleeper(1, "x")).withMessageContaining("closed");
    }
}
