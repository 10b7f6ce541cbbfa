package io.fetchbench.coroutine.examples;

import static io.fetchbench.coroutine.Asyncio.sleep;

import io.fetchbench.coroutine.Asyncio;
import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.coroutine.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The lesson's fourth snippet: twenty tasks that wait two seconds each are done in two seconds. With {@link Thread#sleep}
 * in place of {@link Asyncio#sleep} it would be forty: the loop is one thread.
 */
public final class TwentySleeps {
    private TwentySleeps() {}

    private static String getHtml(String url) {
        System.out.println("start get url");
        sleep(Duration.ofSeconds(2));
        System.out.println("end get url");
        return url;
    }

    /**
     * Prints the start and the end of each, and how long all of them took.
     *
     * @param args none
     * @throws Exception never
     */
    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        try (EventLoop loop = new EventLoop()) {
            List<Task<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                tasks.add(loop.createTask(() -> getHtml("http://abc.com")));
            }
            loop.runUntilComplete(() -> Asyncio.wait(tasks));
        }
        System.out.println((System.nanoTime() - start) / 1e9);
    }
}
