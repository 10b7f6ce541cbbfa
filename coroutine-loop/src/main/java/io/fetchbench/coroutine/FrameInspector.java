package io.fetchbench.coroutine;

import java.lang.StackWalker.StackFrame;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks in the frames of the calling thread for what forbids a coroutine to stop there. It costs a microsecond or more, so
 * the carriers ask only when they can't tell otherwise, or to say what is wrong.
 */
final class FrameInspector {
    private static final StackWalker WALKER = StackWalker
            .getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES));
    private static final String UPCALL = "jdk.internal.foreign.abi.UpcallStub";
    private static final String SCOPED_VALUE = "java.lang.ScopedValue$Carrier";

    private FrameInspector() {}

    /**
     * Throws if one of the frames from here down to the start of the innermost generator can't be suspended.
     *
     * @param inAnyCase true to throw also if none is found, it being known that there is one
     */
    static void refuseToSuspend(boolean inAnyCase) {
        String obstacle = WALKER.walk(frames -> obstacle(frames.takeWhile(FrameInspector::isInsideBody)));
        if (obstacle != null || inAnyCase) {
            throw new IllegalStateException("yield: expected frames that can be suspended, got "
                    + Objects.requireNonNullElse(obstacle, "a monitor or another tie to this thread"));
        }
    }

    /** The error for a caller that holds a monitor, wherever on its stack that is. */
    static IllegalStateException monitorOfCaller() {
        Optional<StackFrame> holder = WALKER.walk(frames -> frames.filter(MonitorMap::holdsMonitor).findFirst());
        return new IllegalStateException(
                "step of a generator: expected a caller that holds no monitor, got one held by "
                        + holder.map(StackFrame::toString).orElse("native code")
                        + "; leave the synchronized block first, or use carrier VIRTUAL_THREAD");
    }

    private static boolean isInsideBody(StackFrame frame) {
        return frame.getDeclaringClass() != GeneratorFrame.class || !frame.getMethodName().equals("run");
    }

    private static String obstacle(Stream<StackFrame> frames) {
        return frames.map(FrameInspector::obstacleIn).filter(text -> text != null).findFirst().orElse(null);
    }

    private static String obstacleIn(StackFrame frame) {
        if (MonitorMap.holdsMonitor(frame)) {
            return "a monitor held by " + frame + "; leave the synchronized block first, or use Lock";
        }
        if (MonitorMap.holdsLock(frame)) {
            return "a lock held by " + frame + "; unlock it first, or use Lock";
        }
        if (frame.getMethodName().equals("<clinit>")) {
            return "the class initialiser " + frame;
        }
        if (frame.isNativeMethod()) {
            return "the native method " + frame;
        }
        if (frame.getClassName().startsWith(UPCALL)) {
            return "a native function that has called back";
        }
        if (frame.getClassName().equals(SCOPED_VALUE)) {
            return "the bindings of ScopedValue.where, which would leak to the caller";
        }
        return null;
    }
}
