package io.fetchbench.mockserver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** The bytes of one response in order, header first, with what a fault puts in their place. Nothing long is kept. */
final class ResponseStream {
    /** Random bytes behind a whole response. */
    static final int TRAILING_BYTES = 64;

    private static final int LONGEST_PART_BYTES = 16 * 1024;
    private static final int PADDING_VALUE_BYTES = 1_000;
    private static final byte[] CRLF = {'\r', '\n'};

    private final byte[] header;
    private final long bodyBytes;
    private final boolean chunked;
    private final BodyPattern pattern;
    private final Random random;
    private final long garbageFrom;
    private final long length;
    private long position;
    private ByteBuf part = Unpooled.EMPTY_BUFFER;
    private long bodyPosition;
    private boolean headerDone;

    ResponseStream(ResponseSpec spec, Persistence persistence, BodyPattern pattern, Disturbance disturbance) {
        byte[] plain = ResponseText.renderHeader(spec, persistence, pattern);
        header = disturbance.is(Fault.Kind.HUGE_HEADER) ? padded(plain, (int) disturbance.fault().at()) : plain;
        bodyBytes = spec.mayHaveBody() ? spec.body().length() : 0;
        chunked = spec.mayHaveBody() && persistence.framing(spec.framing()) == Framing.CHUNKED;
        this.pattern = pattern;
        random = new Random(disturbance.seed());
        long whole = header.length + framedBytes();
        garbageFrom = switch (disturbance.fault()) {
            case Fault fault when fault.kind() == Fault.Kind.GARBAGE -> fault.at();
            case Fault fault when fault.kind() == Fault.Kind.TRAILING_GARBAGE -> whole;
            case null, default -> Long.MAX_VALUE;
        };
        length = disturbance.is(Fault.Kind.TRAILING_GARBAGE) ? whole + TRAILING_BYTES : whole;
    }

    /** {@return all bytes there are to send} */
    long length() {
        return length;
    }

    /** {@return all of the header and half of what follows; half of the header where nothing follows} */
    long midway() {
        return length == header.length ? header.length / 2 : header.length + (length - header.length) / 2;
    }

    private long framedBytes() {
        if (!chunked) {
            return bodyBytes;
        }
        long full = bodyBytes / LONGEST_PART_BYTES;
        long rest = bodyBytes % LONGEST_PART_BYTES;
        return full * (chunkHead(LONGEST_PART_BYTES).length + LONGEST_PART_BYTES + CRLF.length)
                + (rest == 0 ? 0 : chunkHead(rest).length + rest + CRLF.length)
                + ResponseText.END_OF_CHUNKS.length();
    }

    private static byte[] chunkHead(long bytes) {
        return (Long.toHexString(bytes) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** A header of so many bytes, or the plain one if that is larger. */
    private static byte[] padded(byte[] plain, int bytes) {
        StringBuilder text = new StringBuilder(Math.max(bytes, plain.length));
        String whole = new String(plain, StandardCharsets.US_ASCII);
        text.append(whole, 0, whole.length() - CRLF.length);
        String field = "X-Padding: " + "x".repeat(PADDING_VALUE_BYTES) + "\r\n";
        while (text.length() + CRLF.length + field.length() <= bytes) {
            text.append(field);
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The bytes that come next.
     *
     * @param atMost 1 or more
     * @return at least one byte; the caller owns a reference
     */
    ByteBuf next(long atMost) {
        int bytes;
        if (position >= garbageFrom) {
            bytes = (int) Math.min(Math.min(atMost, length - position), LONGEST_PART_BYTES);
            ByteBuf garbage = Unpooled.wrappedBuffer(garbage(bytes));
            position += bytes;
            return garbage;
        }
        if (!part.isReadable()) {
            part.release();
            part = nextPart();
        }
        bytes = (int) Math.min(Math.min(atMost, part.readableBytes()), garbageFrom - position);
        position += bytes;
        return part.readRetainedSlice(bytes);
    }

    private ByteBuf nextPart() {
        if (!headerDone) {
            headerDone = true;
            return Unpooled.wrappedBuffer(header);
        }
        if (bodyPosition == bodyBytes) {
            return Unpooled.copiedBuffer(ResponseText.END_OF_CHUNKS, StandardCharsets.US_ASCII);
        }
        int bytes = (int) Math.min(bodyBytes - bodyPosition, LONGEST_PART_BYTES);
        ByteBuf content = pattern.retainedSlice(bodyPosition, bytes);
        bodyPosition += bytes;
        return chunked
                ? Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(chunkHead(bytes)), content,
                        Unpooled.wrappedBuffer(CRLF))
                : content;
    }

    /** Bytes of no HTTP: an early end of line, so that nobody waits for one, and nothing but octets beyond ASCII. */
    private byte[] garbage(int bytes) {
        byte[] garbage = new byte[bytes];
        random.nextBytes(garbage);
        for (int i = 0; i < bytes; i++) {
            garbage[i] |= (byte) 0x80;
        }
        for (int i = 14; i + 1 < bytes; i += 16) {
            garbage[i] = '\r';
            garbage[i + 1] = '\n';
        }
        return garbage;
    }

    /** Gives up what was not sent. */
    void release() {
        if (part.refCnt() > 0) {
            part.release();
        }
    }
}
