package io.fetchbench.harness.control;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

/**
 * A thread that answers what it is asked, without a socket. Delays, faults and processing are left out. The result is the
 * one thing allocated per fetch; what a listener asks for on this thread takes no lock.
 */
final class NoOpFetcher implements Fetcher {
    private static final FetchHandle ENDS_AT_ONCE = () -> {};
    private static final int MAX_ANSWERS = 10_000;

    private final Object lock = new Object();
    private final Queue<FetchRequest> inboxRequests = new ArrayDeque<>();
    private final Queue<FetchListener> inboxListeners = new ArrayDeque<>();
    private final Queue<FetchRequest> requests = new ArrayDeque<>();
    private final Queue<FetchListener> listeners = new ArrayDeque<>();
    private final Map<String, NoOpAnswer> answers = new HashMap<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("no-op").unstarted(this::run);
    private volatile boolean closed;

    NoOpFetcher() {
        thread.start();
    }

    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(listener, "listener");
        if (Thread.currentThread() == thread) {
            requireOpen();
            requests.add(request);
            listeners.add(listener);
        } else {
            acceptFromOutside(request, listener);
        }
        return ENDS_AT_ONCE;
    }

    private void acceptFromOutside(FetchRequest request, FetchListener listener) {
        synchronized (lock) {
            requireOpen();
            inboxRequests.add(request);
            inboxListeners.add(listener);
            lock.notifyAll();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("fetcher: expected an open one, got one that is closed, open another");
        }
    }

    private void run() {
        do {
            for (int left = requests.size(); left > 0; left--) {
                answer(requests.remove(), listeners.remove());
            }
        } while (takeInbox());
    }

    /** Blocks while there is nothing to do; false once closed with nothing left. */
    private boolean takeInbox() {
        synchronized (lock) {
            while (requests.isEmpty() && inboxRequests.isEmpty() && !closed) {
                try {
                    lock.wait();
                } catch (InterruptedException _) {
                    // Nobody but a listener can have interrupted this thread; only close() ends it.
                }
            }
            requests.addAll(inboxRequests);
            listeners.addAll(inboxListeners);
            inboxRequests.clear();
            inboxListeners.clear();
        }
        return !requests.isEmpty();
    }

    private void answer(FetchRequest request, FetchListener listener) {
        FetchResult result = result(request);
        try {
            listener.onResult(result);
        } catch (Throwable thrown) {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        }
    }

    private FetchResult result(FetchRequest request) {
        long now = System.nanoTime();
        if (closed) {
            return FetchResult.failed(request.id(), Outcome.CANCELLED, now, null);
        }
        try {
            NoOpAnswer answer = answerTo(request.target());
            return FetchResult.ok(request.id(), answer.status(), answer.bodyBytes(), answer.bodyCrc32c(), now);
        } catch (IllegalArgumentException e) {
            return FetchResult.failed(request.id(), Outcome.FAILED, now, e);
        }
    }

    private NoOpAnswer answerTo(String target) {
        NoOpAnswer answer = answers.get(target);
        if (answer == null) {
            if (answers.size() == MAX_ANSWERS) {
                answers.clear();
            }
            answer = NoOpAnswer.to(target);
            answers.put(target, answer);
        }
        return answer;
    }

    @Override
    public void close() {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("fetcher: expected close() on another thread, got a listener's");
        }
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
