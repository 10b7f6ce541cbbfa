package io.fetchbench.harness.suite;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import java.time.Duration;

/**
 * What every style is made to do in one cell.
 *
 * @param name safe as part of a file name
 * @param drive who starts fetches
 * @param fetches size of a batch; for a closed drive 0, as its slices end by time
 * @param inFlight connections in use at most; for a closed drive also the number of callers
 * @param delay how long the server waits before it answers
 * @param bodyBytes size of each body
 * @param reuse what happens to a connection after its response
 * @param timeout for one fetch
 * @param ioThreads threads that wait for I/O, in styles with event loops
 * @param rounds fresh forks per style
 * @param slices turns a fork takes in a round
 * @param slice length of a turn of a closed drive
 * @param warmUp the most time a fork may spend warming up
 */
public record Workload(String name, Drive drive, int fetches, int inFlight, Duration delay, long bodyBytes,
        ConnectionReuse reuse, Duration timeout, int ioThreads, int rounds, int slices, Duration slice,
        Duration warmUp) {

    /**
     * What a fetcher is opened with.
     *
     * @return the options, the same for every style
     */
    public FetchOptions fetchOptions() {
        return FetchOptions.defaults().withMaxInFlight(inFlight).withReuse(reuse).withTimeout(timeout)
                .withMaxBodyBytes(Math.max(bodyBytes, FetchOptions.defaults().maxBodyBytes())).withIoThreads(ioThreads);
    }

    /**
     * Callers that fetch at the same time: one a fetch of a batch, one a place in flight otherwise.
     *
     * @return 1 or more
     */
    @JsonIgnore
    public int callers() {
        return drive == Drive.BATCH ? fetches : inFlight;
    }

    /**
     * How long one slice takes at least.
     *
     * @return the ideal makespan of a batch, or the slice of a closed drive
     */
    @JsonIgnore
    public Duration shortestSlice() {
        return drive == Drive.BATCH ? Duration.ofNanos(idealMakespanNanos()) : slice;
    }

    /**
     * The makespan of a batch if nothing but the server's delay took time: with the same delay for all, as many waves as
     * it takes.
     *
     * @return nanoseconds; 0 for a closed drive or without a delay
     */
    public long idealMakespanNanos() {
        return drive == Drive.BATCH ? Math.ceilDiv(fetches, inFlight) * delay.toNanos() : 0;
    }

    /**
     * The request target that makes the mock server behave like this.
     *
     * @param delayNanos the delay to ask for
     * @return path and query
     */
    public String target(long delayNanos) {
        return "/bytes/" + bodyBytes + (delayNanos == 0 ? "" : "?delay=" + delayNanos / 1_000 + "us");
    }
}
