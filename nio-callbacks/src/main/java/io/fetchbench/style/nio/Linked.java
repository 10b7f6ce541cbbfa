package io.fetchbench.style.nio;

/**
 * An object that can stand in one {@link Chain} at a time without an entry object of its own.
 *
 * @param <T> the class itself
 */
abstract class Linked<T extends Linked<T>> {
    T previous;
    T next;
    Chain<T> chain;
}
