package io.fetchbench.coroutine;

import static io.fetchbench.coroutine.Asyncio.await;
import static io.fetchbench.coroutine.Asyncio.sleep;
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

/** Mirrors CPython's test_tasks: one task, and what it waits for. */
@ParameterizedClass
@EnumSource(Carrier.class)
class TasksTest extends LoopTestBase {
    private final Object lock = new Object();

    @Test
    void taskIsNotStartedBeforeTheNextPass() throws Exception {
        Task<Boolean> task = loop.createTask(() -> trace.add("ran"));
        assertThat(trace).isEmpty();
        assertThat(task.done()).isFalse();
        loop.runUntilComplete(task);
        assertThat(trace).containsExactly("ran");
    }

    @Test
    void tasksStartInTheOrderOfTheirCreation() throws Exception {
        loop.createTask(() -> trace.add("a"));
        loop.createTask(() -> trace.add("b"));
        loop.createTask(() -> trace.add("c"));
        runOnePass();
        assertThat(trace).containsExactly("a", "b", "c");
    }

    @Test
    void awaitGivesTheResultOfAFuture() throws Exception {
        assertThat(loop.<String>runUntilComplete(() -> "got " + await(future(3, "x")))).isEqualTo("got x");
        assertThat(secondsPassed()).isEqualTo(3);
    }

    @Test
    void awaitThrowsWhatTheFutureFailedWith() throws Exception {
        assertThat(loop.<String>runUntilComplete(() -> {
            try {
                return await(LoopTestBase.failing(future(1, new IOException("x"))));
            } catch (IOException e) {
                return "caught " + e.getMessage();
            }
        })).isEqualTo("caught x");
    }

    @Test
    void awaitOfAFinishedFutureDoesNotSuspend() throws Exception {
        LoopFuture<String> finished = loop.createFuture();
        finished.setResult("x");
        loop.createTask(() -> {
            await(finished);
            await(finished);
            return trace.add("first task");
        });
        loop.createTask(() -> trace.add("second task"));
        runOnePass();
        assertThat(trace).containsExactly("first task", "second task");
    }

    @Test
    void awaitOfAnotherTask() throws Exception {
        Task<String> inner = sleeper(2, "inner");
        assertThat(loop.<String>runUntilComplete(() -> "outer of " + await(inner))).isEqualTo("outer of inner");
    }

    @Test
    void awaitDeepWithinTheTasksOwnCalls() throws Exception {
        assertThat(loop.<Integer>runUntilComplete(() -> depth(20))).isEqualTo(20);
        assertThat(secondsPassed()).isEqualTo(1);
    }

    private int depth(int depth) throws Exception {
        return depth == 0 ? await(future(1, 0)) : 1 + depth(depth - 1);
    }

    @Test
    void awaitOutsideOfATaskIsAnError() throws Exception {
        LoopFuture<String> future = loop.createFuture();
        assertThatIllegalStateException().isThrownBy(() -> await(future)).withMessageContaining("inside a task");
        loop.callSoon(() -> {
            assertThatIllegalStateException().isThrownBy(() -> await(future)).withMessageContaining("inside a task");
            trace.add("refused");
        });
        runOnePass();
        assertThat(trace).containsExactly("refused");
    }

