package io.fetchbench.coroutine.examples;

import static io.fetchbench.coroutine.Asyncio.await;
import static io.fetchbench.coroutine.Asyncio.gather;
import static io.fetchbench.coroutine.Asyncio.sleep;

import io.fetchbench.coroutine.CancelledError;
import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.coroutine.Task;
import java.time.Duration;
import java.util.List;

/**
 * The lesson's sixth snippet: on Ctrl-C all tasks are cancelled, and the loop runs on until they have ended. By hand that
 * is to catch the {@link InterruptedException}, to cancel {@link EventLoop#allTasks} and to run the loop again;
 * {@link EventLoop#runUntilInterrupted} does it.
 */
public final class CancelOnCtrlC {
    private CancelOnCtrlC() {}

    private static String getHtml(String url) {
        System.out.println("start : " + url);
        try {
            sleep(Duration.ofMinutes(5));
        } catch (CancelledError e) {
            System.out.println("cancel : " + url);
            throw e;
        }
        return "abc";
    }

    /**
     * Waits until it is told to end.
     *
     * @param args none
     * @throws Exception never
     */
    public static void main(String[] args) throws Exception {
        try (EventLoop loop = new EventLoop()) {
            List<Task<String>> tasks = List.of(loop.createTask(() -> getHtml("g1:0")),
                    loop.createTask(() -> getHtml("g1:1")));
            loop.runUntilInterrupted(() -> await(gather(tasks)));
        } catch (InterruptedException _) {
            System.out.println("interrupted, and cleaned up");
        }
    }
}
