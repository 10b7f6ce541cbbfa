package io.fetchbench.style.nio;

import io.fetchbench.fetch.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A thread that waits for sockets, tasks from other threads and the next deadline, all at once. Each turn serves what is
 * ready and blocks only if nothing is.
 */
final class Loop implements Executor {
    private final Thread thread;
    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** True while the thread may be blocked in the selector; whoever makes it false wakes it. */
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Consumer<SelectionKey> whenReady = this::onReady;
    private Engine engine;

    Loop(String name) throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start(Engine itsEngine) {
        engine = itsEngine;
        thread.start();
    }

    Engine engine() {
        return engine;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Has a task run on the loop's thread, soon; any thread may call it. Tasks after the end of the loop never run. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    SelectionKey register(SelectableChannel channel, int interestOps, Connection connection)
            throws ClosedChannelException {
        return channel.register(selector, interestOps, connection);
    }

    /** Asks the loop to cancel all its fetches and to end; any thread may call it. */
    void close() {
        execute(engine::close);
    }

    /** Frees a loop that was never started. */
    void abandon() {
        closeSelector();
    }

    /** Waits for the end of the thread, by which all its sockets are closed. */
    void join() {
        Interrupts.waitFor(thread::join);
    }

    private void run() {
        while (!engine.isDone()) {
            turn();
        }
        closeSelector();
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            uncaught(new UncheckedIOException("selector: expected to close, got " + e.getMessage(), e));
        }
    }

    private void turn() {
        try {
            select();
            runTasks();
            engine.startReady();
            engine.expire();
        } catch (Throwable thrown) {
            engine.failAll(Outcome.FAILED, thrown);
        }
    }

    private void select() throws IOException {
        asleep.set(true);
        if (!tasks.isEmpty() || engine.hasReady()) {
            selector.selectNow(whenReady);
        } else {
            selector.select(whenReady, engine.selectMillis());
        }
        asleep.set(false);
    }

    /** Serves one socket, and what its listener has asked for, while both are in the caches. */
    private void onReady(SelectionKey key) {
        asleep.lazySet(false);
        ((Connection) key.attachment()).onReady();
        engine.startReady();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (Throwable thrown) {
                uncaught(thrown);
            }
        }
    }

    /** Reports what a listener has thrown as the JVM would, but lets the thread go on. */
    static void uncaught(Throwable thrown) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        } catch (Throwable _) {
            // The JVM ignores what the handler itself throws, too.
        }
    }
}
