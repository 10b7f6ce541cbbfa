package io.fetchbench.mockserver;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes what comes before a body, and a short body with its framing. */
final class ResponseText {
    /** Up to here a body is written with its header, in one buffer that is kept. */
    static final int MAX_WHOLE_BODY_BYTES = 4 * 1024;

    static final String END_OF_CHUNKS = "0\r\n\r\n";

    private ResponseText() {}

    static boolean isWhole(ResponseSpec spec) {
        return spec.body() instanceof Body.Text || spec.body().length() <= MAX_WHOLE_BODY_BYTES;
    }

    /** The header, and the body too where {@link #isWhole}. */
    static byte[] render(ResponseSpec spec, Persistence persistence, BodyPattern pattern) {
        StringBuilder text = new StringBuilder(256 + MAX_WHOLE_BODY_BYTES);
        header(text, spec, persistence, pattern);
        if (isWhole(spec) && spec.mayHaveBody()) {
            body(text, spec, persistence, pattern);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The header alone. */
    static byte[] renderHeader(ResponseSpec spec, Persistence persistence, BodyPattern pattern) {
        StringBuilder text = new StringBuilder(256);
        header(text, spec, persistence, pattern);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void header(StringBuilder text, ResponseSpec spec, Persistence persistence, BodyPattern pattern) {
        text.append("HTTP/1.1 ").append(spec.status()).append(' ').append(reason(spec.status())).append("\r\n");
        if (spec.mayHaveBody()) {
            text.append("Content-Type: ").append(type(spec)).append("\r\n").append(lengthField(spec, persistence));
        }
        text.append("X-Body-Crc32c: ").append(HexFormat.of().toHexDigits(spec.body().crc32c(pattern))).append("\r\n");
        if (spec.status() == 405) {
            text.append("Allow: GET\r\n");
        }
        if (spec.retryAfterSeconds() >= 0) {
            text.append("Retry-After: ").append(spec.retryAfterSeconds()).append("\r\n");
        }
        if (persistence.closesAfter(spec.framing())) {
            text.append("Connection: close\r\n");
        }
        text.append("\r\n");
    }

    private static String type(ResponseSpec spec) {
        return spec.body() instanceof Body.Text text && text.isJson() ? "application/json" : "text/plain";
    }

    private static String lengthField(ResponseSpec spec, Persistence persistence) {
        return switch (persistence.framing(spec.framing())) {
            case LENGTH -> "Content-Length: " + spec.body().length() + "\r\n";
            case CHUNKED -> "Transfer-Encoding: chunked\r\n";
            case CLOSE -> "";
        };
    }

    private static void body(StringBuilder text, ResponseSpec spec, Persistence persistence, BodyPattern pattern) {
        int length = (int) spec.body().length();
        String content = new String(spec.body().copy(pattern, length), StandardCharsets.US_ASCII);
        if (persistence.framing(spec.framing()) != Framing.CHUNKED) {
            text.append(content);
            return;
        }
        if (length > 0) {
            text.append(Integer.toHexString(length)).append("\r\n").append(content).append("\r\n");
        }
        text.append(END_OF_CHUNKS);
    }

    /** RFC 9110, section 15; a status it doesn't name gets the name of its class. */
    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 414 -> "URI Too Long";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> reasonOfClass(status / 100);
        };
    }

    private static String reasonOfClass(int hundreds) {
        return switch (hundreds) {
            case 2 -> "Successful";
            case 3 -> "Redirection";
            case 4 -> "Client Error";
            default -> "Server Error";
        };
    }
}
