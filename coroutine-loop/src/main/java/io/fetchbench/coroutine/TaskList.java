package io.fetchbench.coroutine;

import java.util.ArrayList;
import java.util.List;

/** The tasks of a loop that are not done: a list linked through the tasks themselves, as there may be very many. */
final class TaskList {
    /** The one that is being stepped, or null. */
    Task<?> current;
    private Task<?> first;
    private Task<?> last;
    private int created;

    Integer nextNumber() {
        return ++created;
    }

    void add(Task<?> task) {
        task.previous = last;
        if (last == null) {
            first = task;
        } else {
            last.next = task;
        }
        last = task;
    }

    void remove(Task<?> task) {
        if (task.previous == null) {
            first = task.next;
        } else {
            task.previous.next = task.next;
        }
        if (task.next == null) {
            last = task.previous;
        } else {
            task.next.previous = task.previous;
        }
        task.previous = null;
        task.next = null;
    }

    List<Task<?>> copy() {
        List<Task<?>> all = new ArrayList<>();
        for (Task<?> task = first; task != null; task = task.next) {
            all.add(task);
        }
        return all;
    }
}
