package io.fetchbench.harness.suite;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.harness.Names;
import io.fetchbench.harness.UserError;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * A workload as it is written in a suite or on the command line: what is absent is null and takes its default. Keys as
 * in the components' names, with hyphens.
 *
 * @param name see {@link Workload#name()}
 * @param drive absent: batch if there are fetches, else closed
 * @param fetches required for a batch
 * @param inFlight absent: the size of the batch, or 64
 * @param delay absent: none
 * @param body size of each body; absent: 83 bytes
 * @param reuse {@code keep-alive} or {@code connection-per-fetch}; absent: keep-alive
 * @param timeout absent: the delay and 10 s more
 * @param ioThreads absent: 1
 * @param rounds absent: the suite's
 * @param slices absent: 20
 * @param slice absent: 75 ms, or 20 times the delay if that is longer
 * @param warmUp absent: 3 s
 */
public record WorkloadSpec(String name, Drive drive, Integer fetches, @JsonProperty("in-flight") Integer inFlight,
        Duration delay, ByteSize body, String reuse, Duration timeout, @JsonProperty("io-threads") Integer ioThreads,
        Integer rounds, Integer slices, Duration slice, @JsonProperty("warm-up") Duration warmUp) {

    private static final int MOST_IN_FLIGHT = 60_000;
    private static final int MOST_FETCHES = 10_000_000;
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final long LARGEST_BODY_BYTES = 1L << 30;

    /**
     * Fills in the defaults and checks every range.
     *
     * @param suiteRounds rounds where this workload names none
     * @return the workload
     * @throws UserError naming the workload, the key, what is allowed and what was found
     */
    public Workload resolve(int suiteRounds) {
        if (name == null || !Names.isSafe(name)) {
            throw new UserError(
                    "workload name: expected lower-case letters, digits, hyphens, dots and underscores, got "
                            + (name == null ? "none" : "\"" + name + "\""));
        }
        Drive resolvedDrive = Objects.requireNonNullElse(drive, fetches == null ? Drive.CLOSED : Drive.BATCH);
        int batch = batchSize(resolvedDrive);
        int connections = within("in-flight", Objects.requireNonNullElse(inFlight,
                resolvedDrive == Drive.BATCH ? Math.min(batch, MOST_IN_FLIGHT) : 64), 1, MOST_IN_FLIGHT);
        Duration wait = duration("delay", delay, Duration.ZERO, Duration.ZERO, LONGEST_DELAY);
        if (wait.toNanos() % 1_000 != 0) {
            throw bad("delay", "whole microseconds", Quantities.format(wait));
        }
        long bodyBytes = within("body", body == null ? 83 : body.bytes(), 0, LARGEST_BODY_BYTES);
        Duration shortest = Duration.ofNanos(1);
        return new Workload(name, resolvedDrive, batch, connections, wait, bodyBytes, connectionReuse(),
                duration("timeout", timeout, wait.plusSeconds(10), shortest, LONGEST_DELAY.multipliedBy(2)),
                within("io-threads", Objects.requireNonNullElse(ioThreads, 1), 1, 1024),
                within("rounds", Objects.requireNonNullElse(rounds, suiteRounds), 1, 1000),
                within("slices", Objects.requireNonNullElse(slices, 20), 1, 100_000), sliceLength(wait),
                duration("warm-up", warmUp, Duration.ofSeconds(3), shortest, Duration.ofMinutes(10)));
    }

    private int batchSize(Drive resolvedDrive) {
        if (resolvedDrive == Drive.BATCH && fetches == null) {
            throw bad("fetches", "the size of the batch", "none");
        }
        if (resolvedDrive == Drive.CLOSED && fetches != null) {
            throw bad("fetches", "none for drive closed, whose slices end by time", fetches);
        }
        return fetches == null ? 0 : within("fetches", fetches, 1, MOST_FETCHES);
    }

    private Duration sliceLength(Duration wait) {
        Duration least = wait.multipliedBy(20);
        Duration usual = Duration.ofMillis(75);
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
