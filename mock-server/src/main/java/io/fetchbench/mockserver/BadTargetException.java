package io.fetchbench.mockserver;

/** A URL that doesn't say what to do. Its message is the one sentence that the client gets. */
final class BadTargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_QUOTED_CHARS = 80;

    BadTargetException(String subject, String expected, String got) {
        super(sentence(subject, expected, got), null, false, false);
    }

    private static String sentence(String subject, String expected, String got) {
        String quoted = got.length() <= MAX_QUOTED_CHARS ? got : got.substring(0, MAX_QUOTED_CHARS) + "...";
        return subject + ": expected " + expected + ", got \"" + quoted + "\"";
    }
}
