package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import java.util.zip.CRC32C;

/**
 * What must become of a fetch; a body is computed here from the published pattern and not taken from the server's word.
 *
 * @param outcome how it must end
 * @param status the status asked for
 * @param bodyBytes the size asked for
 * @param bodyCrc32c checksum of a body whose byte i is {@code 32 + i % 95}
 * @param cancelled whether it may be cancelled before it ends
 */
record ExpectedResponse(Outcome outcome, int status, long bodyBytes, int bodyCrc32c, boolean cancelled) {
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
        return new ExpectedResponse(Outcome.OK, 200, size, (int) crc.getValue(), false);
    }

    /** {@return the same body under another outcome and status} */
    ExpectedResponse as(Outcome other, int otherStatus) {
        return new ExpectedResponse(other, otherStatus, bodyBytes, bodyCrc32c, cancelled);
    }

    /** {@return the same of a fetch that may be cancelled} */
    ExpectedResponse orCancelled() {
        return new ExpectedResponse(outcome, status, bodyBytes, bodyCrc32c, true);
    }

    boolean allows(Outcome other) {
        return other == outcome || cancelled && other == Outcome.CANCELLED;
    }

    /** {@return whether a fetch that ended OK brought what was asked for} */
    boolean matches(FetchResult result) {
        return result.status() == status && result.bodyBytes() == bodyBytes && result.bodyCrc32c() == bodyCrc32c;
    }
}
