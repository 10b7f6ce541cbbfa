package io.fetchbench.mockserver;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** What a response carries. */
sealed interface Body {
    long length();

    int crc32c(BodyPattern pattern);

    /** Its first bytes; for a text, all of them. */
    byte[] copy(BodyPattern pattern, int length);

    /** So many bytes of the {@linkplain BodyPattern pattern}. */
    record Pattern(long length) implements Body {
        @Override
        public int crc32c(BodyPattern pattern) {
            return pattern.crc32c(length);
        }

        @Override
        public byte[] copy(BodyPattern pattern, int bytes) {
            return pattern.copy(bytes);
        }
    }

    /** A message, or a report as JSON; of ASCII characters. */
    record Text(String text) implements Body {
        boolean isJson() {
            return text.startsWith("{");
        }

        @Override
        public long length() {
            return text.length();
        }

        @Override
        public int crc32c(BodyPattern pattern) {
            CRC32C crc = new CRC32C();
            crc.update(text.getBytes(StandardCharsets.US_ASCII));
            return (int) crc.getValue();
        }

        @Override
        public byte[] copy(BodyPattern pattern, int bytes) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
