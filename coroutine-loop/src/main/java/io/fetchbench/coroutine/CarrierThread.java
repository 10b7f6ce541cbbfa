package io.fetchbench.coroutine;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * What a platform thread carries besides its frames, so that a coroutine on it can tell whether it may stop: two loads,
 * where the Java API offers nothing below a walk over the stack.
 *
 * <p>Lightweight locks: HotSpot keeps them in a small array in the thread's own structure, with the offset of its top in
 * front (lockStack.hpp). A monitor that was contended or waited on is not in there for as long as it stays inflated; it is
 * also not moved by {@link jdk.internal.vm.Continuation#yield}, so it can't block its thread, but stays with it.
 *
 * <p>The bindings of scoped values: a field of {@link Thread}.
 */
final class CarrierThread {
    private static final MemorySegment MEMORY;
    private static final VarHandle NATIVE_THREAD;
    private static final VarHandle BINDINGS;
    private static final MethodHandle SET_CACHE;
    private static final long TOP_OFFSET;
    private static final int TOP_WHEN_EMPTY;
    private static final boolean READABLE;
    private static final ThreadLocal<CarrierThread> CURRENT = ThreadLocal
            .withInitial(() -> new CarrierThread(Thread.currentThread()));

    private final Thread thread;
    private final long topAddress;

    static {
        HotSpotLayout layout = HotSpotLayout.find().orElse(null);
        READABLE = layout != null;
        MEMORY = READABLE ? layout.memory() : null;
        NATIVE_THREAD = READABLE ? layout.nativeThread() : null;
        BINDINGS = READABLE ? layout.scopedValueBindings() : null;
        SET_CACHE = READABLE ? layout.setScopedValueCache() : null;
        TOP_OFFSET = READABLE ? layout.topOffset() : 0;
        TOP_WHEN_EMPTY = READABLE ? layout.topWhenEmpty() : 0;
    }

    private CarrierThread(Thread thread) {
        this.thread = thread;
        topAddress = (long) NATIVE_THREAD.get(thread) + TOP_OFFSET;
    }

    /** Whether this JVM shows any of it. */
    static boolean isReadable() {
        return READABLE;
    }

    /** The calling thread, which must be a platform thread. */
    static CarrierThread of(Thread currentThread) {
        requirePlatform(currentThread);
        return CURRENT.get();
    }

    static void requirePlatform(Thread thread) {
        if (thread.isVirtual()) {
            throw new IllegalStateException(
                    "step of a generator on carrier CONTINUATION: expected a platform thread, got "
                            + thread + "; use carrier VIRTUAL_THREAD");
        }
    }

    boolean is(Thread other) {
        return thread == other;
    }

    /** Whether this thread, which must be the calling one, holds a lightweight lock. */
    boolean holdsLock() {
        return MEMORY.get(JAVA_INT_UNALIGNED, topAddress) != TOP_WHEN_EMPTY;
    }

    /** The bindings in force: another object within each {@code ScopedValue.where}. */
    Object scopedValueBindings() {
        return BINDINGS.get(thread);
    }

    /** Makes the calling thread look bindings up afresh, after they were changed behind its back. */
    static void forgetScopedValues() {
        try {
            SET_CACHE.invokeExact((Object[]) null);
        } catch (Throwable e) {
            throw new LinkageError("Thread.setScopedValueCache: expected to be callable", e);
        }
    }
}
