package io.fetchbench.harness.session;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the harness asks of the mock server's {@code /stats}.
 *
 * @param cpuNanos processor time of the process; -1 where the platform doesn't say
 * @param delays responses that were delayed
 * @param lateDelays those of them that came late by more than a millisecond and 1 % of the delay
 */
record ServerStats(long cpuNanos, long delays, long lateDelays) {
    static ServerStats of(JsonNode stats) {
        JsonNode delayError = stats.path("delay_error_us");
        return new ServerStats(stats.path("cpu_nanos").asLong(-1), delayError.path("count").asLong(),
                delayError.path("late").asLong());
    }

    ServerStats minus(ServerStats before) {
        return new ServerStats(cpuNanos < 0 ? -1 : cpuNanos - before.cpuNanos, delays - before.delays,
                lateDelays - before.lateDelays);
    }
}
