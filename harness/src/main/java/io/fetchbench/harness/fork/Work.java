package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.draw.Schedule;
import java.util.Map;

/**
 * The fetches of a slice, ready to be handed over; a request's id is its place.
 *
 * @param schedule how they must end, by number
 * @param requests in order
 * @param expected what must become of each
 * @param first the place that is begun with
 */
record Work(Schedule schedule, FetchRequest[] requests, ExpectedResponse[] expected, int first) {
    /** Begins with the first place. */
    Work(Schedule schedule, FetchRequest[] requests, ExpectedResponse[] expected) {
        this(schedule, requests, expected, 0);
    }

    /**
     * The same for one turn of several. A slice may be too short for all of it: if each began with the first place, the
     * fetches behind would never be made, and the few in front again and again.
     *
     * @param turn 0 or more
     * @param turns so many begin at places as far apart as can be
     * @return the same fetches, begun elsewhere
     */
    Work ofTurn(int turn, int turns) {
        return new Work(schedule, requests, expected, (int) ((long) turn * requests.length / turns % requests.length));
    }

    /** {@return the request that is due after so many others, going round after the last} */
    FetchRequest request(int before) {
        return requests[(first + Integer.remainderUnsigned(before, requests.length)) % requests.length];
    }

    /** {@return how so many fetches must end, by outcome} */
    Map<Outcome, Long> scheduled(long count) {
        return schedule.of(first, count);
    }
}
