package io.fetchbench.coroutine;

import java.util.List;

/**
 * The two mechanisms of the JVM that can stop a body of code in its middle.
 *
 * <p>{@link #preferred()} chooses: what the system property {@value #PROPERTY} names ({@code continuation} or
 * {@code virtual-thread}), or else {@link #CONTINUATION} where it is {@linkplain #isAvailable() available} and the
 * calling thread is a platform thread, or else {@link #VIRTUAL_THREAD}.
 */
public enum Carrier {
    /**
     * {@code jdk.internal.vm.Continuation}, the mechanism beneath virtual threads: the frames of the body are copied from
     * the stack of the calling thread to the heap and back. Body and caller share one platform thread. Needs
     * {@link #CONTINUATION_OPTIONS}: the first for the class itself, the others to see in time where it must not be used.
     */
    CONTINUATION {
        @Override
        Coroutine coroutine(Runnable body) {
            if (!isAvailable()) {
                throw new IllegalStateException(
                        "carrier CONTINUATION: expected a JVM started with " + String.join(" ", CONTINUATION_OPTIONS)
                                + ", got one without them or of another make");
            }
            return new ContinuationCoroutine(body);
        }

        @Override
        public boolean isAvailable() {
            return Object.class.getModule().isExported("jdk.internal.vm", Carrier.class.getModule())
                    && CarrierThread.isReadable();
        }
    },

    /** A virtual thread for the body, which takes turns with the caller. Works on every JVM without options. */
    VIRTUAL_THREAD {
        @Override
        Coroutine coroutine(Runnable body) {
            return new VirtualThreadCoroutine(body);
        }

        @Override
        public boolean isAvailable() {
            return true;
        }
    };

    /** Names the carrier that {@link #preferred()} returns. */
    public static final String PROPERTY = "fetchbench.coroutine.carrier";

    /** The options that a JVM must be started with for {@link #CONTINUATION} to be available. */
    public static final List<String> CONTINUATION_OPTIONS = List.of(
            "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED");

    private static final Carrier CHOSEN = chosen(System.getProperty(PROPERTY));

    abstract Coroutine coroutine(Runnable body);

    /**
     * Whether this JVM was started with what this carrier needs.
     *
     * @return false if using this carrier throws
     */
    public abstract boolean isAvailable();

    /**
     * The carrier for code that doesn't ask for one.
     *
     * @return an available carrier
     */
    public static Carrier preferred() {
        if (CHOSEN != null) {
            return CHOSEN;
        }
        return CONTINUATION.isAvailable() && !Thread.currentThread().isVirtual() ? CONTINUATION : VIRTUAL_THREAD;
    }

    private static Carrier chosen(String name) {
        return switch (name) {
            case null -> null;
            case "continuation" -> CONTINUATION;
            case "virtual-thread" -> VIRTUAL_THREAD;
            default -> throw new IllegalArgumentException(
                    PROPERTY + ": expected continuation or virtual-thread, got " + name);
        };
    }
}
