package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_base_events: the end of a run by Ctrl-C or an interrupt. */
@ParameterizedClass
@EnumSource(Carrier.class)
class InterruptTest extends LoopTestBase {
    @Test
    void interruptEndsTheRunAndTheLoopCanBeRunAgain() throws Exception {
        loop.callSoon(() -> Thread.currentThread().interrupt());
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(loop::runForever);
        assertThat(loop.<String>runUntilComplete(() -> "again")).isEqualTo("again");
    }

    @Test
    void interruptEndsAWaitingLoop() {
        Thread thread = Thread.currentThread();
        loop.runInExecutor(() -> {
            thread.interrupt();
            return null;
        });
        LoopFuture<Void> never = loop.createFuture();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> loop.runUntilComplete(never));
    }

    @Test
    void runUntilInterruptedCancelsAllTasksAndDrainsTheLoop() {
        SlowToCancel.start(loop, trace, 2);
        loop.callLater(seconds(1), () -> Thread.currentThread().interrupt());
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> loop.runUntilInterrupted(() -> Asyncio.await(loop.createFuture())));
        assertThat(trace).containsExactly("0 cancelled", "1 cancelled", "0 cleaned up", "1 cleaned up");
        assertThat(loop.allTasks()).isEmpty();
    }

    @Test
    void runUntilInterruptedReportsWhatFailsWhenCancelled() {
        loop.createTask("stubborn", () -> {
            try {
                Asyncio.sleep(seconds(100));
            } catch (CancelledError _) {
                throw new IOException("at the end");
            }
            return null;
        });
        loop.callLater(seconds(1), () -> Thread.currentThread().interrupt());
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> loop.runUntilInterrupted(() -> Asyncio.await(loop.createFuture())));
        assertThat(failures).singleElement().satisfies(context -> {
            assertThat(context.message()).contains("task stubborn");
            assertThat(context.exception()).hasMessage("at the end");
        });
        failures.clear();
    }

    @Test
    void runUntilInterruptedReturnsTheResultWhenNobodyInterrupts() throws Exception {
        assertThat(loop.<String>runUntilInterrupted(() -> "done")).isEqualTo("done");
    }

    /** The lesson's own way out of Ctrl-C. */
    @Test
    void interruptedRunMayCancelItsTasksByHand() throws Exception {
        SlowToCancel.start(loop, trace, 1);
        loop.callLater(seconds(1), () -> Thread.currentThread().interrupt());
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(loop::runForever);
        loop.allTasks().forEach(task -> trace.add("cancel " + task.cancel()));
        loop.runUntilComplete(Asyncio.gatherReturnExceptions(loop.allTasks()));
        assertThat(trace).containsExactly("cancel true", "0 cancelled", "0 cleaned up");
    }
}
