package io.fetchbench.http1;

import java.util.stream.Stream;

/** A well-formed response and what is to be read from it. */
record Sample(String name, String text, int status, String body, boolean reusable, boolean endsWithConnection) {

    static Stream<Sample> all() {
        return Stream.of(
                keptAlive("plain", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello"),
                keptAlive("many fields",
                        "HTTP/1.1 200 OK\r\nServer: x/1.0 (a \"b\")\r\nX-Body-Crc32c: 0123abcd\r\nDate:Tue\r\nX-Empty:\r\n"
                                + "content-LENGTH: \t5 \t\r\n!#$%&'*+-.^_`|~09: \tv\tv\t \r\nConnection: keep-alive\r\n\r\nhello",
                        200, "hello"),
                keptAlive("obs-text in reason and value",
                        "HTTP/1.1 404 Fehlt\u00e4\u00ff\r\nX: \u0080\u00fe\r\nContent-Length: 1\r\n\r\n\r", 404, "\r"),
                keptAlive("no reason", "HTTP/1.1 503 \r\nContent-Length: 0\r\n\r\n", 503, ""),
                keptAlive("no reason and no space", "HTTP/1.1 503\r\nContent-Length: 0\r\n\r\n", 503, ""),
                keptAlive("later minor version", "HTTP/1.9 299 x\r\nContent-Length: 0\r\n\r\n", 299, ""),
                keptAlive("highest status", "HTTP/1.1 999 x\r\nContent-Length: 0\r\n\r\n", 999, ""),
                keptAlive("leading zeros", "HTTP/1.1 200 OK\r\nContent-Length: 0002\r\n\r\nab", 200, "ab"),
                keptAlive("repeated equal lengths",
                        "HTTP/1.1 200 OK\r\nContent-Length: 2, 02\r\nContent-Length: 2\r\n\r\nab", 200, "ab"),
                keptAlive("chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "5\r\nhello\r\n1\r\n\r\r\n00B\r\n, you world\r\n0\r\n\r\n", 200, "hello\r, you world"),
                keptAlive("chunk extensions and trailers",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: CHUNKED \r\n\r\n"
                                + "2;a=b\r\nab\r\n0000000000000001 \t;x=\"y;z\"\r\nc\r\n"
                                + "0;last\r\nX-Sum: 7\r\nContent-Length: 9\r\n\r\n",
                        200, "abc"),
                keptAlive("no chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, ""),
                keptAlive("interim responses", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n"
                        + "Content-Length: 7\r\nConnection: close\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
                        200, "x"),
                keptAlive("204 with a length", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n", 204, ""),
                keptAlive("204 with bad framing",
                        "HTTP/1.1 204 No Content\r\nContent-Length: x\r\nTransfer-Encoding: gzip\r\n\r\n", 204, ""),
                keptAlive("304 with chunks", "HTTP/1.1 304 x\r\nTransfer-Encoding: chunked\r\n\r\n", 304, ""),
                keptAlive("HTTP/1.0 kept alive",
                        "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\nx", 200, "x"),
                keptAlive("other connection options",
                        "HTTP/1.1 200 OK\r\nConnection: closed, , upgrade ,keep\r\nContent-Length: 1\r\n\r\nx", 200,
                        "x"),
                closed("close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx", "x"),
                closed("close in a list",
                        "HTTP/1.1 200 OK\r\nConnection: foo,\tClOsE\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx",
                        "x"),
                closed("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", "x"),
                closed("HTTP/1.0 that says both",
                        "HTTP/1.0 200 OK\r\nConnection: keep-alive, close\r\nContent-Length: 1\r\n\r\nx", "x"),
                untilClose("until close", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello\r\n", "hello\r\n"),
                untilClose("until close, unannounced", "HTTP/1.1 200 OK\r\n\r\nhello", "hello"),
                untilClose("until close, empty", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n", ""));
    }

    private static Sample keptAlive(String name, String text, int status, String body) {
        return new Sample(name, text, status, body, true, false);
    }

    private static Sample closed(String name, String text, String body) {
        return new Sample(name, text, 200, body, false, false);
    }

    private static Sample untilClose(String name, String text, String body) {
        return new Sample(name, text, 200, body, false, true);
    }

    byte[] bytes() {
        return Feed.bytes(text);
    }

    /** Where the body begins. */
    int headerLength() {
        int interims = text.lastIndexOf("HTTP/1.");
        return text.indexOf("\r\n\r\n", interims) + 4;
    }

    @Override
    public String toString() {
        return name;
    }
}
