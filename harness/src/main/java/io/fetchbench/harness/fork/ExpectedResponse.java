package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchResult;
import java.util.zip.CRC32C;

/**
 * What the server must have answered, computed here from the published pattern and not taken from its word.
 *
 * @param status the status asked for
 * @param bodyBytes the size asked for
 * @param bodyCrc32c checksum of a body whose byte i is {@code 32 + i % 95}
 */
record ExpectedResponse(int status, long bodyBytes, int bodyCrc32c) {
    private static final int PERIOD = 95;
    private static final int FIRST_BYTE = 32;

    /**
     * The answer to {@code /bytes/{size}}.
     *
     * @param size bytes asked for
     * @return with status 200
     */
    static ExpectedResponse ofSize(long size) {
        byte[] block = new byte[PERIOD * 700];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (FIRST_BYTE + i % PERIOD);
        }
        var crc = new CRC32C();
        for (long left = size; left > 0; left -= block.length) {
            crc.update(block, 0, (int) Math.min(left, block.length));
        }
        return new ExpectedResponse(200, size, (int) crc.getValue());
    }

    boolean matches(FetchResult result) {
        return result.status() == status && result.bodyBytes() == bodyBytes && result.bodyCrc32c() == bodyCrc32c;
    }
}
