package io.fetchbench.coroutine;

import static io.fetchbench.coroutine.Asyncio.asCompleted;
import static io.fetchbench.coroutine.Asyncio.await;
import static io.fetchbench.coroutine.Asyncio.gather;
import static io.fetchbench.coroutine.Asyncio.gatherReturnExceptions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_tasks: gather, wait and as_completed. */
@ParameterizedClass
@EnumSource(Carrier.class)
class GatherTest extends LoopTestBase {
    private LoopFuture<String> failing(long seconds, String message) {
        return LoopTestBase.failing(future(seconds, new IOException(message)));
    }

    @Test
    void gatherGivesResultsInTheOrderGiven() throws Exception {
        assertThat(loop.runUntilComplete(gather(sleeper(3, "a"), sleeper(1, "b"), sleeper(2, "c"))))
                .containsExactly("a", "b", "c");
        assertThat(trace).containsExactly("b", "c", "a");
        assertThat(secondsPassed()).isEqualTo(3);
    }

    @Test
    void gatherOfNothingGivesAnEmptyList() throws Exception {
        List<String> results = loop.runUntilComplete(() -> await(Asyncio.<String>gather(List.of())));
        assertThat(results).isEmpty();
    }

    @Test
    void gatherOfNothingOutsideOfALoopIsAnError() {
        assertThatIllegalStateException().isThrownBy(() -> gather(List.of())).withMessageContaining("running loop");
    }

    @Test
    void gatherOfTheSameFutureTwiceIsOne() throws Exception {
        Task<String> task = sleeper(1, "x");
        assertThat(loop.runUntilComplete(gather(task, task))).containsExactly("x", "x");
        assertThat(trace).containsExactly("x");
    }

    @Test
    void gatherMayHoldNull() throws Exception {
        assertThat(loop.runUntilComplete(gather(future(1, null), future(1, "x")))).containsExactly(null, "x");
    }

    @Test
    void gatherFirstErrorSurfacesWhileSiblingsGoOn() throws Exception {
        Task<String> sibling = sleeper(5, "sibling");
        var all = gather(sibling, failing(1, "first"), failing(2, "second"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> loop.runUntilComplete(all)).withMessage("first");
        assertThat(secondsPassed()).isEqualTo(1);
        assertThat(loop.runUntilComplete(sibling)).isEqualTo("sibling");
    }

    @Test
    void gatherReturnExceptionsGivesBoth() throws Exception {
        var all = gatherReturnExceptions(List.of(sleeper(2, "a"), failing(1, "x")));
        List<Object> outcomes = loop.runUntilComplete(all);
        assertThat(outcomes.getFirst()).isEqualTo("a");
        assertThat(outcomes.getLast()).isInstanceOf(IOException.class);
        assertThat(secondsPassed()).isEqualTo(2);
    }

    @Test
    void gatherCancelCancelsTheChildren() throws Exception {
        Task<String> a = sleeper(5, "a");
        Task<String> b = sleeper(5, "b");
        var all = gather(a, b);
        runBriefly();
        assertThat(all.cancel()).isTrue();
        assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(all));
        runBriefly();
        assertThat(a.cancelled()).isTrue();
        assertThat(b.cancelled()).isTrue();
        assertThat(all.cancel()).isFalse();
    }

