package io.fetchbench.mockserver;

/** What a request says about the connection it came on. */
enum Persistence {
    /** HTTP/1.1: the connection stays open. */
    KEEP_ALIVE,
    /** HTTP/1.1 with {@code Connection: close}. */
    CLOSE,
    /** HTTP/1.0: the connection closes, and the client can't read chunks. */
    HTTP_1_0;

    Framing framing(Framing asked) {
        return this == HTTP_1_0 && asked == Framing.CHUNKED ? Framing.CLOSE : asked;
    }

    boolean closesAfter(Framing asked) {
        return this != KEEP_ALIVE || asked == Framing.CLOSE;
    }
}
