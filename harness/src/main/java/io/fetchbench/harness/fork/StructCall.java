package io.fetchbench.harness.fork;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/** A function of the C library that fills a struct: {@code int name(int which, struct *filled)}, 0 if it did. */
record StructCall(String name, MethodHandle handle) {
    /**
     * Looks for it.
     *
     * @param name of the function
     * @param osName the system's name; only the layouts of Linux and macOS are known here
     * @return empty where there is none
     */
    @SuppressWarnings("restricted") // every JVM of ours is started with --enable-native-access
    static Optional<StructCall> find(String name, String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (!os.startsWith("mac") && !os.startsWith("linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        var signature = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        return linker.defaultLookup().find(name).map(address -> new StructCall(name,
                linker.downcallHandle(address, signature, Linker.Option.critical(false))));
    }

    /** Fills the struct; {@link IllegalStateException} if the function says that it didn't. */
    void fill(int which, MemorySegment struct) {
        try {
            int result = (int) handle.invokeExact(which, struct);
            if (result != 0) {
                throw new IllegalStateException(name + "(" + which + "): expected 0, got " + result);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
