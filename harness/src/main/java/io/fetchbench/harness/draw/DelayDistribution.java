package io.fetchbench.harness.draw;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fetchbench.harness.Quantities;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How long the server waits before it answers, as a distribution. Written as text, the same in YAML, on the command line
 * and in every file; {@link DelayText} has the grammar. Immutable.
 */
public sealed interface DelayDistribution {
    /** No delay at all. */
    DelayDistribution NONE = new Constant(0);

    /**
     * The delay at a point of the unit interval: points spread evenly over it give delays spread as this distribution says.
     *
     * @param u 0 or more, less than 1
     * @return nanoseconds, 0 or more
     */
    long atNanos(double u);

    /** {@return the text that {@link #parse} reads back} */
    @JsonValue
    String text();

    /**
     * Reads a distribution.
     *
     * @param text such as {@code 50ms} or {@code lognormal(p50=40ms, p99=200ms)}
     * @return the distribution
     * @throws IllegalArgumentException saying what is allowed
     */
    @JsonCreator
    static DelayDistribution parse(String text) {
        return new DelayText(text).read();
    }

    /** {@return whether it never delays} */
    default boolean isNone() {
        return equals(NONE);
    }

    /** {@return the delay that half of the draws do not exceed, rounded to microseconds} */
    default Duration median() {
        return Duration.ofNanos(atNanos(0.5) / 1_000 * 1_000);
    }

    /**
     * The same for every fetch.
     *
     * @param nanos 0 or more
     */
    record Constant(long nanos) implements DelayDistribution {
        @Override
        public long atNanos(double u) {
            return nanos;
        }

        @Override
        public String text() {
            return DelayDistribution.text(nanos);
        }
    }

    /**
     * Anything between two delays, all equally likely.
     *
     * @param leastNanos 0 or more
     * @param mostNanos not less than that
     */
    record Uniform(long leastNanos, long mostNanos) implements DelayDistribution {
        @Override
        public long atNanos(double u) {
            return leastNanos + Math.round(u * (mostNanos - leastNanos));
        }

        @Override
        public String text() {
            return "uniform(" + DelayDistribution.text(leastNanos) + ", " + DelayDistribution.text(mostNanos) + ")";
        }
    }

    /**
     * The long-tailed shape that service times often have, given by two of its percentiles.
     *
     * @param p50Nanos its median, more than 0
     * @param p99Nanos its 99th percentile, more than the median
     */
    record LogNormal(long p50Nanos, long p99Nanos) implements DelayDistribution {
        private static final double Z_99 = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.99);
        /** Beyond this a single draw would dwarf the run; one in a million fetches is clipped to it. */
        private static final double LARGEST_U = 1 - 1e-6;

        @Override
        public long atNanos(double u) {
            double sigma = Math.log((double) p99Nanos / p50Nanos) / Z_99;
            var distribution = LogNormalDistribution.of(Math.log(p50Nanos), sigma);
            return Math.round(distribution.inverseCumulativeProbability(Math.min(u, LARGEST_U)));
        }

        @Override
        public String text() {
            return "lognormal(p50=" + DelayDistribution.text(p50Nanos) + ", p99=" + DelayDistribution.text(p99Nanos)
                    + ")";
        }
    }

    /**
     * One of several distributions, each with its share.
     *
     * @param parts at least one; their shares add up to 1
     */
    record Mixture(List<Part> parts) implements DelayDistribution {
        /**
         * One of them.
         *
         * @param share more than 0, at most 1
         * @param delay what it draws from
         */
        public record Part(double share, DelayDistribution delay) {}

        @Override
        public long atNanos(double u) {
            double below = 0;
            for (Part part : parts) {
                if (u < below + part.share()) {
                    return part.delay().atNanos((u - below) / part.share());
                }
                below += part.share();
            }
            // The shares may add up to a rounding error less than 1.
            return parts.getLast().delay().atNanos(u);
        }

        @Override
        public String text() {
            return parts.stream().map(part -> Quantities.formatShare(part.share()) + " " + part.delay().text())
                    .collect(Collectors.joining(", ", "mixture(", ")"));
        }
    }

    /**
     * Delays as they were once recorded.
     *
     * @param file an HdrHistogram log in nanoseconds, or a CSV file with the columns {@code delay_us} and {@code count}
     * @param recording what the file holds
     */
    record Recorded(String file, Recording recording) implements DelayDistribution {
        @Override
        public long atNanos(double u) {
            return recording.atNanos(u);
        }

        @Override
        public String text() {
            return "recorded(" + file + ")";
        }
    }

    private static String text(long nanos) {
        return Quantities.format(Duration.ofNanos(nanos));
    }
}
