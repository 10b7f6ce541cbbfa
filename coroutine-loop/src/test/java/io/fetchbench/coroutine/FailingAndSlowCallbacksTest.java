package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_base_events: callbacks that fail or take too long. */
@ParameterizedClass
@EnumSource(Carrier.class)
class FailingAndSlowCallbacksTest extends LoopTestBase {
    @Test
    void callbackThatThrowsGoesToTheExceptionHandlerAndTheRestStillRun() throws Exception {
        var failure = new IllegalArgumentException("x");
        loop.callSoon(() -> {
            throw failure;
        });
        loop.callSoon(() -> trace.add("ran"));
        runOnePass();
        assertThat(trace).containsExactly("ran");
        assertThat(failures).singleElement()
                .satisfies(context -> assertThat(context.exception()).isSameAs(failure));
        failures.clear();
    }

    @Test
    void exceptionHandlerThatThrowsDoesNotEndTheLoop() throws Exception {
        loop.setExceptionHandler((_, _) -> {
            throw new IllegalStateException("handler");
        });
        try (LogCapture log = new LogCapture()) {
            loop.callSoon(() -> {
                throw new IllegalArgumentException("callback");
            });
            loop.callSoon(() -> trace.add("ran"));
            runOnePass();
            assertThat(log.messages()).anySatisfy(message -> assertThat(message).contains("exception handler failed"));
        }
        assertThat(trace).containsExactly("ran");
    }

    @Test
    void defaultExceptionHandlerLogs() throws Exception {
        loop.setExceptionHandler(null);
        try (LogCapture log = new LogCapture()) {
            loop.callSoon(() -> {
                throw new IllegalArgumentException("callback");
            });
            runOnePass();
            assertThat(log.messages()).singleElement().asString().contains("failed");
        }
    }

    @Test
    void debugModeNamesASlowCallbackAndWhereItCameFrom() throws Exception {
        loop.setDebug(true);
        try (LogCapture log = new LogCapture()) {
            loop.callSoon(() -> time.advance(99_000_000));
            loop.callSoon(() -> time.advance(123_000_000));
            runOnePass();
            assertThat(log.messages()).singleElement().asString().contains("FailingAndSlowCallbacksTest")
                    .contains("ran for 123 ms")
                    .contains("created at").contains("FailingAndSlowCallbacksTest.java:");
        }
    }

    @Test
    void debugModeNamesASlowTask() throws Exception {
        loop.setDebug(true);
        try (LogCapture log = new LogCapture()) {
            loop.createTask("slowpoke", () -> {
                time.advance(100_000_000);
                return null;
            });
            runOnePass();
            assertThat(log.messages()).singleElement().asString().contains("task slowpoke").contains("100 ms");
        }
    }

    @Test
    void slowCallbackIsNotLoggedOutsideDebugMode() throws Exception {
        try (LogCapture log = new LogCapture()) {
            loop.callSoon(() -> time.advance(1_000_000_000));
            runOnePass();
            assertThat(log.messages()).isEmpty();
        }
    }
}
