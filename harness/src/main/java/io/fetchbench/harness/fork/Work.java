package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.harness.draw.Schedule;

/**
 * The fetches of a slice, ready to be handed over; a request's id is its place.
 *
 * @param schedule how they must end, by number
 * @param requests in order
 * @param expected what must become of each
 */
record Work(Schedule schedule, FetchRequest[] requests, ExpectedResponse[] expected) {
    /** {@return the request at a place, going round after the last} */
    FetchRequest request(int turn) {
        return requests[Integer.remainderUnsigned(turn, requests.length)];
    }
}
