package io.fetchbench.coroutine;

import java.io.IOException;

/** No separator was found within the limit of the reader. What was read so far is still there to be read otherwise. */
public final class LimitOverrunException extends IOException {
    private static final long serialVersionUID = 1;

    LimitOverrunException(int limit) {
        super("stream: expected a separator within " + limit + " bytes, got more bytes without one");
    }
}
