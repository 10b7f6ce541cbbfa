package io.fetchbench.harness.fork;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Messages between the harness and a fork, each a length and JSON, over a loopback socket. The fork says hello and is told
 * its {@link CellPlan}. Then the harness passes it the turn again and again, and is sent a {@link TurnReport} each time, and is
 * passed the turn back once the fork is at rest. Not thread-safe.
 */
public final class TurnLink implements AutoCloseable {
    /** System property that tells a fork where to report: {@code port:token:key}. */
    public static final String PROPERTY = "fetchbench.turn";

    private static final int LONGEST_MESSAGE_BYTES = 64 << 20;
    private static final int TURN = 1;
    private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /**
     * What a fork says first.
     *
     * @param token proves that the harness started it
     * @param key which of the harness's forks it is
     * @param pid its process
     */
    public record Hello(String token, String key, long pid) {}

    /**
     * @param socket connected; closed with this
     * @throws IOException if its streams can't be opened
     */
    public TurnLink(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /**
     * Limits how long is waited for the other side from now on.
     *
     * @param longest for each read, zero for no limit, as it is at first; one that takes longer fails with a {@link java.net.SocketTimeoutException}
     * @throws IOException if the link is closed
     */
    public void waitNoLongerThan(Duration longest) throws IOException {
        socket.setSoTimeout((int) Math.min(longest.toMillis(), Integer.MAX_VALUE));
    }

    /**
     * Sends one message.
     *
     * @param message a record that Jackson can write
     * @throws IOException if the other side is gone
     */
    public void send(Object message) throws IOException {
        byte[] json = JSON.writeValueAsBytes(message);
        out.writeInt(json.length);
        out.write(json);
        out.flush();
    }

    /**
     * Does what comes before sending.
     *
     * @param message as for {@link #send}
     */
    static void rehearse(Object message) {
        try {
            JSON.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for one message.
     *
     * @param type what it must be
     * @param <T> what it must be
     * @return the message
     * @throws IOException if the other side is gone or sent something else
     */
    public <T> T receive(Class<T> type) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_MESSAGE_BYTES) {
            throw new IOException("message: expected 0 to " + LONGEST_MESSAGE_BYTES + " bytes, got " + length);
        }
        return JSON.readValue(in.readNBytes(length), type);
    }

    /**
     * Passes the turn to the other side.
     *
     * @throws IOException if the other side is gone
     */
    public void passTurn() throws IOException {
        out.writeByte(TURN);
        out.flush();
    }

    /**
     * Waits for the turn.
     *
     * @throws IOException if the other side is gone
     */
    public void awaitTurn() throws IOException {
        if (in.readByte() != TURN) {
            throw new IOException("turn: expected to be passed the turn, got something else");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
