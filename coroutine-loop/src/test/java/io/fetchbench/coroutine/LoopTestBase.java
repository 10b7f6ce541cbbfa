package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;

/** A loop on one of the carriers, on which time passes at once. */
@Timeout(60)
abstract class LoopTestBase {
    @Parameter
    Carrier carrier;

    final VirtualTimePoller time = new VirtualTimePoller();
    final List<String> trace = new ArrayList<>();
    final List<ExceptionHandler.Context> failures = new ArrayList<>();
    EventLoop loop;

    @BeforeEach
    void open() {
        loop = new EventLoop(carrier, time);
        loop.setExceptionHandler((_, context) -> failures.add(context));
    }

    @AfterEach
    void close() {
        loop.close();
        assertThat(failures).as("failures that went to the exception handler unexpectedly").isEmpty();
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    long secondsPassed() {
        return Duration.ofNanos(loop.timeNanos()).toSeconds();
    }

    /** A future that gets a result, or that exception, after some seconds. */
    <T> LoopFuture<T> future(long seconds, T result) {
        LoopFuture<T> future = loop.createFuture();
        loop.callLater(seconds(seconds), () -> {
            if (!future.done()) {
                complete(future, result);
            }
        });
        return future;
    }

    private static <T> void complete(LoopFuture<T> future, T result) {
        if (result instanceof Exception failure) {
            future.setException(failure);
        } else {
            future.setResult(result);
        }
    }

    /** The same future, as one whose result would be a text if it had one. */
    static LoopFuture<String> failing(LoopFuture<IOException> future) {
        LoopFuture<String> text = future.loop().createFuture();
        future.addDoneCallback(done -> text.setException(done.exception()));
        return text;
    }

    /** A task that sleeps for some seconds. */
    Task<String> sleeper(long seconds, String result) {
        return loop.createTask(() -> {
            Asyncio.sleep(seconds(seconds));
            trace.add(result);
            return result;
        });
    }

    void runOnePass() throws InterruptedException {
        loop.stop();
        loop.runForever();
    }

    /** Runs what is ready, and what that leads to at once. */
    void runBriefly() throws Exception {
        for (int i = 0; i < 4; i++) {
            runOnePass();
        }
    }
}
