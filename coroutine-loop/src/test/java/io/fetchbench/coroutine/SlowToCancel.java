package io.fetchbench.coroutine;

import java.time.Duration;
import java.util.List;

/** Tasks that take a second to clean up when they are cancelled. */
final class SlowToCancel {
    private SlowToCancel() {}

    static void start(EventLoop loop, List<String> trace, int count) {
        for (int i = 0; i < count; i++) {
            int number = i;
            loop.createTask(() -> {
                try {
                    Asyncio.sleep(Duration.ofSeconds(100));
                } catch (CancelledError e) {
                    trace.add(number + " cancelled");
                    Asyncio.sleep(Duration.ofSeconds(1));
                    trace.add(number + " cleaned up");
                    throw e;
                }
                return null;
            });
        }
    }
}
