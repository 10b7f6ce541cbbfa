package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_base_events: run_in_executor. */
@ParameterizedClass
@EnumSource(Carrier.class)
class ExecutorTest extends LoopTestBase {
    @Test
    void runInExecutorReturnsTheResultFromAnotherThread() throws Exception {
        Thread thread = loop.runUntilComplete(loop.<Thread>runInExecutor(Thread::currentThread));
        assertThat(thread).isNotSameAs(Thread.currentThread());
        assertThat(thread.getName()).startsWith("event-loop-executor-");
    }

    @Test
    void runInExecutorThrowsWhatTheFunctionThrew() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> loop.runUntilComplete(loop.runInExecutor(() -> {
                    throw new IOException("blocking");
                }))).withMessage("blocking");
    }

    @Test
    void runInExecutorCancelFreesTheWaiterWorkThatHasBegunGoesOnAndQueuedWorkNeverRuns() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> ran = new ArrayList<>();
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            LoopFuture<Boolean> first = loop.runInExecutor(one, () -> {
                begun.countDown();
                goOn.await();
                return ran.add("first");
            });
            LoopFuture<Boolean> queued = loop.runInExecutor(one, () -> ran.add("queued"));
            begun.await();
            first.cancel();
            queued.cancel();
            assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(first));
            runBriefly();
            goOn.countDown();
        }
        assertThat(ran).containsExactly("first");
    }

    @Test
    void runInExecutorOfATaskThatIsCancelledIsCancelledToo() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            LoopFuture<String> work = loop.runInExecutor(one, () -> {
                goOn.await();
                return "";
            });
            Task<String> task = loop.createTask(() -> Asyncio.await(work));
            runBriefly();
            task.cancel();
            assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(task));
            assertThat(work.cancelled()).isTrue();
            goOn.countDown();
        }
    }
}
