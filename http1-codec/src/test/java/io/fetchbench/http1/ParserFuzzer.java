package io.fetchbench.http1;

import com.sun.management.ThreadMXBean;
import io.fetchbench.http1.Reading.End;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * What Jazzer calls with bytes it makes up. Whatever they are, the parser throws nothing but what it declares, reads
 * nothing outside its buffer, comes to one result however they are cut, allocates a bounded amount, and reads no
 * complete response otherwise than Netty does.
 */
final class ParserFuzzer {
    /** Lines kept, exceptions with their stack and message: some kilobytes, however long the input. */
    private static final long MAX_ALLOCATED_BYTES = 64 * 1024L + 8L * Feed.LIMITS.maxHeaderBytes();

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ParserFuzzer() {}

    /**
     * One input; Jazzer finds this method by its name.
     *
     * @param input anything
     */
    public static void fuzzerTestOneInput(byte[] input) {
        Random random = seededBy(input);
        Reading whole = Reading.byParser(input, Memory.HEAP);
        Memory memory = Memory.values()[random.nextInt(Memory.values().length)];
        require(Reading.byParser(input, memory, cuts(random, input.length)).equals(whole),
                "the result does not depend on cuts and buffers");
        requireBoundedAllocation(input);
        if (whole.end() == End.COMPLETE) {
            Reading netty = NettyReader.read(input);
            require(netty.end() == End.REFUSED || netty.equals(whole),
                    "no complete response is read otherwise than by Netty");
        }
    }

    /** So that a finding can be repeated. */
    private static Random seededBy(byte[] input) {
        CRC32 seed = new CRC32();
        seed.update(input);
        return new Random(seed.getValue());
    }

    private static int[] cuts(Random random, int length) {
        return random.ints(random.nextInt(9), 0, length + 1).distinct().sorted().toArray();
    }

    private static void requireBoundedAllocation(byte[] input) {
        ByteBuffer buffer = ByteBuffer.wrap(input);
        ResponseParser parser = new ResponseParser(Feed.LIMITS);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            parser.parse(buffer);
        } catch (ResponseException e) {
            // whether it is refused rightly was asked before
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        require(allocated < MAX_ALLOCATED_BYTES, "bounded memory, got " + allocated + " bytes");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("parser: expected that " + what);
        }
    }
}
