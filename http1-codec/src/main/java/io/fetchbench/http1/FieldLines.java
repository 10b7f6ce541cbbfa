package io.fetchbench.http1;

/**
 * Counts the field lines of a section and checks their names (RFC 9112, section 5). Values need no check here:
 * {@link LineReader} let no control character through, and every other octet may stand in a value.
 *
 * <p>A line that starts with a blank is refused, as {@code obs-fold} (section 5.2) as well as right after the status
 * line (section 2.2), and so is a blank before the colon (section 5.1), which could pass for another field's name.
 */
final class FieldLines {
    private final int maxLines;
    private int lines;

    FieldLines(int maxLines) {
        this.maxLines = maxLines;
    }

    /** Starts a section. */
    void reset() {
        lines = 0;
    }

    /** Checks one line that is not empty and returns where its name ends, at the colon. */
    int nameEnd(byte[] bytes, int from, int to) throws MalformedResponseException {
        if (++lines > maxLines) {
            throw new MalformedResponseException("field lines: expected at most " + maxLines + ", got more");
        }
        int i = from;
        while (i < to && Octets.isTokenOctet(bytes[i])) {
            i++;
        }
        if (i == from || i == to || bytes[i] != ':') {
            throw badName(bytes, from, i, to);
        }
        return i;
    }

    private static MalformedResponseException badName(byte[] bytes, int from, int nameEnd, int to) {
        String reason;
        if (nameEnd == to) {
            reason = "a colon after the name";
        } else if (nameEnd == from) {
            reason = bytes[from] == ':' ? "a name before the colon"
                    : Octets.isBlank(bytes[from]) ? "no obsolete line folding" : "a name";
        } else {
            reason = Octets.isBlank(bytes[nameEnd]) ? "no whitespace before the colon" : "a name of token characters";
        }
        return new MalformedResponseException(
                "field line: expected " + reason + ", got " + Octets.quote(bytes, from, to));
    }
}
