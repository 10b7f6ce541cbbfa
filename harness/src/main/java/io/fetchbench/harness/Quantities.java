package io.fetchbench.harness;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: {@code 53.2ms}, {@code 64KiB}. The same in YAML and on the command line. */
public final class Quantities {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([A-Za-zµ]*)");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?%");
    private static final Map<String, Long> NANOS_PER_UNIT = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L, "ms",
            1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "min", 60_000_000_000L, "h", 3_600_000_000_000L);
    private static final Map<String, Long> BYTES_PER_UNIT = Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20,
            "GiB", 1L << 30, "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L);

    private Quantities() {}

    /**
     * Reads a duration.
     *
     * @param text a decimal number and one of ns, us, ms, s, m, h; or 0
     * @return the duration, exact to the nanosecond
     * @throws IllegalArgumentException saying what is allowed
     */
    public static Duration duration(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(read(text, NANOS_PER_UNIT, "a duration such as 50ms, 2s or 300us"));
    }

    /**
     * Reads a size.
     *
     * @param text a number, optionally with B, KiB, MiB, GiB, kB, MB or GB
     * @return bytes
     * @throws IllegalArgumentException saying what is allowed
     */
    public static long bytes(String text) {
        return read(text, BYTES_PER_UNIT, "a size such as 83, 64KiB or 1MiB");
    }

    /**
     * Reads a share.
     *
     * @param text a percentage from 0% to 100%, such as 5% or 0.5%
     * @return the fraction
     * @throws IllegalArgumentException saying what is allowed
     */
    public static double share(String text) {
        Matcher matcher = PERCENT.matcher(text.strip());
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) > 100) {
            throw new IllegalArgumentException("expected a percentage from 0% to 100%, got \"" + text + "\"");
        }
        return new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue();
    }

    /**
     * Writes a share.
     *
     * @param share a fraction
     * @return the percentage that {@link #share} reads back
     */
    public static String formatShare(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    private static long read(String text, Map<String, Long> perUnit, String expected) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        if (!matcher.matches() || !perUnit.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException("expected " + expected + ", got \"" + text + "\"");
        }
        try {
            return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(perUnit.get(matcher.group(2))))
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("expected " + expected
                    + " that comes to a whole number of its smallest unit, got \"" + text + "\"", e);
        }
    }

    /**
     * Writes a duration in the largest unit that keeps it a short number.
     *
     * @param duration any duration
     * @return text that {@link #duration} reads back
     */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        for (String unit : new String[]{"s", "ms", "us"}) {
            long perUnit = NANOS_PER_UNIT.get(unit);
            if (nanos >= perUnit) {
                return BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(perUnit)).stripTrailingZeros()
                        .toPlainString() + unit;
            }
        }
        return nanos == 0 ? "0" : nanos + "ns";
    }
}
