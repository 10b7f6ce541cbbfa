package io.fetchbench.coroutine;

import java.util.ArrayDeque;

/**
 * Passes items from tasks to tasks, first in, first out, and holds back who puts too many in.
 *
 * @param <T> the items
 */
public final class Queue<T> {
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final Semaphore places;
    private final Semaphore filled;

    /**
     * An empty queue.
     *
     * @param loop whose tasks use it
     * @param capacity how many items it holds at most, 1 or more
     */
    public Queue(EventLoop loop, int capacity) {
        places = new Semaphore(loop, capacity);
        filled = Semaphore.withNoneFree(loop);
    }

    /**
     * Stops the task that calls until there is a place for an item.
     *
     * @param item not null
     * @throws Exception if the task is cancelled; the item is not put in then
     */
    public void put(T item) throws Exception {
        places.enter();
        items.add(item);
        filled.release();
    }

    /**
     * Stops the task that calls until there is an item.
     *
     * @return the oldest
     * @throws Exception if the task is cancelled; no item is lost then
     */
    public T get() throws Exception {
        filled.enter();
        T item = items.poll();
        places.release();
        return item;
    }

    /**
     * How many items are in it.
     *
     * @return 0 to the capacity
     */
    public int size() {
        return items.size();
    }
}
