package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_futures. */
@ParameterizedClass
@EnumSource(Carrier.class)
class FuturesTest extends LoopTestBase {
    @Test
    void initialState() {
        LoopFuture<String> future = loop.createFuture();
        assertThat(future.done()).isFalse();
        assertThat(future.cancelled()).isFalse();
        assertThat(future.loop()).isSameAs(loop);
        future.cancel();
        assertThat(future.cancelled()).isTrue();
    }

    @Test
    void result() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        assertThatIllegalStateException().isThrownBy(future::result).withMessageContaining("pending");
        future.setResult("42");
        assertThat(future.done()).isTrue();
        assertThat(future.cancelled()).isFalse();
        assertThat(future.result()).isEqualTo("42");
        assertThat(future.exception()).isNull();
    }

    @Test
    void resultMayBeNull() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        future.setResult(null);
        assertThat(future.done()).isTrue();
        assertThat(future.result()).isNull();
    }

    @Test
    void exception() {
        LoopFuture<String> future = loop.createFuture();
        assertThatIllegalStateException().isThrownBy(future::exception).withMessageContaining("pending");
        var failure = new IOException("x");
        future.setException(failure);
        assertThatExceptionOfType(IOException.class).isThrownBy(future::result).isSameAs(failure);
        assertThat(future.exception()).isSameAs(failure);
    }

    @Test
    void setResultTwiceIsAnError() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        future.setResult("once");
        assertThatIllegalStateException().isThrownBy(() -> future.setResult("twice")).withMessageContaining("once");
        assertThatIllegalStateException().isThrownBy(() -> future.setException(new IOException()))
                .withMessageContaining("pending");
        assertThat(future.result()).isEqualTo("once");
    }

    @Test
    void setResultOfACancelledFutureIsAnError() {
        LoopFuture<String> future = loop.createFuture();
        future.cancel();
        assertThatIllegalStateException().isThrownBy(() -> future.setResult("late")).withMessageContaining("cancelled");
    }

    @Test
    void exceptionStopIterationIsRefused() {
        LoopFuture<String> future = loop.createFuture();
        assertThatIllegalArgumentException().isThrownBy(() -> future.setException(new StopIteration(null)))
                .withMessageContaining("StopIteration");
        assertThat(future.done()).isFalse();
    }

    @Test
    void cancel() {
        LoopFuture<String> future = loop.createFuture();
        assertThat(future.cancel("why")).isTrue();
        assertThat(future.done()).isTrue();
        assertThatExceptionOfType(CancelledError.class).isThrownBy(future::result).withMessage("why");
        assertThatExceptionOfType(CancelledError.class).isThrownBy(future::exception).withMessage("why");
        assertThat(future.cancel()).isFalse();
    }

    @Test
    void cancelOfADoneFutureReturnsFalse() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        future.setResult("x");
        assertThat(future.cancel()).isFalse();
        assertThat(future.result()).isEqualTo("x");
    }

    @Test
    void callbacksRunThroughTheReadyQueueInOrder() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        future.addDoneCallback(f -> trace.add("first " + f.result()));
        future.addDoneCallback(f -> trace.add("second " + f.result()));
        future.addDoneCallback(f -> trace.add("third " + f.result()));
        future.setResult("x");
        assertThat(trace).isEmpty();
        runBriefly();
        assertThat(trace).containsExactly("first x", "second x", "third x");
    }

    @Test
    void callbackAddedWhenDoneRunsInTheNextPass() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        future.setResult("x");
        future.addDoneCallback(f -> trace.add(f.result()));
        assertThat(trace).isEmpty();
        runBriefly();
        assertThat(trace).containsExactly("x");
    }

    @Test
    void callbacksOfACancelledFutureRun() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        future.addDoneCallback(f -> trace.add("cancelled " + f.cancelled()));
        future.cancel();
        runBriefly();
        assertThat(trace).containsExactly("cancelled true");
    }

    @Test
    void callbackThatThrowsGoesToTheExceptionHandlerAndTheRestStillRun() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        var failure = new IOException("callback");
        future.addDoneCallback(_ -> {
            throw failure;
        });
        future.addDoneCallback(_ -> trace.add("ran"));
        future.setResult("x");
        runBriefly();
        assertThat(trace).containsExactly("ran");
        assertThat(failures).singleElement().satisfies(context -> {
            assertThat(context.exception()).isSameAs(failure);
            assertThat(context.source()).isSameAs(future);
        });
        failures.clear();
    }

    @Test
    void argumentsAreBoundByCapture() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        String url = "gggg";
        future.addDoneCallback(f -> trace.add("callback2 : " + url + " " + f.result()));
        future.setResult("abc");
        runBriefly();
        assertThat(trace).containsExactly("callback2 : gggg abc");
    }

    @Test
    void removeDoneCallback() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        DoneCallback<String> first = _ -> trace.add("first");
        DoneCallback<String> second = _ -> trace.add("second");
        future.addDoneCallback(first);
        future.addDoneCallback(second);
        future.addDoneCallback(first);
        assertThat(future.removeDoneCallback(first)).isEqualTo(2);
        assertThat(future.removeDoneCallback(first)).isZero();
        future.setResult("x");
        runBriefly();
        assertThat(trace).containsExactly("second");
    }

    @Test
    void removeTheOnlyDoneCallback() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        DoneCallback<String> only = _ -> trace.add("ran");
        future.addDoneCallback(only);
        assertThat(future.removeDoneCallback(only)).isEqualTo(1);
        future.addDoneCallback(_ -> trace.add("another"));
        future.setResult("x");
        runBriefly();
        assertThat(trace).containsExactly("another");
    }

    @Test
    void callbackThatRemovesAnotherComesTooLate() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        DoneCallback<String> second = _ -> trace.add("second");
        future.addDoneCallback(f -> trace.add("removed " + f.removeDoneCallback(second)));
        future.addDoneCallback(second);
        future.setResult("x");
        runBriefly();
        assertThat(trace).containsExactly("removed 0", "second");
    }

    @Test
    void exceptionThatIsNeverRetrievedGoesToTheExceptionHandler() throws Exception {
        failAndForget();
        for (int i = 0; i < 100 && failures.isEmpty(); i++) {
            System.gc();
            loop.runUntilComplete(loop.runInExecutor(() -> "a pass of the loop"));
        }
        assertThat(failures).singleElement().satisfies(context -> {
            assertThat(context.message()).contains("never retrieved");
            assertThat(context.exception()).hasMessage("forgotten");
        });
        failures.clear();
    }

    private void failAndForget() {
        loop.createFuture().setException(new IOException("forgotten"));
    }

    @Test
    void representationNamesStateAndOutcome() {
        LoopFuture<String> future = loop.createFuture();
        assertThat(future).hasToString("future (pending)");
        future.setResult("x");
        assertThat(future).hasToString("future (result x)");
        LoopFuture<String> cancelled = loop.createFuture();
        cancelled.cancel();
        assertThat(cancelled).hasToString("future (cancelled)");
    }

    @Test
    void shieldResult() throws Exception {
        assertThat(loop.runUntilComplete(Asyncio.shield(future(1, "x")))).isEqualTo("x");
    }

    @Test
    void shieldException() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> loop.runUntilComplete(Asyncio.shield(future(1, new IOException("x")))));
    }

    @Test
    void shieldCancelInner() {
        LoopFuture<String> inner = loop.createFuture();
        var outer = Asyncio.shield(inner);
        inner.cancel("inner");
        assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(outer))
                .withMessage("inner");
        assertThat(outer.cancelled()).isTrue();
    }

    @Test
    void shieldCancelOuterLeavesInnerAlone() throws Exception {
        var inner = sleeper(1, "inner");
        var outer = Asyncio.shield(inner);
        outer.cancel();
        assertThat(loop.runUntilComplete(inner)).isEqualTo("inner");
        assertThat(outer.cancelled()).isTrue();
    }
}
