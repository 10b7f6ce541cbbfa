package io.fetchbench.harness.control;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads one response after another: status, length and checksum of the body, however framed. Must not be changed, see
 * {@link ControlProvider}.
 */
final class ControlResponse {
    /** The body announced is longer than allowed. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1;

        TooLargeException(String message) {
            super(message);
        }
    }

    private static final String CONTENT_LENGTH = "content-length:";
    private static final String CONNECTION = "connection:";
    private static final String TRANSFER_ENCODING = "transfer-encoding:";

    private final int maxHeaderBytes;
    private final long maxBodyBytes;
    private final CRC32C crc = new CRC32C();
    private byte[] header = new byte[512];
    private int headerBytes;
    private int interimBytes;
    private int trailerBytes;
    private final StringBuilder line = new StringBuilder();
    private boolean inBody;
    private boolean chunked;
    private boolean untilClose;
    private boolean chunkEndDue;
    private boolean inTrailer;
    private boolean ended;
    private long announcedBytes;
    private long dataLeft;
    int status;
    long bodyBytes;
    boolean reusable;

    ControlResponse(int maxHeaderBytes, long maxBodyBytes) {
        this.maxHeaderBytes = maxHeaderBytes;
        this.maxBodyBytes = maxBodyBytes;
    }

    void reset() {
        crc.reset();
        line.setLength(0);
        headerBytes = 0;
        interimBytes = 0;
        trailerBytes = 0;
        bodyBytes = 0;
        inBody = false;
        chunked = false;
        untilClose = false;
        chunkEndDue = false;
        inTrailer = false;
        ended = false;
    }

    boolean hasStarted() {
        return headerBytes > 0;
    }

    int crc32c() {
        return (int) crc.getValue();
    }

    /** Takes {@code length} bytes; true once the response is complete. Bytes beyond its end make it not reusable. */
    boolean take(byte[] in, int length) throws ProtocolException, TooLargeException {
        int at = inBody ? 0 : takeHeader(in, length);
        while (inBody && !ended && at < length) {
            at = dataLeft > 0 ? takeData(in, at, length) : takeLineByte((char) (in[at] & 0xff), at);
        }
        reusable &= at == length;
        return ended;
    }

    /** True if the end of the connection is the end of the response. */
    boolean endsHere() {
        return inBody && untilClose;
    }

    private int takeData(byte[] in, int at, int length) throws TooLargeException {
        int data = (int) Math.min(dataLeft, length - at);
        crc.update(in, at, data);
        dataLeft -= data;
        bodyBytes += data;
        requireAllowed(bodyBytes);
        ended = dataLeft == 0 && !chunked;
        return at + data;
    }

    private void requireAllowed(long bytes) throws TooLargeException {
        if (bytes > maxBodyBytes) {
            throw new TooLargeException("body: expected at most " + maxBodyBytes + " bytes, got more");
        }
    }

    private int takeLineByte(char c, int at) throws ProtocolException, TooLargeException {
        line.append(c);
        if (line.length() > maxHeaderBytes) {
            throw new ProtocolException("chunk: expected a line of at most " + maxHeaderBytes + " bytes, got more");
        }
        if (c == '\n') {
            takeLine(line.toString());
            line.setLength(0);
        }
        return at + 1;
    }

    private void takeLine(String text) throws ProtocolException, TooLargeException {
        if (!text.endsWith("\r\n") || (chunkEndDue && text.length() != 2)) {
            throw new ProtocolException("chunk: expected CR LF at its end, got something else");
        }
        if (inTrailer) {
            trailerBytes += text.length();
            if (trailerBytes > maxHeaderBytes) {
                throw new ProtocolException("trailers: expected at most " + maxHeaderBytes + " bytes, got more");
            }
            ended = text.length() == 2;
        } else if (chunkEndDue) {
            chunkEndDue = false;
        } else {
            dataLeft = chunkSize(text);
            requireAllowed(bodyBytes + dataLeft);
            chunkEndDue = dataLeft > 0;
            inTrailer = dataLeft == 0;
        }
    }

