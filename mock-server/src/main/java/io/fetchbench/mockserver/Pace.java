package io.fetchbench.mockserver;

import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a response is spread over time. */
sealed interface Pace {
    /** As fast as the client takes it. */
    Pace AT_ONCE = new AtOnce();

    /**
     * Where a piece ends, after which there is a pause.
     *
     * @param piece its number, from 0
     * @param totalBytes of the response
     * @return its end, from the response's first byte
     */
    long endOfPiece(long piece, long totalBytes);

    /** {@return the pause between pieces} */
    long gapNanos();

    /** No pause. */
    record AtOnce() implements Pace {
        @Override
        public long endOfPiece(long piece, long totalBytes) {
            return totalBytes;
        }

        @Override
        public long gapNanos() {
            return 0;
        }
    }

    /**
     * So many equal pieces, but for a byte; of fewer bytes as many as there are.
     *
     * @param pieces 1 or more
     * @param gapNanos between one and the next
     */
    record Dribble(int pieces, long gapNanos) implements Pace {
        private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,5})x(.+)");

        static Dribble parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new BadTargetException("dribble", "pieces and the pause between them, such as 4x10ms", text);
            }
            return new Dribble(Integer.parseInt(matcher.group(1)),
                    Quantities.parseDelayNanos("dribble's pause", matcher.group(2)));
        }

        @Override
        public long endOfPiece(long piece, long totalBytes) {
            return totalBytes * (piece + 1) / Math.clamp(totalBytes, 1, pieces);
        }
    }

    /**
     * So many bytes a second, in steps.
     *
     * @param bytesPerSecond 1 or more
     */
    record Rate(long bytesPerSecond) implements Pace {
        private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,9})(B|kB|KiB|MB|MiB)ps");
        private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
        private static final long STEPS_PER_SECOND = TimeUnit.SECONDS.toNanos(1) / STEP_NANOS;

        static Rate parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new BadTargetException("rate",
                        "bytes a second with Bps, kBps, KiBps, MBps or MiBps, such as 1MBps",
                        text);
            }
            return new Rate(Long.parseLong(matcher.group(1)) * switch (matcher.group(2)) {
                case "kB" -> 1_000;
                case "KiB" -> 1 << 10;
                case "MB" -> 1_000_000;
                case "MiB" -> 1 << 20;
                default -> 1;
            });
        }

        @Override
        public long endOfPiece(long piece, long totalBytes) {
            return (piece + 1) * bytesPerStep();
        }

        @Override
        public long gapNanos() {
            return TimeUnit.SECONDS.toNanos(bytesPerStep()) / bytesPerSecond;
        }

        /** Below a byte a step the steps get longer instead. */
        private long bytesPerStep() {
            return Math.max(1, bytesPerSecond / STEPS_PER_SECOND);
        }
    }
}
