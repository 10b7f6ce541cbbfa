package io.fetchbench.mockserver;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The figures of a mock server since its start.
 *
 * @param requests requests read, well-formed or not, but for those to {@code /stats}
 * @param responses2xx responses handed to the connection with status 200 to 299; likewise the next three. What
 *        {@code requests} exceeds their sum by is still delayed, or its client has gone
 * @param responses3xx status 300 to 399
 * @param responses4xx status 400 to 499
 * @param responses5xx status 500 to 599
 * @param openConnections open now, the one that asks included
 * @param peakConnections most open at a time
 * @param maxConnections how many may be open: {@link MockServerOptions#maxConnections()}, or less if there were fewer
 *        file descriptors free at the start
 * @param refusedConnections closed at once because so many were open
 * @param acceptFailures times the operating system failed to accept a connection
 * @param cpuNanos CPU time of the whole process, user and system; -1 where the platform doesn't say
 * @param transport "epoll", "kqueue" or "nio"
 * @param eventLoops threads that serve
 * @param uptimeNanos since the server started
 * @param pid process id
 * @param delayErrorUs by how much delayed responses came later than asked for
 * @param faults how often each fault was begun, by its name in URLs
 */
public record MockServerStats(long requests, long responses2xx, long responses3xx, long responses4xx, long responses5xx,
        int openConnections, int peakConnections, int maxConnections,
        long refusedConnections, long acceptFailures, long cpuNanos, String transport,
        int eventLoops, long uptimeNanos, long pid, DelayError delayErrorUs, Map<String, Long> faults) {

    /**
     * Delivered minus asked-for delay, in microseconds, of every response that had a delay: from reading the request
     * to writing the response.
     *
     * @param count responses
     * @param p50 the median
     * @param p90 90th percentile
     * @param p99 99th percentile
     * @param p999 99.9th percentile
     * @param max the largest
     * @param late how many of them came late by more than a millisecond and 1 % of the delay
     */
    public record DelayError(long count, double p50, double p90, double p99, double p999, double max, long late) {

        private String toJson() {
            return "{\"count\":" + count + ",\"p50\":" + p50 + ",\"p90\":" + p90 + ",\"p99\":" + p99 + ",\"p99.9\":"
                    + p999 + ",\"max\":" + max + ",\"late\":" + late + "}";
        }
    }

    /**
     * What {@code GET /stats} answers with.
     *
     * @return one JSON object on one line, independent of the locale
     */
    public String toJson() {
        return "{\"requests\":" + requests + ",\"responses\":{\"2xx\":" + responses2xx + ",\"3xx\":" + responses3xx
                + ",\"4xx\":" + responses4xx + ",\"5xx\":" + responses5xx + "},\"open_connections\":" + openConnections
                + ",\"peak_connections\":" + peakConnections + ",\"max_connections\":" + maxConnections
                + ",\"refused_connections\":" + refusedConnections + ",\"accept_failures\":" + acceptFailures
                + ",\"cpu_nanos\":" + cpuNanos + ",\"transport\":\"" + transport + "\",\"event_loops\":" + eventLoops
                + ",\"uptime_nanos\":" + uptimeNanos + ",\"pid\":" + pid + ",\"delay_error_us\":"
                + delayErrorUs.toJson() + ",\"faults\":{" + faults.entrySet().stream()
                        .map(fault -> "\"" + fault.getKey() + "\":" + fault.getValue()).collect(Collectors.joining(","))
                + "}}";
    }
}
