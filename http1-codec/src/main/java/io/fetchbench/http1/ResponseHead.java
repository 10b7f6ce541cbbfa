package io.fetchbench.http1;

/**
 * Status line and fields up to the empty line. Interim responses (RFC 9110, section 15.2) are read and skipped; 101 is
 * refused, because no request asked for another protocol.
 */
final class ResponseHead {
    private final LineReader lines;
    private final FieldLines fieldLines;
    private final FramingFields framing = new FramingFields();
    private final int maxBytes;
    private boolean statusLineRead;
    private int status;

    ResponseHead(LineReader lines, ResponseLimits limits) {
        this.lines = lines;
        maxBytes = limits.maxHeaderBytes();
        fieldLines = new FieldLines(limits.maxHeaders());
    }

    void reset() {
        lines.startSection("response header", maxBytes);
        fieldLines.reset();
        statusLineRead = false;
        status = 0;
    }

    /** Takes the lines loaded; true once the empty line after a final response's fields was read. */
    boolean parse() throws MalformedResponseException {
        while (lines.next()) {
            if (!statusLineRead) {
                statusLine(lines.bytes, lines.from, lines.to);
            } else if (lines.from < lines.to) {
                int nameEnd = fieldLines.nameEnd(lines.bytes, lines.from, lines.to);
                framing.field(lines.bytes, lines.from, nameEnd, lines.to);
            } else if (isInterim()) {
                statusLineRead = false;
            } else {
                framing.finish();
                return true;
            }
        }
        return false;
    }

    private void statusLine(byte[] bytes, int from, int to) throws MalformedResponseException {
        status = StatusLine.status(bytes, from, to);
        if (status == 101) {
            throw new MalformedResponseException("status line: expected no switch of protocols, got status 101");
        }
        framing.start(StatusLine.isHttp10(bytes, from), isInterim() || status == 204 || status == 304);
        statusLineRead = true;
    }

    private boolean isInterim() {
        return status < 200;
    }

    int status() {
        return status;
    }

    FramingFields framing() {
        return framing;
    }
}
