package io.fetchbench.mockserver;

/**
 * Finds the requests in what a client sent (RFC 9112). Looks only at what this server acts on: the request line, and of
 * the header Connection, Content-Length, Transfer-Encoding and Host. Keeps nothing between calls but what it says about
 * the last request, so one serves all connections of an event loop.
 */
final class RequestDecoder {
    enum Result {
        /** Its end has not arrived; try again with more. */
        INCOMPLETE,
        /** One request, up to {@link #end()}. */
        REQUEST,
        /** Not a request that can be answered; see {@link #refusal()}. */
        REFUSED
    }

    private final int maxRequestLineBytes;
    private final int maxHeaderBytes;

    private int targetFrom;
    private int targetTo;
    private int end;
    private boolean http10;
    private boolean close;
    private boolean host;
    private Refusal refusal;

    RequestDecoder(int maxRequestLineBytes, int maxHeaderBytes) {
        this.maxRequestLineBytes = maxRequestLineBytes;
        this.maxHeaderBytes = maxHeaderBytes;
    }

    int targetFrom() {
        return targetFrom;
    }

    int targetTo() {
        return targetTo;
    }

    /** Index after the request. */
    int end() {
        return end;
    }

    Persistence persistence() {
        if (http10) {
            return Persistence.HTTP_1_0;
        }
        return close ? Persistence.CLOSE : Persistence.KEEP_ALIVE;
    }

    Refusal refusal() {
        return refusal;
    }

    /** Reads one request from {@code bytes[from..to)}. */
    Result decode(byte[] bytes, int from, int to) {
        int start = skipEmptyLines(bytes, from, to);
        if (start == to) {
            return Result.INCOMPLETE;
        }
        if (!Ascii.isToken(bytes[start])) {
            return refuse(Refusal.REQUEST_LINE);
        }
        int newline = Ascii.indexOfNewline(bytes, start, Math.min(to, start + maxRequestLineBytes));
        if (newline < 0) {
            return to - start < maxRequestLineBytes ? Result.INCOMPLETE : refuse(Refusal.REQUEST_LINE_TOO_LONG);
        }
        refusal = requestLine(bytes, start, newline);
        return refusal == null ? header(bytes, newline + 1, to) : Result.REFUSED;
    }

    private Result refuse(Refusal why) {
        refusal = why;
        return Result.REFUSED;
    }

    /** A client may send an empty line between requests (RFC 9112, section 2.2). */
    private static int skipEmptyLines(byte[] bytes, int from, int to) {
        int at = from;
        while (to - at >= 2 && bytes[at] == '\r' && bytes[at + 1] == '\n') {
            at += 2;
        }
        return to - at == 1 && bytes[at] == '\r' ? to : at;
    }

    private Refusal requestLine(byte[] bytes, int from, int newline) {
        int lineEnd = newline - 1;
        int methodEnd = Ascii.endOfToken(bytes, from, lineEnd);
        if (lineEnd <= from || bytes[lineEnd] != '\r' || bytes[methodEnd] != ' ') {
            return Refusal.REQUEST_LINE;
        }
        targetFrom = methodEnd + 1;
        targetTo = Ascii.endOfVisible(bytes, targetFrom, lineEnd);
        if (targetTo == targetFrom || bytes[targetTo] != ' ') {
            return Refusal.REQUEST_LINE;
        }
        if (!Ascii.equals("HTTP/1.1", bytes, targetTo + 1, lineEnd)) {
            if (!Ascii.equals("HTTP/1.0", bytes, targetTo + 1, lineEnd)) {
                return Refusal.VERSION;
            }
            http10 = true;
        } else {
            http10 = false;
        }
        return method(bytes, from, methodEnd);
    }

    private static Refusal method(byte[] bytes, int from, int to) {
        if (Ascii.equals("GET", bytes, from, to)) {
            return null;
        }
        return Ascii.equals("HEAD", bytes, from, to) ? Refusal.HEAD_METHOD : Refusal.METHOD;
    }

    private Result header(byte[] bytes, int from, int to) {
        close = false;
        host = false;
        int limit = Math.min(to, from + maxHeaderBytes);
        int line = from;
        while (true) {
            int newline = Ascii.indexOfNewline(bytes, line, limit);
            if (newline < 0) {
                return to - from < maxHeaderBytes ? Result.INCOMPLETE : refuse(Refusal.HEADER_TOO_LARGE);
            }
            if (bytes[newline - 1] != '\r') {
                return refuse(Refusal.HEADER_FIELD);
            }
            if (newline - 1 == line) {
                end = newline + 1;
                return host || http10 ? Result.REQUEST : refuse(Refusal.HOST);
            }
            refusal = field(bytes, line, newline - 1);
            if (refusal != null) {
                return Result.REFUSED;
            }
            line = newline + 1;
        }
    }

    private Refusal field(byte[] bytes, int from, int to) {
        int colon = Ascii.endOfToken(bytes, from, to);
        if (colon == from || colon == to || bytes[colon] != ':') {
            return Refusal.HEADER_FIELD;
        }
        // The length tells nearly all other fields apart at no cost.
        switch (colon - from) {
            case 4 -> host |= Ascii.equalsIgnoreCase("host", bytes, from, colon);
            case 10 -> close |= Ascii.equalsIgnoreCase("connection", bytes, from, colon)
                    && Ascii.listContains("close", bytes, colon + 1, to);
            case 14 -> {
                if (Ascii.equalsIgnoreCase("content-length", bytes, from, colon) && !isZero(bytes, colon + 1, to)) {
                    return Refusal.BODY;
                }
            }
            case 17 -> {
                if (Ascii.equalsIgnoreCase("transfer-encoding", bytes, from, colon)) {
                    return Refusal.BODY;
                }
            }
            default -> {
            }
        }
        return null;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        int first = Ascii.skipBlanks(bytes, from, to);
        return Ascii.equals("0", bytes, first, Ascii.trimEnd(bytes, first, to));
    }
}