    @Test
    void gatherCancelWithReturnExceptionsCancelsTheWhole() throws Exception {
        Task<String> a = sleeper(5, "a");
        Task<String> b = sleeper(5, "b");
        var all = gatherReturnExceptions(List.of(a, b));
        runBriefly();
        all.cancel();
        assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(all));
        assertThat(a.cancelled()).isTrue();
        assertThat(b.cancelled()).isTrue();
    }

    @Test
    void gatherOneCancelledChildIsTheFailureOfTheWhole() throws Exception {
        Task<String> a = sleeper(5, "a");
        Task<String> b = sleeper(5, "b");
        var all = gather(a, b);
        runBriefly();
        a.cancel();
        assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(all));
        assertThat(b.done()).isFalse();
        assertThat(loop.runUntilComplete(b)).isEqualTo("b");
    }

    @Test
    void gatherReturnExceptionsGivesACancelledChildAsCancelledError() throws Exception {
        Task<String> a = sleeper(5, "a");
        runBriefly();
        a.cancel();
        List<Object> outcomes = loop.runUntilComplete(gatherReturnExceptions(List.of(a, sleeper(1, "b"))));
        assertThat(outcomes.getFirst()).isInstanceOf(CancelledError.class);
        assertThat(outcomes.getLast()).isEqualTo("b");
    }

    @Test
    void gatherInGroupsAndCancelOneGroup() throws Exception {
        var first = gather(sleeper(1, "g1:0"), sleeper(1, "g1:1"));
        var second = gather(sleeper(1, "g2:0"), sleeper(1, "g2:1"));
        second.cancel();
        List<Object> outcomes = loop.runUntilComplete(gatherReturnExceptions(List.of(first, second)));
        assertThat(outcomes.getFirst()).isEqualTo(List.of("g1:0", "g1:1"));
        assertThat(outcomes.getLast()).isInstanceOf(CancelledError.class);
        assertThat(trace).containsExactly("g1:0", "g1:1");
    }

    @Test
    void gatherCancelledWithTheTaskThatAwaitsIt() throws Exception {
        Task<String> child = sleeper(5, "child");
        Task<List<String>> parent = loop.createTask(() -> await(gather(child)));
        runBriefly();
        parent.cancel();
        assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(parent));
        assertThat(child.cancelled()).isTrue();
        assertThat(parent.cancelled()).isTrue();
    }

    @Test
    void gatherOfHeterogeneousLoopsIsRefused() {
        try (EventLoop other = new EventLoop(carrier)) {
            LoopFuture<String> mine = loop.createFuture();
            LoopFuture<String> theirs = other.createFuture();
            assertThatIllegalArgumentException().isThrownBy(() -> gather(mine, theirs))
                    .withMessageContaining("one loop");
        }
    }

    @Test
    void waitForAllCompleted() throws Exception {
        var a = sleeper(1, "a");
        var b = sleeper(2, "b");
        Waited<String> waited = loop.runUntilComplete(() -> Asyncio.wait(List.of(a, b)));
        assertThat(waited.done()).containsExactly(a, b);
        assertThat(waited.pending()).isEmpty();
        assertThat(secondsPassed()).isEqualTo(2);
    }

    @Test
    void waitFirstCompleted() throws Exception {
        var a = sleeper(10, "a");
        var b = sleeper(1, "b");
        Waited<String> waited = loop
                .runUntilComplete(() -> Asyncio.wait(List.of(a, b), ReturnWhen.FIRST_COMPLETED));
        assertThat(waited.done()).containsExactly(b);
        assertThat(waited.pending()).containsExactly(a);
        assertThat(secondsPassed()).isEqualTo(1);
    }

    @Test
    void waitFirstCompletedOfOneThatIsDoneDoesNotSuspend() throws Exception {
        LoopFuture<String> done = loop.createFuture();
        done.setResult("x");
        var other = sleeper(5, "other");
        Waited<String> waited = loop
                .runUntilComplete(() -> Asyncio.wait(List.of(other, done), ReturnWhen.FIRST_COMPLETED));
        assertThat(waited.done()).containsExactly(done);
        assertThat(secondsPassed()).isZero();
    }

    @Test
    void waitReallyDoneCountsSeveralOfOnePass() throws Exception {
        var a = sleeper(1, "a");
        var b = sleeper(1, "b");
        Waited<String> waited = loop
                .runUntilComplete(() -> Asyncio.wait(List.of(a, b), ReturnWhen.FIRST_COMPLETED));
        assertThat(waited.done()).containsExactly(a, b);
    }

    @Test
    void waitFirstException() throws Exception {
        var slow = sleeper(10, "slow");
        var fine = sleeper(1, "fine");
        var failed = failing(3, "x");
        Waited<String> waited = loop.runUntilComplete(
                () -> Asyncio.wait(List.of(slow, fine, failed), ReturnWhen.FIRST_EXCEPTION));
        assertThat(waited.done()).containsExactly(fine, failed);
        assertThat(waited.pending()).containsExactly(slow);
        assertThat(secondsPassed()).isEqualTo(3);
    }

    @Test
    void waitFirstExceptionWithoutAnyWaitsForAll() throws Exception {
        var a = sleeper(1, "a");
        var b = sleeper(4, "b");
        Waited<String> waited = loop
                .runUntilComplete(() -> Asyncio.wait(List.of(a, b), ReturnWhen.FIRST_EXCEPTION));
        assertThat(waited.done()).containsExactly(a, b);
    }

    @Test
    void waitFirstExceptionDoesNotCountCancellation() throws Exception {
        LoopFuture<String> cancelled = loop.createFuture();
        cancelled.cancel();
        var other = sleeper(2, "other");
        Waited<String> waited = loop
                .runUntilComplete(() -> Asyncio.wait(List.of(cancelled, other), ReturnWhen.FIRST_EXCEPTION));
        assertThat(waited.pending()).isEmpty();
        assertThat(secondsPassed()).isEqualTo(2);
    }

    @Test
    void waitWithTimeoutCancelsNothing() throws Exception {
        var a = sleeper(1, "a");
        var b = sleeper(5, "b");
        Waited<String> waited = loop
                .runUntilComplete(() -> Asyncio.wait(List.of(a, b), ReturnWhen.ALL_COMPLETED, seconds(2)));
        assertThat(waited.done()).containsExactly(a);
        assertThat(waited.pending()).containsExactly(b);
        assertThat(secondsPassed()).isEqualTo(2);
        assertThat(loop.runUntilComplete(b)).isEqualTo("b");
    }

    @Test
    void waitNeverThrowsWhatAFutureFailedWith() throws Exception {
        var failed = failing(1, "x");
        Waited<String> waited = loop.runUntilComplete(() -> Asyncio.wait(List.of(failed)));
        assertThat(waited.done()).containsExactly(failed);
        assertThat(failed.exception()).hasMessage("x");
    }

    @Test
    void waitErrorsOfNothingToWaitFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.runUntilComplete(() -> Asyncio.<String>wait(List.of())))
                .withMessageContaining("at least one future");
    }

    @Test
    void waitDuplicateFuturesCountOnce() throws Exception {
        var task = sleeper(1, "x");
        Waited<String> waited = loop.runUntilComplete(() -> Asyncio.wait(List.of(task, task)));
        assertThat(waited.done()).containsExactly(task);
    }

    @Test
    void waitCancelledLeavesTheFuturesAlone() throws Exception {
        var child = sleeper(3, "child");
        Task<Waited<String>> waiter = loop.createTask(() -> Asyncio.wait(List.of(child)));
        runBriefly();
        waiter.cancel();
        assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(waiter));
        assertThat(loop.runUntilComplete(child)).isEqualTo("child");
    }

    @Test
    void asCompletedGivesOutcomesInTheOrderInWhichTheyEnd() throws Exception {
        loop.runUntilComplete(() -> {
            for (LoopFuture<String> next : asCompleted(List.of(sleeper(3, "a"), sleeper(1, "b"), sleeper(2, "c")))) {
                trace.add("got " + await(next) + " at " + secondsPassed());
            }
            return null;
        });
        assertThat(trace).containsExactly("b", "got b at 1", "c", "got c at 2", "a", "got a at 3");
    }

    @Test
    void asCompletedThrowsFailuresInTheirTurn() throws Exception {
        loop.runUntilComplete(() -> {
            for (LoopFuture<String> next : asCompleted(List.of(sleeper(2, "a"), failing(1, "x")))) {
                try {
                    trace.add("got " + await(next));
                } catch (IOException e) {
                    trace.add("failed " + e.getMessage());
                }
            }
            return null;
        });
        assertThat(trace).containsExactly("failed x", "a", "got a");
    }

    @Test
    void asCompletedWithTimeoutRaises() throws Exception {
        loop.runUntilComplete(() -> {
            var slow = sleeper(9, "slow");
            for (LoopFuture<String> next : asCompleted(List.of(sleeper(1, "a"), slow), seconds(4))) {
                try {
                    trace.add("got " + await(next));
                } catch (TimeoutException _) {
                    trace.add("timeout at " + secondsPassed());
                }
            }
            assertThat(slow.done()).isFalse();
            return null;
        });
        assertThat(trace).containsExactly("a", "got a", "timeout at 4");
    }

    @Test
    void asCompletedWithUnusedTimeoutLeavesNoTimer() throws Exception {
        loop.runUntilComplete(() -> await(asCompleted(List.of(sleeper(1, "a")), seconds(1_000)).getFirst()));
        loop.callLater(seconds(1), loop::stop);
        loop.runForever();
        assertThat(secondsPassed()).isEqualTo(2);
    }

    @Test
    void asCompletedDuplicateFuturesCountOnce() throws Exception {
        var task = sleeper(1, "x");
        assertThat(asCompleted(List.of(task, task))).hasSize(1);
        loop.runUntilComplete(task);
    }

    @Test
    void asCompletedGivesACancelledOneAsCancelled() throws Exception {
        var task = sleeper(5, "x");
        runBriefly();
        task.cancel();
        loop.runUntilComplete(() -> {
            assertThatExceptionOfType(CancelledError.class)
                    .isThrownBy(() -> await(asCompleted(List.of(task)).getFirst()));
            return null;
        });
    }
}
