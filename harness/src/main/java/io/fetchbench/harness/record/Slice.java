package io.fetchbench.harness.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fetchbench.fetch.Outcome;
import java.util.Map;

/**
 * One turn of one fork: what it did and what it cost.
 *
 * @param turn which of the fork's turns, from 0
 * @param accepted fetches the style accepted
 * @param outcomes how they ended, by kind; kinds without any are absent
 * @param scheduled how they had to end, by kind, likewise
 * @param otherThanScheduled fetches that ended otherwise than they had to; kinds may add up and fetches still be mistaken
 * @param wrongResponses fetches that ended OK with another status, length or checksum than the server was asked for
 * @param repeatedResults results beyond one for a fetch
 * @param elapsedNanos from the first fetch to the last result
 * @param cpuNanos processor time the whole process used meanwhile
 * @param allocatedBytes bytes all its threads allocated meanwhile
 * @param usage what else it took; null where it is not known
 * @param pace how well an open drive kept its times; null for the others
 * @param release what cancelling came to; null where nothing is cancelled
 * @param conditions what else went on meanwhile; null where it is not known
 * @param callerNanos how long a caller of a closed drive was at it, the mean of all: each goes on until its last fetch has
 *            ended; null for other drives
 */
public record Slice(int turn, long accepted, Map<Outcome, Long> outcomes, Map<Outcome, Long> scheduled,
        long otherThanScheduled, long wrongResponses, long repeatedResults, long elapsedNanos, long cpuNanos,
        long allocatedBytes, Usage usage, Pace pace, Release release, Conditions conditions,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long callerNanos) {

    /** Checks that all is there. */
    public Slice {
        requireNonNull(outcomes, "no outcomes");
        requireNonNull(scheduled, "no scheduled");
    }

    /**
     * How well an open drive kept its times.
     *
     * @param late fetches started more than a millisecond after their time
     * @param latestNanos by how much the latest one was late
     * @param meanInFlight fetches in flight, averaged over time, from handing over to the listener
     * @param meanInFlightByStyle the same from the start the style gives: fetches ended per second x their mean latency
     * @param mostInFlight most of them at a time, those in the style's queue included
     */
    public record Pace(long late, long latestNanos, double meanInFlight, double meanInFlightByStyle,
            int mostInFlight) {}

    /**
     * What cancelling came to.
     *
     * @param endedNanos from the first cancel to the last result
     * @param freedNanos from the first cancel until threads and descriptors were as many as before the batch
     * @param threadsLeft threads more than before when waiting ended; 0 or more
     * @param descriptorsLeft open file descriptors likewise
     */
    public record Release(long endedNanos, long freedNanos, int threadsLeft, long descriptorsLeft) {}

    /**
     * A slice in which every fetch had to end OK.
     *
     * @param turn see {@link #turn()}; likewise the others
     */
    public Slice(int turn, long accepted, Map<Outcome, Long> outcomes, long wrongResponses, long repeatedResults,
            long elapsedNanos, long cpuNanos, long allocatedBytes) {
        this(turn, accepted, outcomes, Map.of(Outcome.OK, accepted),
                outcomes.entrySet().stream().filter(kind -> kind.getKey() != Outcome.OK)
                        .mapToLong(Map.Entry::getValue).sum(),
                wrongResponses, repeatedResults, elapsedNanos, cpuNanos, allocatedBytes, null, null, null, null,
                null);
    }

    /**
     * The same slice with what went on meanwhile.
     *
     * @param meanwhile {@link #conditions()}
     * @return a changed copy
     */
    public Slice with(Conditions meanwhile) {
        return new Slice(turn, accepted, outcomes, scheduled, otherThanScheduled, wrongResponses, repeatedResults,
                elapsedNanos, cpuNanos, allocatedBytes, usage, pace, release, meanwhile, callerNanos);
    }

    /**
     * The same slice with what else it took.
     *
     * @param taken {@link #usage()}
     * @return a changed copy
     */
    public Slice with(Usage taken) {
        return new Slice(turn, accepted, outcomes, scheduled, otherThanScheduled, wrongResponses, repeatedResults,
                elapsedNanos, cpuNanos, allocatedBytes, taken, pace, release, conditions, callerNanos);
    }

    /** {@return fetches that ended, in whatever way} */
    @JsonIgnore
    public long ended() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return fetches that ended OK} */
    @JsonIgnore
    public long ok() {
        return outcomes.getOrDefault(Outcome.OK, 0L);
    }

    /** {@return fetches accepted of which nothing was heard within their timeout and a margin} */
    @JsonIgnore
    public long lost() {
        return accepted - ended();
    }
}
