package io.fetchbench.coroutine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The two ends of a run: all that is left is cancelled, and awaited. */
final class Shutdown {
    private Shutdown() {}

    /** Cancels and awaits every task but the one that calls this. */
    static void cancelOthers(EventLoop loop) throws Exception {
        List<Task<?>> others = new ArrayList<>(loop.allTasks());
        others.remove(Asyncio.currentTask());
        others.forEach(Task::cancel);
        Asyncio.await(Gathering.resultsAndExceptions(loop, others));
        reportFailures(loop, others);
    }

    /** Runs a loop until a function has ended, or an interrupt; in that case cancels and awaits every task. */
    static <T> T onInterrupt(EventLoop loop, Callable<? extends T> main) throws Exception {
        try (CtrlC _ = CtrlC.interrupts(Thread.currentThread())) {
            try {
                return loop.runUntilComplete(main);
            } catch (InterruptedException e) {
                cancelAllAndDrain(loop);
                throw e;
            }
        }
    }

    private static void cancelAllAndDrain(EventLoop loop) throws Exception {
        List<Task<?>> all = loop.allTasks();
        all.forEach(Task::cancel);
        loop.runUntilComplete(Gathering.resultsAndExceptions(loop, all));
        reportFailures(loop, all);
    }

    /** Nobody awaits a task that was cancelled with all others, so what it throws would be lost. */
    private static void reportFailures(EventLoop loop, List<Task<?>> tasks) {
        for (Task<?> task : tasks) {
            if (!task.cancelled() && task.exception() != null) {
                loop.callExceptionHandler(
                        new ExceptionHandler.Context(task.name() + " failed when cancelled", task.exception(), task));
            }
        }
    }
}
