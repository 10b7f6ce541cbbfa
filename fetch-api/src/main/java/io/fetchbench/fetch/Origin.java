package io.fetchbench.fetch;

/**
 * A server: plain HTTP at a host and port. Fetches to equal origins may share connections.
 *
 * @param host a name or address literal; an IPv6 literal without brackets
 * @param port 1 to 65535
 */
public record Origin(String host, int port) {
    /** Checks the port's range and that there is a host. */
    public Origin {
        if (host.isBlank()) {
            throw new IllegalArgumentException("origin host: expected a name or an address, got an empty text");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("origin port: expected 1 to 65535, got " + port);
        }
    }

    /**
     * The value of the {@code Host} header (RFC 9110, section 7.2).
     *
     * @return host, colon and port; an IPv6 literal in brackets
     */
    public String hostHeader() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
