package io.fetchbench.harness.suite;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.harness.draw.DelayDistribution;
import io.fetchbench.harness.draw.Fault;
import io.fetchbench.harness.draw.FetchPlan;
import java.time.Duration;
import java.util.Map;

/**
 * What every style is made to do in one cell: a drive, what the server does, and what the caller does with the body.
 *
 * @param name safe as part of a file name
 * @param drive who starts fetches
 * @param fetches size of a batch; otherwise 0, as slices end by time
 * @param inFlight connections in use at most; for a closed drive also the number of callers
 * @param arrivals when an open drive starts its fetches; null for the others
 * @param delay how long the server waits before it answers
 * @param bodyBytes size of each body
 * @param faults what the server does wrong, and in which share of the fetches; empty for nothing
 * @param bodyStep what the caller does with each body
 * @param reuse what happens to a connection after its response
 * @param timeout for one fetch
 * @param ioThreads threads that wait for I/O, in styles with event loops
 * @param rounds fresh forks per style
 * @param slices turns a fork takes in a round
 * @param slice length of a turn of a closed or open drive
 * @param warmUp the most time a fork may spend warming up
 * @param seed of everything that is drawn
 * @param sampleHeap whether garbage is collected after each slice and the heap that is left noted
 * @param sweep which point of a curve this is; null for none
 */
public record Workload(String name, Drive drive, int fetches, int inFlight, Arrivals arrivals, DelayDistribution delay,
        long bodyBytes, Map<Fault, Double> faults, BodyStep bodyStep, ConnectionReuse reuse, Duration timeout,
        int ioThreads, int rounds, int slices, Duration slice, Duration warmUp, long seed, boolean sampleHeap,
        SweepPoint sweep) {

    /** No workload's name ends so: logs of latencies from the intended start have it behind the name. */
    public static final String INTENDED = ".intended";

    /** A pool has as many threads as styles that process on the fetch's own thread, as far as anybody would give it. */
    private static final int MOST_POOLED = 64;
    /** A closed drive goes round in these. */
    private static final int CLOSED_FETCHES = 4096;
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(1);
    private static final Duration SHORTEST_SETTLING_TURN = Duration.ofMillis(50);

    /** Checks that all is there. */
    public Workload {
        requireNonNull(name, "no name");
        requireNonNull(drive, "no drive");
        if (drive == Drive.OPEN) {
            requireNonNull(arrivals, "no arrivals");
        }
        requireNonNull(delay, "no delay");
        requireNonNull(faults, "no faults");
        requireNonNull(bodyStep, "no bodyStep");
        requireNonNull(reuse, "no reuse");
        requireNonNull(timeout, "no timeout");
        requireNonNull(slice, "no slice");
        requireNonNull(warmUp, "no warmUp");
    }

    /**
     * What a fetcher is opened with.
     *
     * @return the options, the same for every style
     */
    public FetchOptions fetchOptions() {
        return FetchOptions.defaults().withMaxInFlight(inFlight).withReuse(reuse).withTimeout(timeout)
                .withMaxBodyBytes(Math.max(bodyBytes, FetchOptions.defaults().maxBodyBytes())).withIoThreads(ioThreads)
                .withProcessingMode(bodyStep.mode())
                .withProcessingThreads(Math.clamp(inFlight, FetchOptions.defaults().processingThreads(), MOST_POOLED));
    }

    /**
     * The fetches of a slice, in the order every style gets them; a closed drive goes round in them.
     *
     * @return the same plan every time
     */
    public FetchPlan plan() {
        return FetchPlan.draw(planned(), delay, faults, seed);
    }

    /**
     * When an open drive starts each of its fetches.
     *
     * @return nanoseconds from the beginning of a slice, in order
     */
    public long[] arrivalNanos() {
        return FetchPlan.drawArrivals(arrivals.perSecond(), arrivals.poisson(), slice.toNanos(), seed);
    }

    /**
     * How many fetches have a connection of their own at the same time.
     *
     * @return 1 or more
     */
    public int mostInFlight() {
        return drive.handsOverAll() ? Math.min(fetches, inFlight) : inFlight;
    }

    /**
     * How many connections a fork keeps open between its turns.
     *
     * @return 0 where each fetch, or each slice, has connections of its own
     */
    public int connectionsKept() {
        return drive == Drive.CANCEL || reuse == ConnectionReuse.CONNECTION_PER_FETCH ? 0 : mostInFlight();
    }

    /**
     * Tells this workload from one of the same name with other settings.
     *
     * @return eight hexadecimal digits, the same in every process
     */
    public String fingerprint() {
        return String.format("%08x", toString().hashCode());
    }

    private int planned() {
        return switch (drive) {
            case BATCH, CANCEL -> fetches;
            case CLOSED -> CLOSED_FETCHES;
            case OPEN -> arrivalNanos().length;
        };
    }

    /**
     * How long one slice takes at least.
     *
     * @return the ideal makespan of a batch, half of it if it is cancelled midway, or the slice
     */
    @JsonIgnore
    public Duration shortestSlice() {
        return switch (drive) {
            case BATCH -> Duration.ofNanos(idealMakespanNanos());
            case CANCEL -> cancelAfter();
            case CLOSED, OPEN -> slice;
        };
    }

    /**
     * How many turns each fork takes before its first slice, just as it is going to take that, but not counted. For about a
     * second after a warm-up fetches are dearer than later: compilers do what is left, and caches meet the other arms.
     *
     * @return as many as fit into a second, or into half of a warm-up shorter than two, and one if none does, but at most a
     *         third of the slices and 20; 0 for batches that are cancelled
     */
    @JsonIgnore
    public int settlingTurns() {
        if (drive == Drive.CANCEL) {
            return 0;
        }
        long nanos = Math.min(LONGEST_SETTLING.toNanos(), warmUp.toNanos() / 2);
        long fitting = nanos / Math.max(SHORTEST_SETTLING_TURN.toNanos(), shortestSlice().toNanos());
        return (int) Math.min(Math.max(1, fitting), slices / 3);
    }

    /** {@return when a batch is cancelled: half of the time it would take at least} */
    @JsonIgnore
    public Duration cancelAfter() {
        return Duration.ofNanos(idealMakespanNanos() / 2);
    }

    /**
     * How long a slice of an open drive takes if nothing but the server takes time: until its last fetch has ended.
     *
     * @return nanoseconds, not less than the slice
     */
    @JsonIgnore
    public long idealOpenNanos() {
        return Math.max(slice.toNanos(), plan().idealEndNanos(arrivalNanos(), timeout.toNanos()));
    }

    /**
     * The makespan of a batch if nothing but the server took time.
     *
     * @return nanoseconds; 0 where slices end by time, or without a delay
     */
    public long idealMakespanNanos() {
        return drive.handsOverAll() ? plan().idealMakespanNanos(inFlight, timeout.toNanos()) : 0;
    }
}
