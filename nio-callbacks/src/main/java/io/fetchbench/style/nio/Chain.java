package io.fetchbench.style.nio;

/**
 * A doubly linked list through its elements: adding and removing anywhere take constant time and allocate nothing. For
 * one thread.
 *
 * @param <T> the elements; each is in at most one chain
 */
final class Chain<T extends Linked<T>> {
    private T first;
    private T last;

    /** The element added longest ago, or null. */
    T first() {
        return first;
    }

    /** The element added last, or null. */
    T last() {
        return last;
    }

    void add(T element) {
        element.chain = this;
        element.previous = last;
        if (last == null) {
            first = element;
        } else {
            last.next = element;
        }
        last = element;
    }

    /** Takes an element out; false if it is not in this chain. */
    boolean remove(T element) {
        if (element.chain != this) {
            return false;
        }
        if (element.previous == null) {
            first = element.next;
        } else {
            element.previous.next = element.next;
        }
        if (element.next == null) {
            last = element.previous;
        } else {
            element.next.previous = element.previous;
        }
        element.previous = null;
        element.next = null;
        element.chain = null;
        return true;
    }
}
