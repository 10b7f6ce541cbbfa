package io.fetchbench.style.virtual;

import java.io.IOException;

/** No connection could be opened. */
final class ConnectFailedException extends IOException {
    private static final long serialVersionUID = 1;

    ConnectFailedException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
