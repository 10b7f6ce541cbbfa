package io.fetchbench.fetch;

/** How much of the client a style's figures stand for. */
public enum Stack {
    /**
     * Sockets and concurrency are the style's own, HTTP is this project's shared codec: styles differ in concurrency and in
     * what follows from it, such as whose buffers they read into.
     */
    SHARED_CODEC,
    /** The style brings an HTTP client of its own, so its figures compare whole stacks. */
    WHOLE_STACK
}
