package io.fetchbench.coroutine.examples;

import io.fetchbench.coroutine.Asyncio;
import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.coroutine.LoopFuture;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The lesson's seventh snippet: what can't but block goes to a pool of threads, and the loop goes on. */
public final class BlockingInExecutor {
    private BlockingInExecutor() {}

    private static String getUrl(String url) throws InterruptedException {
        Thread.sleep(2_000);
        return "got " + url + " on " + Thread.currentThread().getName();
    }

    /**
     * Prints what three blocking calls, side by side, have returned, and how long they took.
     *
     * @param args none
     * @throws Exception never
     */
    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        try (EventLoop loop = new EventLoop();
                ExecutorService executor = Executors.newFixedThreadPool(3,
                        Thread.ofPlatform().name("pool-", 1).factory())) {
            List<LoopFuture<String>> tasks = List.of(loop.runInExecutor(executor, () -> getUrl("a")),
                    loop.runInExecutor(executor, () -> getUrl("b")), loop.runInExecutor(executor, () -> getUrl("c")));
            loop.runUntilComplete(Asyncio.gather(tasks)).forEach(System.out::println);
        }
        System.out.println((System.nanoTime() - start) / 1e9);
    }
}
