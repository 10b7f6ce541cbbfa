package io.fetchbench.coroutine;

import java.util.ArrayList;
import java.util.List;

/** The end of {@link Asyncio#run}. */
final class Shutdown {
    private Shutdown() {}

    /** Cancels and awaits every task but the one that calls this. */
    static void cancelOthers(EventLoop loop) throws Exception {
        List<Task<?>> others = new ArrayList<>(loop.allTasks());
        others.remove(Asyncio.currentTask());
        others.forEach(Task::cancel);
        Asyncio.await(Gathering.resultsAndExceptions(loop, others));
    }
}
