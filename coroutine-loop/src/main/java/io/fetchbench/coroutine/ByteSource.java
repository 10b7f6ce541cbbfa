package io.fetchbench.coroutine;

import java.nio.ByteBuffer;

/** Where a {@link StreamReader} gets its bytes from. */
@FunctionalInterface
interface ByteSource {
    /** Stops the task that calls until there are bytes; returns how many, or -1 at the end. */
    int read(ByteBuffer into) throws Exception;
}
