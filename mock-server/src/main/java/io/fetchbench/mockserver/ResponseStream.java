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
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] PADDING_FIELD = ascii("X-Padding: " + "x".repeat(1_000) + "\r\n");

    private final byte[] header;
    private final long headerBytes;
    private final long bodyBytes;
    private final boolean chunked;
    private final BodyPattern pattern;
    private final Random random;
    private final long garbageFrom;
    private final long length;
    private long position;
    private ByteBuf part = Unpooled.EMPTY_BUFFER;
    private long bodyPosition;
    private boolean headerStarted;
    private long paddingFieldsLeft;

    ResponseStream(ResponseSpec spec, Persistence persistence, BodyPattern pattern, Disturbance disturbance) {
        header = ResponseText.renderHeader(spec, persistence, pattern);
        paddingFieldsLeft = disturbance.is(Fault.Kind.HUGE_HEADER)
                ? Math.max(0, disturbance.fault().at() - header.length) / PADDING_FIELD.length
                : 0;
        headerBytes = header.length + paddingFieldsLeft * PADDING_FIELD.length;
        bodyBytes = spec.mayHaveBody() ? spec.body().length() : 0;
        chunked = spec.mayHaveBody() && persistence.framing(spec.framing()) == Framing.CHUNKED;
        this.pattern = pattern;
        random = new Random(disturbance.seed());
        long whole = headerBytes + framedBytes();
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
        return length == headerBytes ? headerBytes / 2 : headerBytes + (length - headerBytes) / 2;
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
        return ascii(Long.toHexString(bytes) + "\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
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
        if (!headerStarted) {
            headerStarted = true;
            int emptyLine = paddingFieldsLeft > 0 ? CRLF.length : 0;
            return Unpooled.wrappedBuffer(header, 0, header.length - emptyLine);
        }
        if (paddingFieldsLeft > 0) {
            paddingFieldsLeft--;
            return paddingFieldsLeft > 0
                    ? Unpooled.wrappedBuffer(PADDING_FIELD)
                    : Unpooled.wrappedBuffer(PADDING_FIELD, CRLF);
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
