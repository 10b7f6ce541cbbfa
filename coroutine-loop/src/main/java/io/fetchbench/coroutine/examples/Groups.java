package io.fetchbench.coroutine.examples;

import static io.fetchbench.coroutine.Asyncio.gather;
import static io.fetchbench.coroutine.Asyncio.gatherReturnExceptions;
import static io.fetchbench.coroutine.Asyncio.sleep;

import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.coroutine.LoopFuture;
import io.fetchbench.coroutine.Task;
import java.time.Duration;
import java.util.List;

/** The lesson's fifth snippet: what a loop calls and when, done callbacks, and tasks in two groups, one cancelled. */
public final class Groups {
    private Groups() {}

    private static String getHtml(String url) {
        System.out.println("start : " + url);
        sleep(Duration.ofSeconds(1));
        System.out.println("end : " + url);
        return "abc";
    }

    private static void callback2(String url, LoopFuture<String> future) {
        System.out.println("callback2 : " + url + ", done " + future.done());
    }

    private static LoopFuture<List<String>> group(EventLoop loop, String name) {
        List<Task<String>> tasks = List.of(loop.createTask(() -> getHtml("http://abc.com/" + name + ":0")),
                loop.createTask(() -> getHtml("http://abc.com/" + name + ":1")));
        return gather(tasks);
    }

    /**
     * Prints what runs in which order.
     *
     * @param args none
     * @throws Exception never
     */
    public static void main(String[] args) throws Exception {
        try (EventLoop loop = new EventLoop()) {
            loop.callLater(Duration.ofMillis(500), () -> System.out.println("call_later after half a second"));
            loop.callAt(loop.timeNanos() + 250_000_000, () -> System.out.println("call_at after a quarter"));
            loop.callSoon(() -> System.out.println("call_soon"));
            Task<String> task = loop.createTask(() -> getHtml("http://abc.com"));
            // What Python binds with partial, a lambda captures.
            task.addDoneCallback(future -> callback2("gggg", future));
            LoopFuture<List<String>> g1 = group(loop, "g1");
            LoopFuture<List<String>> g2 = group(loop, "g2");
            g2.cancel();
            List<Object> outcomes = loop.runUntilComplete(gatherReturnExceptions(List.of(g1, g2, task)));
            System.out.println(outcomes.getFirst() + ", " + outcomes.get(1).getClass().getSimpleName());
            System.out.println(task.result());
        }
    }
}
