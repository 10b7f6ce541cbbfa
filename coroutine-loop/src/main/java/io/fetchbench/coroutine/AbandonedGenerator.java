package io.fetchbench.coroutine;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;

/** Debug mode: logs a generator that was dropped while it was suspended. It must not hold the generator. */
final class AbandonedGenerator implements Runnable {
    private static final System.Logger LOG = System.getLogger(Generator.class.getName());
    private static final Cleaner CLEANER = Cleaner.create();

    private final GeneratorFrame<?, ?, ?> frame;
    private final Object createdAt;

    private AbandonedGenerator(GeneratorFrame<?, ?, ?> frame, Object createdAt) {
        this.frame = frame;
        this.createdAt = createdAt;
    }

    static void watch(Generator<?, ?, ?> generator, GeneratorFrame<?, ?, ?> frame) {
        CLEANER.register(generator, new AbandonedGenerator(frame, CallSite.find()));
    }

    @Override
    public void run() {
        if (frame.isSuspended()) {
            LOG.log(Level.WARNING,
                    "generator created at {0} was dropped while suspended; its finally blocks never run, "
                            + "close it",
                    createdAt);
        }
    }
}
