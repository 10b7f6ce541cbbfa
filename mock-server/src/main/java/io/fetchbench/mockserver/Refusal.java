package io.fetchbench.mockserver;

/** Why a request is not even looked at; the connection closes after the answer. */
enum Refusal {
    REQUEST_LINE(400, "request line: expected \"GET /target HTTP/1.1\" and CR LF, got something else"), VERSION(400,
            "version: expected HTTP/1.1 or HTTP/1.0, got another one"), HEADER_FIELD(400,
                    "header: expected lines of \"Name: value\" and CR LF, got something else"), HOST(400,
                            "Host: expected this header field in a request of HTTP/1.1, got none"), BODY(400,
                                    "request body: expected none, got Content-Length or Transfer-Encoding"), METHOD(405,
                                            "method: expected GET, got another one"), HEAD_METHOD(405,
                                                    ""), REQUEST_LINE_TOO_LONG(414,
                                                            "request line: expected a shorter one, got more than this server's limit"), HEADER_TOO_LARGE(
                                                                    431,
                                                                    "header: expected less, got more bytes than this server's limit"), REQUEST_TIMEOUT(
                                                                            408,
                                                                            "request: expected its end sooner, got only a part of it within this server's limit");

    private final ResponseSpec response;

    Refusal(int status, String sentence) {
        response = sentence.isEmpty()
                ? new ResponseSpec(status, Framing.LENGTH, new Body.Pattern(0))
                : ResponseSpec.text(status, sentence);
    }

    ResponseSpec response() {
        return response;
    }
}
