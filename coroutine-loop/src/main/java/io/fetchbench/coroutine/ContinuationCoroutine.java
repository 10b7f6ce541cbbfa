package io.fetchbench.coroutine;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * A coroutine on the stack of whoever resumes it: {@link Continuation#yield} moves its frames to the heap,
 * {@link Continuation#run} moves them back.
 *
 * <p>A monitor is the trap. The JVM expects only virtual threads here, so it moves every lightweight lock of the thread
 * along with the frames: those of the body, which then nobody can enter, not even this thread, and those of the caller,
 * who loses them inside its own {@code synchronized} block. Both are refused, and so is a stop within
 * {@code ScopedValue.where}, whose bindings would stay with the thread. {@link CarrierThread} sees all that at once;
 * {@link FrameInspector} then says where it is. A monitor that is inflated stays with the thread, so that another
 * coroutine would get into it as well; so does a lock of {@code java.util.concurrent}. Both show in debug mode only, which
 * looks at all frames: {@link Lock} is what a coroutine may hold.
 */
final class ContinuationCoroutine extends Continuation implements Coroutine {
    private static final ContinuationScope SCOPE = new ContinuationScope("fetchbench-coroutine");

    /** The thread that resumed this last. */
    private CarrierThread carrier;
    private Object bindingsOfCaller;

    ContinuationCoroutine(Runnable body) {
        super(SCOPE, body);
    }

    @Override
    public void resume() {
        Thread thread = Thread.currentThread();
        if (carrier == null || !carrier.is(thread)) {
            carrier = CarrierThread.of(thread);
        }
        if (carrier.holdsLock()) {
            throw FrameInspector.monitorOfCaller();
        }
        bindingsOfCaller = carrier.scopedValueBindings();
        run();
    }

    @Override
    public void suspend() {
        if (getCurrentContinuation(SCOPE) != this) {
            throw new IllegalStateException(
                    "yield: expected to be called by the generator it belongs to, got another caller");
        }
        Object bindings = bindingsOfCaller;
        boolean tied = carrier.holdsLock() || carrier.scopedValueBindings() != bindings;
        if (tied || Debug.ENABLED) {
            FrameInspector.refuseToSuspend(tied);
        }
        Continuation.yield(SCOPE);
        if (bindingsOfCaller != bindings) {
            CarrierThread.forgetScopedValues();
        }
    }

    @Override
    protected void onPinned(Pinned reason) {
        FrameInspector.refuseToSuspend(true);
    }
}