    @Test
    void awaitOfItselfIsAnError() {
        List<Task<String>> self = new ArrayList<>();
        Task<String> task = loop.createTask(() -> await(self.getFirst()));
        self.add(task);
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(task)).withMessageContaining("itself");
    }

    @Test
    void awaitOfAFutureOfAnotherLoopIsAnError() {
        try (EventLoop other = new EventLoop(carrier)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> loop.runUntilComplete(() -> await(other.createFuture())))
                    .withMessageContaining("one of another");
        }
    }

    @Test
    void awaitInsideAGeneratorThatIsNotTheTasksOwnIsAnError() throws Exception {
        loop.runUntilComplete(() -> {
            Generator<Void, String, String> generator = Generator.of(carrier, _ -> await(future(1, "x")));
            assertThatIllegalStateException().isThrownBy(generator::next);
            return null;
        });
    }

    @Test
    void awaitInsideSynchronizedIsAnErrorNotAHang() {
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(() -> {
            synchronized (lock) {
                return await(future(1, "x"));
            }
        })).withMessageContaining("a monitor held by");
    }

    @Test
    void taskClassCoroutineOfAGenerator() throws Exception {
        Generator<Object, LoopFuture<?>, String> coroutine = Generator.of(carrier, self -> {
            LoopFuture<String> future = future(2, "x");
            self.yield(future);
            return "got " + future.result();
        });
        assertThat(loop.runUntilComplete(loop.<String>createTask(coroutine))).isEqualTo("got x");
    }

    @Test
    void failureOfAFutureIsThrownInsideAGeneratorThatYieldedIt() throws Exception {
        Generator<Object, LoopFuture<?>, String> coroutine = Generator.of(carrier, self -> {
            try {
                self.yield(future(2, new IOException("x")));
                return "nothing thrown";
            } catch (Exception e) {
                return "caught " + e.getMessage();
            }
        });
        assertThat(loop.runUntilComplete(loop.<String>createTask(coroutine))).isEqualTo("caught x");
    }

    @Test
    void bareYieldLetsOthersRun() throws Exception {
        Generator<Object, LoopFuture<?>, Boolean> coroutine = Generator.of(carrier, self -> {
            trace.add("before");
            self.yield(null);
            return trace.add("after");
        });
        Task<Boolean> task = loop.createTask(coroutine);
        loop.createTask(() -> trace.add("other"));
        loop.runUntilComplete(task);
        assertThat(trace).containsExactly("before", "other", "after");
    }

    @Test
    void badYieldIsAnError() {
        Generator<Object, Object, String> coroutine = Generator.of(carrier, self -> "" + self.yield(42));
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(loop.<String>createTask(coroutine)))
                .withMessageContaining("expected a LoopFuture, got 42");
    }

    @Test
    void coroutineUsedTwiceIsAnError() throws Exception {
        Generator<Object, LoopFuture<?>, String> coroutine = Generator.of(carrier, _ -> "x");
        loop.runUntilComplete(loop.<String>createTask(coroutine));
        assertThatIllegalStateException().isThrownBy(() -> loop.createTask(coroutine))
                .withMessageContaining("used before");
        assertThatIllegalStateException().isThrownBy(() -> loop.runUntilComplete(() -> await(coroutine)))
                .withMessageContaining("used before");
    }

    @Test
    void awaitOfACoroutineRunsItInsideTheTask() throws Exception {
        Generator<Object, LoopFuture<?>, String> coroutine = Generator.of(carrier, self -> {
            LoopFuture<String> future = future(2, "x");
            self.yield(future);
            return "inner " + future.result();
        });
        assertThat(loop.<String>runUntilComplete(() -> "outer " + await(coroutine))).isEqualTo("outer inner x");
    }

    @Test
    void exceptionOfATaskIsItsOutcome() {
        var failure = new IOException("x");
        Task<String> task = loop.createTask(() -> {
            throw failure;
        });
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> loop.runUntilComplete(task)).isSameAs(failure);
        assertThat(task.exception()).isSameAs(failure);
        assertThat(task.cancelled()).isFalse();
    }

    @Test
    void errorOfATaskIsItsOutcomeAndDoesNotEndTheLoop() throws Exception {
        Task<String> task = loop.createTask(() -> {
            throw new AssertionError("x");
        });
        runBriefly();
        assertThat(task.exception()).isInstanceOf(AssertionError.class);
    }

    @Test
    void stopIterationOfATaskIsAnErrorWithItAsCause() throws Exception {
        Task<String> task = loop.createTask(() -> {
            throw new StopIteration("x");
        });
        runBriefly();
        assertThat(task.exception()).isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(StopIteration.class);
    }

    @Test
    void resultOfATaskCannotBeSetFromOutside() {
        Task<String> task = loop.createTask(() -> "x");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> task.setResult("y"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> task.setException(new IOException()));
    }

    @Test
    void currentTask() throws Exception {
        Task<?>[] seen = new Task<?>[2];
        Task<String> first = loop.createTask(() -> {
            seen[0] = Asyncio.currentTask();
            sleep(seconds(1));
            seen[1] = Asyncio.currentTask();
            return "";
        });
        Task<String> second = sleeper(1, "second");
        loop.runUntilComplete(Asyncio.gather(first, second));
        assertThat(seen).containsExactly(first, first);
        assertThatIllegalStateException().isThrownBy(Asyncio::currentTask);
    }

    @Test
    void allTasksAreThoseNotDone() throws Exception {
        Task<String> first = sleeper(1, "1");
        Task<String> second = sleeper(2, "2");
        Task<String> third = sleeper(3, "3");
        assertThat(loop.allTasks()).containsExactly(first, second, third);
        loop.runUntilComplete(second);
        assertThat(loop.allTasks()).containsExactly(third);
        loop.runUntilComplete(third);
        assertThat(loop.allTasks()).isEmpty();
    }

    @Test
    void taskReprHasNameAndState() throws Exception {
        Task<String> task = loop.createTask("fetch", () -> "x");
        assertThat(task).hasToString("task fetch (pending)");
        loop.runUntilComplete(task);
        assertThat(task).hasToString("task fetch (result x)");
        assertThat(loop.createTask(() -> "").name()).isEqualTo("task 1");
    }

    @Test
    void sleepStopsTheTaskButNotTheOthers() throws Exception {
        Task<String> longer = sleeper(3, "long");
        Task<String> shorter = sleeper(1, "short");
        loop.runUntilComplete(Asyncio.gather(longer, shorter));
        assertThat(trace).containsExactly("short", "long");
        assertThat(secondsPassed()).isEqualTo(3);
    }

    @Test
    void sleepOfNothingLetsTheOthersRunOnce() throws Exception {
        loop.createTask(() -> {
            for (int i = 0; i < 3; i++) {
                trace.add("a" + i);
                sleep(Duration.ZERO);
            }
            return null;
        });
        loop.createTask(() -> trace.add("b"));
        runBriefly();
        assertThat(trace).containsExactly("a0", "b", "a1", "a2");
    }

    @Test
    void sleepCancelRemovesItsTimer() throws Exception {
        Task<String> task = sleeper(1_000, "never");
        runBriefly();
        task.cancel();
        assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> loop.runUntilComplete(task));
        loop.callLater(seconds(1), loop::stop);
        loop.runForever();
        assertThat(secondsPassed()).isEqualTo(1);
    }

    @Test
    void twentySleepsOfTwoSecondsTakeTwoSeconds() throws Exception {
        List<Task<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(sleeper(2, "" + i));
        }
        loop.runUntilComplete(Asyncio.gather(tasks));
        assertThat(secondsPassed()).isEqualTo(2);
        assertThat(trace).hasSize(20);
    }

    @Test
    void runReturnsTheResultAndCancelsWhatIsLeft() throws Exception {
        String result = Asyncio.run(() -> {
            EventLoop.running().createTask(() -> {
                try {
                    sleep(seconds(1_000));
                } finally {
                    trace.add("left task ended");
                }
                return null;
            });
            sleep(Duration.ZERO);
            return "main";
        });
        assertThat(result).isEqualTo("main");
        assertThat(trace).containsExactly("left task ended");
    }

    @Test
    void interruptedExceptionOfATaskEndsTheRun() {
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> {
            loop.createTask(() -> {
                throw new InterruptedException("inside");
            });
            loop.runForever();
        });
    }

    @Test
    void runReportsALeftTaskThatFailsWhenItIsCancelled() throws Exception {
        Asyncio.run(() -> {
            EventLoop.running().setExceptionHandler((_, context) -> trace.add(context.exception().getMessage()));
            EventLoop.running().createTask(() -> {
                try {
                    sleep(seconds(1_000));
                } finally {
                    throwIt(new IOException("while being cancelled"));
                }
                return null;
            });
            sleep(Duration.ZERO);
            return null;
        });
        assertThat(trace).containsExactly("while being cancelled");
    }

    private static void throwIt(IOException exception) throws IOException {
        throw exception;
    }
}
