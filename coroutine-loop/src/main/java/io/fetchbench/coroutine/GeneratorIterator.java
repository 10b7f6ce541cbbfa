package io.fetchbench.coroutine;

import java.util.Iterator;

/** Steps a generator for a for-each loop. */
final class GeneratorIterator<S, Y> implements Iterator<Y> {
    private final GeneratorFrame<S, Y, ?> frame;
    private boolean stepped;
    private boolean suspended;

    GeneratorIterator(GeneratorFrame<S, Y, ?> frame) {
        this.frame = frame;
    }

    @Override
    public boolean hasNext() {
        if (!stepped) {
            suspended = frame.resume(null, null);
            stepped = true;
        }
        return suspended;
    }

    @Override
    public Y next() {
        if (!hasNext()) {
            throw new StopIteration(frame.takeResult());
        }
        stepped = false;
        return frame.takeYielded();
    }
}
