package io.fetchbench.harness.control;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * What the mock server would answer, from its documented URL and body pattern.
 *
 * @param status the status asked for, or 200
 * @param bodyBytes the size asked for
 * @param bodyCrc32c checksum of a body whose byte i is {@code 32 + i % 95}
 */
record NoOpAnswer(int status, long bodyBytes, int bodyCrc32c) {
    private static final Pattern TARGET = Pattern
            .compile("/bytes/([0-9]{1,18})(?:\\?(?:.*&)?status=([0-9]{3})(?:&.*)?|\\?.*)?");
    private static final int PERIOD = 95;

    /**
     * The answer to a target.
     *
     * @throws IllegalArgumentException if it isn't {@code /bytes/} and a size
     */
    static NoOpAnswer to(String target) {
        Matcher matcher = TARGET.matcher(target);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no-op: expected a target /bytes/ and a size, got \"" + target + "\"");
        }
        long size = Long.parseLong(matcher.group(1));
        return new NoOpAnswer(matcher.group(2) == null ? 200 : Integer.parseInt(matcher.group(2)), size, crc32c(size));
    }

    private static int crc32c(long size) {
        byte[] block = new byte[PERIOD * 700];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (' ' + i % PERIOD);
        }
        var crc = new CRC32C();
        for (long left = size; left > 0; left -= block.length) {
            crc.update(block, 0, (int) Math.min(left, block.length));
        }
        return (int) crc.getValue();
    }
}