    private static long chunkSize(String text) throws ProtocolException {
        int semicolon = text.indexOf(';');
        String digits = text.substring(0, semicolon < 0 ? text.length() - 2 : semicolon).stripTrailing();
        if (digits.isEmpty() || digits.length() > 15 || !digits.chars().allMatch(c -> isHexDigit((char) c))) {
            throw new ProtocolException("chunk: expected a size in hexadecimal digits, got \"" + digits + "\"");
        }
        return Long.parseLong(digits, 16);
    }

    private static boolean isHexDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private int takeHeader(byte[] in, int length) throws ProtocolException, TooLargeException {
        for (int i = 0; i < length; i++) {
            if (headerBytes == maxHeaderBytes) {
                throw new ProtocolException("response header: expected at most " + maxHeaderBytes + " bytes, got more");
            }
            if (headerBytes == header.length) {
                header = Arrays.copyOf(header, 2 * headerBytes);
            }
            header[headerBytes++] = in[i];
            if (in[i] == '\n' && endsWithEmptyLine()) {
                String text = new String(header, interimBytes, headerBytes - interimBytes, StandardCharsets.ISO_8859_1);
                if (!isInterim(text)) {
                    readHeader(text);
                    return i + 1;
                }
                interimBytes = headerBytes;
            }
        }
        return length;
    }

    private boolean endsWithEmptyLine() {
        return headerBytes >= 4 && header[headerBytes - 2] == '\r' && header[headerBytes - 3] == '\n'
                && header[headerBytes - 4] == '\r';
    }

    /** Interim responses are skipped; they count towards the header's limit, so that an endless row of them ends. */
    private static boolean isInterim(String text) {
        return text.startsWith("HTTP/1.1 1") && areDigits(text, 9, 12);
    }

    private void readHeader(String text) throws ProtocolException, TooLargeException {
        readStatusLine(text);
        announcedBytes = -1;
        for (int at = text.indexOf("\r\n") + 2; at < text.length() - 2;) {
            int end = text.indexOf("\r\n", at);
            readField(text, at, end);
            at = end + 2;
        }
        if (chunked && announcedBytes >= 0) {
            throw new ProtocolException("response: expected chunks or a Content-Length, got both");
        }
        boolean bodiless = status == 204 || status == 304;
        untilClose = !bodiless && !chunked && announcedBytes < 0;
        dataLeft = bodiless || chunked ? 0 : untilClose ? Long.MAX_VALUE : announcedBytes;
        reusable &= !untilClose;
        ended = bodiless || (!chunked && dataLeft == 0);
        requireAllowed(untilClose ? 0 : dataLeft);
        inBody = true;
    }

    private void readStatusLine(String text) throws ProtocolException {
        boolean known = text.startsWith("HTTP/1.1 ") || text.startsWith("HTTP/1.0 ");
        if (!known || text.charAt(9) < '2' || text.charAt(9) > '5' || !areDigits(text, 9, 12)
                || (text.charAt(12) != ' ' && text.charAt(12) != '\r')) {
            throw new ProtocolException("status line: expected HTTP/1.1 and a final status, got \""
                    + text.substring(0, text.indexOf("\r\n")) + "\"");
        }
        status = Integer.parseInt(text, 9, 12, 10);
        reusable = text.charAt(7) == '1';
    }

    private void readField(String text, int from, int to) throws ProtocolException {
        if (startsWith(text, from, CONTENT_LENGTH)) {
            String value = text.substring(from + CONTENT_LENGTH.length(), to).strip();
            if (announcedBytes >= 0 || value.isEmpty() || value.length() > 18 || !areDigits(value, 0, value.length())) {
                throw new ProtocolException("Content-Length: expected one number, got \"" + value + "\"");
            }
            announcedBytes = Long.parseLong(value);
        } else if (startsWith(text, from, CONNECTION)) {
            reusable &= !text.substring(from + CONNECTION.length(), to).strip().equalsIgnoreCase("close");
        } else if (startsWith(text, from, TRANSFER_ENCODING)) {
            String value = text.substring(from + TRANSFER_ENCODING.length(), to).strip();
            if (chunked || !value.equalsIgnoreCase("chunked")) {
                throw new ProtocolException("Transfer-Encoding: expected chunked, got \"" + value + "\"");
            }
            chunked = true;
        }
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (i >= text.length() || text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(String text, int at, String name) {
        return text.regionMatches(true, at, name, 0, name.length());
    }
}
