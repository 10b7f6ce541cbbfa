package io.fetchbench.mockserver;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as a URL writes them. */
final class Quantities {
    static final long MAX_BODY_BYTES = 1L << 30;
    static final long MAX_DELAY_NANOS = TimeUnit.HOURS.toNanos(1);

    private static final Pattern SIZE = Pattern.compile("(\\d{1,10})(KiB|MiB)?");
    private static final Pattern DELAY = Pattern.compile("(\\d{1,13}(?:\\.\\d{1,9})?)(ns|us|ms|s)");
    private static final Pattern STATUS = Pattern.compile("[2-5]\\d\\d");

    private Quantities() {}

    /** A number of bytes, 0 to {@link #MAX_BODY_BYTES}. */
    static long parseSize(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (matcher.matches()) {
            long bytes = Long.parseLong(matcher.group(1)) << shift(matcher.group(2));
            if (bytes <= MAX_BODY_BYTES) {
                return bytes;
            }
        }
        throw new BadTargetException("size", "0 to 1073741824 bytes such as 83, 64KiB or 1MiB", text);
    }

    private static int shift(String unit) {
        return switch (unit) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case null, default -> 0;
        };
    }

    /** A time in nanoseconds, rounded up, 0 to {@link #MAX_DELAY_NANOS}. */
    static long parseDelayNanos(String key, String text) {
        Matcher matcher = DELAY.matcher(text);
        if (matcher.matches()) {
            BigDecimal nanos = new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(unitNanos(matcher.group(2))))
                    .setScale(0, RoundingMode.CEILING);
            if (nanos.compareTo(BigDecimal.valueOf(MAX_DELAY_NANOS)) <= 0) {
                return nanos.longValueExact();
            }
        }
        throw new BadTargetException(key, "a number with ns, us, ms or s and at most 1 hour, such as 53.2ms", text);
    }

    private static long unitNanos(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us" -> TimeUnit.MICROSECONDS.toNanos(1);
            case "ms" -> TimeUnit.MILLISECONDS.toNanos(1);
            default -> TimeUnit.SECONDS.toNanos(1);
        };
    }

    /** Whole seconds, 0 to 3600, written as {@code 2s}; -1 for null. */
    static long parseSeconds(String key, String text) {
        if (text == null) {
            return -1;
        }
        if (!text.matches("\\d{1,4}s") || Integer.parseInt(text.substring(0, text.length() - 1)) > 3600) {
            throw new BadTargetException(key, "whole seconds up to 3600s, such as 2s", text);
        }
        return Long.parseLong(text.substring(0, text.length() - 1));
    }

    static int parseStatus(String text) {
        if (STATUS.matcher(text).matches()) {
            return Integer.parseInt(text);
        }
        throw new BadTargetException("status", "200 to 599", text);
    }
}
