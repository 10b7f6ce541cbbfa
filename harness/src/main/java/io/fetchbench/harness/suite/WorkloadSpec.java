package io.fetchbench.harness.suite;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.harness.Quantities;
import io.fetchbench.harness.Names;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.draw.DelayDistribution;
import io.fetchbench.harness.draw.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A workload as it is written in a suite or on the command line: what is absent is null and takes its default. Keys as
 * in the components' names, with hyphens. One of the keys that are lists here may have several values, and each makes
 * a workload of its own: a point of a curve.
 *
 * @param name see {@link Workload#name()}
 * @param drive absent: batch if there are fetches, open if there is a rate, else closed
 * @param fetches required for a batch
 * @param inFlight absent: the size of the batch, or 64
 * @param rate arrivals per second; required for an open drive
 * @param arrivals {@code constant} or {@code poisson}; absent: poisson
 * @param delay absent: none
 * @param body size of each body; absent: 83 bytes
 * @param faults share of each fault, such as {@code reset: 5%}; absent: none
 * @param bodyStep absent: none
 * @param reuse {@code keep-alive} or {@code connection-per-fetch}; absent: keep-alive
 * @param timeout absent: the delay's median and 10 s more
 * @param ioThreads absent: 1
 * @param rounds absent: the suite's
 * @param slices absent: 20; 5 for an open drive
 * @param slice absent: 2 s for an open drive, otherwise 75 ms; or 20 times the delay's median if that is longer
 * @param warmUp absent: 3 s
 * @param seed absent: 1
 * @param sampleHeap whether garbage is collected after each slice and the heap that is left noted; absent: false
 */
public record WorkloadSpec(String name, Drive drive, @Listed List<Integer> fetches,
        @Listed @JsonProperty("in-flight") List<Integer> inFlight, @Listed List<Double> rate, String arrivals,
        @Listed List<DelayDistribution> delay, @Listed List<ByteSize> body, Map<Fault, Share> faults,
        @JsonProperty("body-step") BodyStep bodyStep, String reuse, Duration timeout,
        @Listed @JsonProperty("io-threads") List<Integer> ioThreads, Integer rounds, Integer slices, Duration slice,
        @JsonProperty("warm-up") Duration warmUp, Long seed, @JsonProperty("sample-heap") Boolean sampleHeap) {

    private static final int MOST_IN_FLIGHT = 60_000;
    private static final int MOST_FETCHES = 10_000_000;
    private static final double HIGHEST_RATE = 1_000_000;
    private static final int MOST_ARRIVALS = 10_000_000;
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(2);
    private static final long LARGEST_BODY_BYTES = 1L << 30;

    /** One value or a list of them. */
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @com.fasterxml.jackson.annotation.JacksonAnnotationsInside
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    @interface Listed {
    }

    /**
     * Fills in the defaults and checks every range.
     *
     * @param suiteRounds rounds where this workload names none
     * @return the workload, or one for each value of the key that has several
     * @throws UserError naming the workload, the key, what is allowed and what was found
     */
    public List<Workload> resolve(int suiteRounds) {
        requireName();
        return Sweep.points(this).stream().map(point -> point.spec().resolveOne(suiteRounds, point.at())).toList();
    }

    private void requireName() {
        if (name == null || !Names.isSafe(name) || name.endsWith(Workload.INTENDED)) {
            throw new UserError("workload name: expected at most 80 lower-case letters, digits, hyphens, dots and"
                    + " underscores, not ending in " + Workload.INTENDED + ", got "
                    + (name == null ? "none" : "\"" + name + "\""));
        }
    }

    private Workload resolveOne(int suiteRounds, SweepPoint point) {
        requireName();
        Drive resolvedDrive = resolvedDrive();
        int batch = batchSize(resolvedDrive);
        int connections = within("in-flight", Objects.requireNonNullElse(one(inFlight),
                resolvedDrive.handsOverAll() ? Math.min(batch, MOST_IN_FLIGHT) : 64), 1, MOST_IN_FLIGHT);
        DelayDistribution wait = Objects.requireNonNullElse(one(delay), DelayDistribution.NONE);
        long bodyBytes = within("body", one(body) == null ? 83 : one(body).bytes(), 0, LARGEST_BODY_BYTES);
        Duration shortest = Duration.ofNanos(1);
        Duration sliceLength = sliceLength(resolvedDrive, wait);
        boolean open = resolvedDrive == Drive.OPEN;
        return new Workload(name, resolvedDrive, batch, connections, arrivals(resolvedDrive, sliceLength), wait,
                bodyBytes, shares(), Objects.requireNonNullElse(bodyStep, BodyStep.NONE), connectionReuse(),
                duration("timeout", timeout, wait.median().plusSeconds(10), shortest, LONGEST_TIMEOUT),
                within("io-threads", Objects.requireNonNullElse(one(ioThreads), 1), 1, 1024),
                within("rounds", Objects.requireNonNullElse(rounds, suiteRounds), 1, 1000),
                within("slices", Objects.requireNonNullElse(slices, open ? 5 : 20), 1, 100_000), sliceLength,
                duration("warm-up", warmUp, Duration.ofSeconds(3), shortest, Duration.ofMinutes(10)),
                Objects.requireNonNullElse(seed, 1L), Objects.requireNonNullElse(sampleHeap, false), point);
    }

    private static <T> T one(List<T> values) {
        return values == null ? null : values.getFirst();
    }

    private Drive resolvedDrive() {
        if (drive != null) {
            return drive;
        }
        return rate != null ? Drive.OPEN : fetches == null ? Drive.CLOSED : Drive.BATCH;
    }

    private int batchSize(Drive resolvedDrive) {
        if (resolvedDrive.handsOverAll() && fetches == null) {
            throw bad("fetches", "the size of the batch", "none");
        }
        if (!resolvedDrive.handsOverAll() && fetches != null) {
            throw bad("fetches", "none for drive " + resolvedDrive + ", whose slices end by time", one(fetches));
        }
        return fetches == null ? 0 : within("fetches", one(fetches), 1, MOST_FETCHES);
    }

    private Arrivals arrivals(Drive resolvedDrive, Duration sliceLength) {
        if (resolvedDrive != Drive.OPEN) {
            if (rate != null || arrivals != null) {
                throw bad(rate != null ? "rate" : "arrivals", "none for drive " + resolvedDrive,
                        rate != null ? one(rate) : arrivals);
            }
            return null;
        }
        if (rate == null) {
            throw bad("rate", "fetches per second for drive open", "none");
        }
        double perSecond = one(rate);
        double expected = perSecond * sliceLength.toNanos() / 1e9;
        if (!(perSecond > 0 && perSecond <= HIGHEST_RATE) || expected < 1 || expected > MOST_ARRIVALS) {
            throw bad("rate", "more than 0 and at most 1000000 a second, and 1 to 10000000 arrivals in a slice",
                    perSecond + " a second in a slice of " + Quantities.format(sliceLength));
        }
        return switch (Objects.requireNonNullElse(arrivals, "poisson")) {
            case "poisson" -> new Arrivals(perSecond, true);
            case "constant" -> new Arrivals(perSecond, false);
            default -> throw bad("arrivals", "constant or poisson", "\"" + arrivals + "\"");
        };
    }

    private Map<Fault, Double> shares() {
        if (faults == null) {
            return Map.of();
        }
        var shares = new java.util.EnumMap<Fault, Double>(Fault.class);
        faults.forEach((fault, share) -> shares.put(fault, share.fraction()));
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 1) {
            throw bad("faults", "shares that add up to at most 100%", Quantities.formatShare(sum));
        }
        return shares;
    }

    private Duration sliceLength(Drive resolvedDrive, DelayDistribution wait) {
        Duration least = wait.median().multipliedBy(20);
        Duration usual = Duration.ofMillis(resolvedDrive == Drive.OPEN ? 2_000 : 75);
        return duration("slice", slice, least.compareTo(usual) > 0 ? least : usual, Duration.ofMillis(10),
                Duration.ofHours(24));
    }

    private ConnectionReuse connectionReuse() {
        return switch (reuse) {
            case null -> ConnectionReuse.KEEP_ALIVE;
            case "keep-alive" -> ConnectionReuse.KEEP_ALIVE;
            case "connection-per-fetch" -> ConnectionReuse.CONNECTION_PER_FETCH;
            default -> throw bad("reuse", "keep-alive or connection-per-fetch", "\"" + reuse + "\"");
        };
    }

    private int within(String key, int got, int least, int most) {
        return (int) within(key, (long) got, least, most);
    }

    private long within(String key, long got, long least, long most) {
        if (got < least || got > most) {
            throw bad(key, String.format(Locale.ROOT, "%d to %d", least, most), got);
        }
        return got;
    }

    private Duration duration(String key, Duration got, Duration absent, Duration least, Duration most) {
        if (got == null) {
            return absent;
        }
        if (got.compareTo(least) < 0 || got.compareTo(most) > 0) {
            throw bad(key, Quantities.format(least) + " to " + Quantities.format(most), Quantities.format(got));
        }
        return got;
    }

    private UserError bad(String key, String expected, Object got) {
        return new UserError("workload " + name + ", " + key + ": expected " + expected + ", got " + got);
    }
}
