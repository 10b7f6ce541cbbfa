package io.fetchbench.style.coroutine;

/** No connection could be opened. */
final class ConnectFailedException extends Exception {
    private static final long serialVersionUID = 1;

    ConnectFailedException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
