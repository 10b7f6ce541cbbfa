package io.fetchbench.style.vertx;

/**
 * Where a verticle is found on the event bus. Each has addresses of its own, rather than all sharing one round robin, so
 * that a fetch from a listener stays on the listener's event loop.
 *
 * @param commands takes {@link FetchCommand}s
 * @param results takes {@link FetchEnded}s, consumed on the verticle's event loop
 */
record VerticleAddress(String commands, String results) {
    static VerticleAddress ofInstance(int index) {
        return new VerticleAddress("fetch." + index, "fetch-ended." + index);
    }
}
