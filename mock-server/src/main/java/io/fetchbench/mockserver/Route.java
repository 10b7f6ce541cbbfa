package io.fetchbench.mockserver;

/**
 * A request target, ready to be answered.
 *
 * @param delayNanos wait before the response, 0 or more
 * @param response what to send then
 * @param disturbance what is unusual about the way it is sent; null for nothing
 */
record Route(long delayNanos, PreparedResponse response, Disturbance disturbance) {}
