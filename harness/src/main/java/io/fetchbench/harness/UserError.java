package io.fetchbench.harness;

/**
 * Something a user can mend: bad input, a port that is taken, a directory that can't be written. Its message is one
 * sentence (subject, expected, got, what to do) and is all that is printed, unless {@code --verbose} asks for more.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param message one sentence for the user
     */
    public UserError(String message) {
        super(message);
    }

    /**
     * @param message one sentence for the user
     * @param cause for {@code --verbose}
     */
    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
