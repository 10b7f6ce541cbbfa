package io.fetchbench.harness.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fetchbench.fetch.Outcome;
import java.util.Map;

/**
 * One turn of one fork: what it did and what it cost.
 *
 * @param turn which of the fork's turns, from 0
 * @param accepted fetches the style accepted
 * @param outcomes how they ended, by kind; kinds without any are absent
 * @param wrongResponses fetches that ended OK with another status, length or checksum than the server was asked for
 * @param repeatedResults results beyond one for a fetch
 * @param elapsedNanos from the first fetch to the last result
 * @param cpuNanos processor time the whole process used meanwhile
 * @param allocatedBytes bytes all its threads allocated meanwhile
 */
public record Slice(int turn, long accepted, Map<Outcome, Long> outcomes, long wrongResponses, long repeatedResults,
        long elapsedNanos, long cpuNanos, long allocatedBytes) {

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
