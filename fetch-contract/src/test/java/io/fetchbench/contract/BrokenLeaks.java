package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Fetchers that leave something behind. */
final class BrokenLeaks {
    /** Keeps the collector from tidying up. */
    private static final Queue<Object> LEAKED = new ConcurrentLinkedQueue<>();

    private BrokenLeaks() {}

    static Stream<Broken> all() {
        return Stream.of(that("leaks a thread", options -> new PlainFetcher(options) {
            @Override
            void stopTimer() {}
        }, "threads left behind by close()", "Leaks.noThreadIsLeft",
                "Leaks.noProcessingThreadIsAliveWhenCloseReturns"),

                that("tells its thread to end and does not wait", options -> new PlainFetcher(options) {
                    @Override
                    void stopTimer() {
                        timer.schedule(timer::shutdownNow, 200, TimeUnit.MILLISECONDS);
                    }
                }, "join each after it was told to end", "Leaks.noProcessingThreadIsAliveWhenCloseReturns"),

                that("leaks a socket", options -> new PlainFetcher(options) {
                    @Override
                    void release(PlainConnection connection) {
                        LEAKED.add(connection);
                        super.release(connection);
                    }

                    @Override
                    void closeIdle() {}
                }, "after close(): ", "Leaks.noSocketIsLeft", "Leaks.noFileDescriptorIsLeft"),

                that("leaks the socket of a fetch that fails", options -> new PlainFetcher(options) {
                    @Override
                    void discard(PlainConnection connection, Throwable failure) {
                        LEAKED.add(connection);
                    }
                }, "with the fetcher still open: ", "Leaks.noSocketIsLeftOfAFetchThatFailed"),

                that("leaks a file descriptor", options -> new PlainFetcher(options) {
                    @Override
                    void closeIdle() {
                        super.closeIdle();
                        try {
                            LEAKED.add(Pipe.open());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }, "close each socket, selector and pipe", "Leaks.noFileDescriptorIsLeft"),

                that("leaks direct memory", options -> new PlainFetcher(options) {
                    @Override
                    void closeIdle() {
                        super.closeIdle();
                        LEAKED.add(ByteBuffer.allocateDirect(64 * 1024));
                    }
                }, "free or drop each buffer with its fetcher", "Leaks.noDirectMemoryIsLeft"));
    }
}
