package io.fetchbench.contract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The server's end of one connection, for the script that plays it. For one thread. */
public final class Peer {
    private final Socket socket;
    private final InputStream in;
    private final int index;
    private final List<String> requests;

    Peer(Socket socket, int index, List<String> requests) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.index = index;
        this.requests = requests;
    }

    /**
     * Which connection this is.
     *
     * @return 0 for the first one accepted
     */
    public int index() {
        return index;
    }

    /**
     * Reads the next request.
     *
     * @return its head up to and with the empty line, or null if the client closed the connection instead
     * @throws IOException if the connection broke
     */
    public String readRequest() throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                rememberIfBegun(head);
                return null;
            }
            head.append((char) b);
        }
        requests.add(head.toString());
        return head.toString();
    }

    private void rememberIfBegun(StringBuilder head) {
        if (!head.isEmpty()) {
            requests.add(head.toString());
        }
    }

    /**
     * Sends bytes as they are.
     *
     * @param text what to send, one byte a character
     * @throws IOException if the connection broke
     */
    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Sends a complete response with status 200.
     *
     * @param body its body
     * @throws IOException if the connection broke
     */
    public void respond(String body) throws IOException {
        send(response(body));
    }

    /**
     * A complete response with status 200.
     *
     * @param body its body
     * @return head and body
     */
    public static String response(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /**
     * Answers every request with a body until the client closes the connection.
     *
     * @param body the same for all
     * @throws IOException if the connection broke
     */
    public void respondToAll(String body) throws IOException {
        while (readRequest() != null) {
            respond(body);
        }
    }

    /**
     * Says nothing until the client closes the connection.
     *
     * @throws IOException if the connection broke
     */
    public void stayUntilClientCloses() throws IOException {
        while (in.read() >= 0) {
            in.skipNBytes(in.available());
        }
    }

    /**
     * Gives the client some time to close the connection by itself.
     *
     * @param grace how long at most
     * @throws IOException if the connection broke
     */
    public void awaitClientClosing(Duration grace) throws IOException {
        socket.setSoTimeout((int) grace.toMillis());
        try {
            stayUntilClientCloses();
        } catch (SocketTimeoutException _) {
            socket.setSoTimeout(0);
        }
    }

    /**
     * Ends this direction only, as the end of input that the client will see.
     *
     * @throws IOException if the connection broke
     */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Ends the connection with a reset instead of an orderly close.
     *
     * @throws IOException if it can't
     */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
