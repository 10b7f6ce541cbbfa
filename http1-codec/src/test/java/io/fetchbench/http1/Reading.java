package io.fetchbench.http1;

/**
 * What a reader made of the bytes on a connection that then ended.
 *
 * @param end how it went
 * @param status of the final response, 0 unless complete
 * @param bodyBytes its length, 0 unless complete
 * @param bodyCrc32c its checksum, 0 unless complete
 * @param reason why it was refused, empty if it was not
 */
record Reading(End end, int status, long bodyBytes, int bodyCrc32c, String reason) {
    enum End {
        COMPLETE, TRUNCATED, REFUSED
    }

    static Reading complete(int status, long bodyBytes, int bodyCrc32c) {
        return new Reading(End.COMPLETE, status, bodyBytes, bodyCrc32c, "");
    }

    static Reading truncated() {
        return new Reading(End.TRUNCATED, 0, 0, 0, "");
    }

    static Reading refused(String reason) {
        return new Reading(End.REFUSED, 0, 0, 0, reason);
    }

    /** By our parser, from a buffer of this kind for each piece. */
    static Reading byParser(byte[] bytes, Memory memory, int... cuts) {
        ResponseParser parser = new ResponseParser(Feed.LIMITS);
        try {
            boolean complete = false;
            int from = 0;
            for (int i = 0; i <= cuts.length && !complete; i++) {
                int to = i < cuts.length ? cuts[i] : bytes.length;
                complete = parser.parse(memory.of(bytes, from, to));
                from = to;
            }
            parser.endOfInput();
            return complete(parser.status(), parser.bodyBytes(), parser.bodyCrc32c());
        } catch (TruncatedResponseException e) {
            return truncated();
        } catch (MalformedResponseException | BodyTooLargeException e) {
            return refused(e.getMessage());
        } catch (ResponseException e) {
            throw new AssertionError("no other exception is declared", e);
        }
    }
}
