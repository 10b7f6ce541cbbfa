package io.fetchbench.http1;

import java.nio.ByteBuffer;

/**
 * Takes responses to GET requests from buffers, in pieces of any size (RFC 9112). One per connection, reused response
 * after response; not thread-safe; allocates nothing per response once warm. Body bytes are counted and checksummed
 * (CRC-32C), not kept.
 *
 * <p>The body's end is found as section 6.3 says: none after 204 and 304, else by the chunked coding, else by
 * Content-Length, else by the end of the connection. Interim responses are skipped.
 *
 * <p>After an exception the parser refuses everything but {@link #reset}, and the connection is of no use. Bytes that
 * remain in the buffer after a complete response, or come before the next request, mean the same: nothing asked for
 * them (section 9.2 knows pipelining, of which a client of this parser is to do none).
 */
public final class ResponseParser {
    private enum Stage {
        HEADER, FIXED_BODY, CHUNKED_BODY, BODY_UNTIL_CLOSE, COMPLETE, FAILED
    }

    private final LineReader lines = new LineReader();
    private final ResponseHead head;
    private final BodySum sum;
    private final ChunkedBody chunks;
    private Stage stage;
    private boolean started;
    private long bodyRemaining;
    private boolean closeDelimited;

    /**
     * A parser that expects a response's first byte.
     *
     * @param limits what a response may not exceed
     */
    public ResponseParser(ResponseLimits limits) {
        head = new ResponseHead(lines, limits);
        sum = new BodySum(limits.maxBodyBytes());
        chunks = new ChunkedBody(lines, sum, limits);
        reset();
    }

    /** Makes ready for the next response. */
    public void reset() {
        head.reset();
        sum.reset();
        stage = Stage.HEADER;
        started = false;
        closeDelimited = false;
    }

    /**
     * Takes bytes of the current response from a buffer.
     *
     * @param in heap or direct; consumed to its limit or to the end of the response, whichever comes first
     * @return true once the response is complete, and again without consuming anything until {@link #reset}
     * @throws MalformedResponseException if this is no response, or its header exceeds the limits
     * @throws BodyTooLargeException if the body exceeds the limit, or is announced to
     * @throws ResponseException only as one of those two
     * @throws IllegalStateException after an exception without {@link #reset}
     */
    public boolean parse(ByteBuffer in) throws ResponseException {
        requireNotFailed();
        try {
            while (stage != Stage.COMPLETE && in.hasRemaining()) {
                advance(in);
            }
        } catch (ResponseException e) {
            stage = Stage.FAILED;
            throw e;
        }
        return stage == Stage.COMPLETE;
    }

    private void advance(ByteBuffer in) throws ResponseException {
        started = true;
        switch (stage) {
            case HEADER -> header(in);
            case FIXED_BODY -> fixedBody(in);
            case CHUNKED_BODY -> {
                if (chunks.parse(in)) {
                    stage = Stage.COMPLETE;
                }
            }
            case BODY_UNTIL_CLOSE -> {
                sum.expect(in.remaining());
                sum.take(in, in.remaining());
            }
            case COMPLETE, FAILED -> throw new AssertionError(stage);
        }
    }

    private void header(ByteBuffer in) throws ResponseException {
        lines.load(in);
        if (head.parse()) {
            stage = bodyStage(head.framing());
        }
        lines.unload(in);
    }

    private Stage bodyStage(FramingFields framing) throws BodyTooLargeException {
        if (framing.isBodiless()) {
            return Stage.COMPLETE;
        }
        if (framing.isChunked()) {
            chunks.start();
            return Stage.CHUNKED_BODY;
        }
        if (framing.hasContentLength()) {
            bodyRemaining = framing.contentLength();
            sum.expect(bodyRemaining);
            return bodyRemaining == 0 ? Stage.COMPLETE : Stage.FIXED_BODY;
        }
        closeDelimited = true;
        return Stage.BODY_UNTIL_CLOSE;
    }

    private void fixedBody(ByteBuffer in) {
        bodyRemaining -= sum.take(in, bodyRemaining);
        if (bodyRemaining == 0) {
            stage = Stage.COMPLETE;
        }
    }

    /**
     * Says that the peer has closed the connection. That completes a body delimited by it and changes nothing about a
     * response already complete.
     *
     * @throws TruncatedResponseException if the response needed more bytes, its first included
     * @throws ResponseException only as that
     * @throws IllegalStateException after an exception without {@link #reset}
     */
    public void endOfInput() throws ResponseException {
        requireNotFailed();
        if (stage == Stage.BODY_UNTIL_CLOSE) {
            stage = Stage.COMPLETE;
        } else if (stage != Stage.COMPLETE) {
            String got = truncation();
            stage = Stage.FAILED;
            throw new TruncatedResponseException("response: expected its end, got the end of the connection " + got);
        }
    }

    private String truncation() {
        if (!started) {
            return "before its first byte";
        }
        return stage == Stage.HEADER ? "within its header" : "after " + sum.bytes() + " bytes of its body";
    }

    private void requireNotFailed() {
        if (stage == Stage.FAILED) {
            throw new IllegalStateException(
                    "response parser: expected reset() after a failed response, got more input");
        }
    }

    /**
     * Whether the whole response was read.
     *
     * @return true from then until {@link #reset}
     */
    public boolean isComplete() {
        return stage == Stage.COMPLETE;
    }

    /**
     * Whether at least one byte of this response was read, interim responses included.
     *
     * @return true from then until {@link #reset}
     */
    public boolean hasStarted() {
        return started;
    }

    /**
     * The status code of the final response, once complete.
     *
     * @return 200 to 999
     */
    public int status() {
        return head.status();
    }

    /**
     * How much of the body was read.
     *
     * @return bytes without framing; the body's length once complete
     */
    public long bodyBytes() {
        return sum.bytes();
    }

    /**
     * Checksum of what was read of the body.
     *
     * @return its CRC-32C (RFC 3720, appendix B.4), 0 if it is empty
     */
    public int bodyCrc32c() {
        return sum.crc32c();
    }

    /**
     * Whether the connection may carry another request: the response is complete, was not delimited by the end of the
     * connection, and its version and Connection field allow it (RFC 9112, section 9.3).
     *
     * @return false also when the response is not complete
     */
    public boolean isReusable() {
        return stage == Stage.COMPLETE && !closeDelimited && head.framing().isPersistent();
    }
}
