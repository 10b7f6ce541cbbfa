package io.fetchbench.harness.control;

import io.fetchbench.fetch.Origin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A server's address, its request text and its idle connections. Must not be changed, see {@link ControlProvider}. */
final class ControlDestination {
    /** The connection used last comes first. */
    final Deque<ControlConnection> idle = new ArrayDeque<>();
    final InetSocketAddress address;
    private final byte[] suffix;

    ControlDestination(Origin origin, boolean keepAlive) throws UnknownHostException {
        address = new InetSocketAddress(InetAddress.getByName(origin.host()), origin.port());
        suffix = (" HTTP/1.1\r\nHost: " + origin.hostHeader() + "\r\n" + (keepAlive ? "" : "Connection: close\r\n")
                + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    ByteBuffer request(String target) {
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) <= ' ' || target.charAt(i) >= 0x7f) {
                throw new IllegalArgumentException("request target: expected visible ASCII characters, got \"" + target
                        + "\", percent-encode it");
            }
        }
        byte[] start = ("GET " + target).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(start.length + suffix.length).put(start).put(suffix).flip();
    }
}
