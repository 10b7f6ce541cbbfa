package io.fetchbench.http1;

import java.nio.ByteBuffer;

/**
 * The chunked coding (RFC 9112, section 7.1). Chunk extensions are ignored, within a limit on all of them together (as
 * section 7.1.1 advises); trailer fields are checked and discarded.
 */
final class ChunkedBody {
    /** Of a chunk-size, leading zeros included: what a long has. */
    private static final int MAX_SIZE_DIGITS = 16;
    private static final int MAX_PLAIN_LINE_BYTES = MAX_SIZE_DIGITS + 2;

    private enum Stage {
        SIZE, DATA, DATA_CR, DATA_LF, TRAILERS
    }

    private final LineReader lines;
    private final BodySum sum;
    private final FieldLines fieldLines;
    private final int maxBytes;
    private Stage stage;
    private long chunkRemaining;
    private int extensionBytesLeft;

    ChunkedBody(LineReader lines, BodySum sum, ResponseLimits limits) {
        this.lines = lines;
        this.sum = sum;
        maxBytes = limits.maxHeaderBytes();
        fieldLines = new FieldLines(limits.maxHeaders());
    }

    void start() {
        extensionBytesLeft = maxBytes;
        expectSizeLine();
    }

    private void expectSizeLine() {
        lines.startSection("chunk-size line", (long) extensionBytesLeft + MAX_PLAIN_LINE_BYTES);
        stage = Stage.SIZE;
    }

    /** Takes what it can; true once the empty line after the trailers was read. */
    boolean parse(ByteBuffer in) throws ResponseException {
        while (in.hasRemaining()) {
            switch (stage) {
                case SIZE -> sizeLine(in);
                case DATA -> data(in);
                case DATA_CR -> {
                    expect(in, '\r');
                    stage = Stage.DATA_LF;
                }
                case DATA_LF -> {
                    expect(in, '\n');
                    expectSizeLine();
                }
                case TRAILERS -> {
                    if (trailers(in)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void sizeLine(ByteBuffer in) throws ResponseException {
        lines.load(in);
        if (lines.next()) {
            int digits = digits(lines.bytes, lines.from, lines.to);
            extension(lines.bytes, lines.from + digits, lines.to);
            chunk(size(lines.bytes, lines.from, digits));
        }
        lines.unload(in);
    }

    private void chunk(long size) throws BodyTooLargeException {
        if (size > 0) {
            sum.expect(size);
            chunkRemaining = size;
            stage = Stage.DATA;
        } else {
            lines.startSection("trailers", maxBytes);
            fieldLines.reset();
            stage = Stage.TRAILERS;
        }
    }

    private static int digits(byte[] bytes, int from, int to) throws MalformedResponseException {
        int i = from;
        while (i < to && hexDigit(bytes[i]) >= 0) {
            i++;
        }
        int digits = i - from;
        if (digits == 0 || digits > MAX_SIZE_DIGITS) {
            throw malformed("1 to 16 hexadecimal digits", bytes, from, to);
        }
        return digits;
    }

    private static long size(byte[] bytes, int from, int digits) throws MalformedResponseException {
        long size = 0;
        for (int i = from; i < from + digits; i++) {
            size = size << 4 | hexDigit(bytes[i]);
        }
        if (size < 0) {
            throw malformed("at most 7fffffffffffffff", bytes, from, from + digits);
        }
        return size;
    }

    private static int hexDigit(byte octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Checks what is behind the digits. */
    private void extension(byte[] bytes, int from, int to) throws MalformedResponseException {
        int i = Octets.skipBlanks(bytes, from, to);
        if (from < to && (i == to || bytes[i] != ';')) {
            throw malformed("nothing but an extension behind the digits", bytes, from, to);
        }
        extensionBytesLeft -= to - from;
        if (extensionBytesLeft < 0) {
            throw new MalformedResponseException(
                    "chunk extensions: expected at most " + maxBytes + " bytes in all, got more");
        }
    }

    private void data(ByteBuffer in) {
        chunkRemaining -= sum.take(in, chunkRemaining);
        if (chunkRemaining == 0) {
            stage = Stage.DATA_CR;
        }
    }

    private static void expect(ByteBuffer in, char expected) throws MalformedResponseException {
        byte octet = in.get();
        if (octet != expected) {
            throw new MalformedResponseException(
                    String.format("chunk data: expected CR LF after it, got 0x%02x", octet));
        }
    }

    private boolean trailers(ByteBuffer in) throws MalformedResponseException {
        boolean ended = false;
        lines.load(in);
        while (!ended && lines.next()) {
            ended = lines.from == lines.to;
            if (!ended) {
                fieldLines.nameEnd(lines.bytes, lines.from, lines.to);
            }
        }
        lines.unload(in);
        return ended;
    }

    private static MalformedResponseException malformed(String expected, byte[] bytes, int from, int to) {
        return new MalformedResponseException("chunk size: expected " + expected + ", got "
                + Octets.quote(bytes, from, to));
    }
}
