package io.fetchbench.coroutine;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where this JVM keeps what {@link CarrierThread} reads. The place of the lock stack is read from the table that HotSpot publishes for debuggers
 * ({@code gHotSpotVMStructs}, vmStructs.hpp), and tried with a lock of our own before it is believed.
 *
 * <p>That needs {@code --add-opens=java.base/java.lang=ALL-UNNAMED}, as the address of a thread's structure is a private
 * field of {@link Thread}, and {@code --enable-native-access=ALL-UNNAMED}. Without them, and on any JVM whose structures
 * differ, nothing is found.
 *
 * @param memory all of this process's memory
 * @param nativeThread the field of {@link Thread} that holds the address of its structure, 0 in a virtual thread
 * @param scopedValueBindings the field of {@link Thread} that holds the bindings in force
 * @param setScopedValueCache the method of {@link Thread} that replaces the calling thread's cache of bindings
 * @param topOffset where in that structure the top of the lock stack is
 * @param topWhenEmpty what it is while no lock is held
 */
record HotSpotLayout(MemorySegment memory, VarHandle nativeThread, VarHandle scopedValueBindings,
        MethodHandle setScopedValueCache, long topOffset, int topWhenEmpty) {

    /** The layout of this JVM, if its options allow to read it and it is as expected. */
    static Optional<HotSpotLayout> find() {
        if (!HotSpotLayout.class.getModule().isNativeAccessEnabled()
                || !Object.class.getModule().isOpen("java.lang", HotSpotLayout.class.getModule())) {
            return Optional.empty();
        }
        try {
            return Optional.of(read()).filter(HotSpotLayout::seesALock);
        } catch (ReflectiveOperationException | RuntimeException _) {
            // Another JVM, another version: it has no such table, or no lock stack in it.
            return Optional.empty();
        }
    }

    @SuppressWarnings("restricted")
    private static HotSpotLayout read() throws ReflectiveOperationException {
        Path jvm = Path.of(System.getProperty("java.home"), "lib", "server", System.mapLibraryName("jvm"));
        MemorySegment memory = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
        Map<String, Long> offsets = offsets(memory, SymbolLookup.libraryLookup(jvm, Arena.global()));
        long lockStack = offsets.get("JavaThread._lock_stack");
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
        return new HotSpotLayout(memory, lookup.findVarHandle(Thread.class, "eetop", long.class),
                lookup.findVarHandle(Thread.class, "scopedValueBindings", Object.class),
                lookup.findStatic(Thread.class, "setScopedValueCache",
                        MethodType.methodType(void.class, Object[].class)),
                lockStack + offsets.get("LockStack._top"),
                Math.toIntExact(lockStack + offsets.get("LockStack._base[0]")));
    }

    /** The table: an array of entries, each with a type, a field and the field's offset, ended by one without type. */
    private static Map<String, Long> offsets(MemorySegment memory, SymbolLookup jvm) {
        long stride = variable(memory, jvm, "gHotSpotVMStructEntryArrayStride");
        long typeName = variable(memory, jvm, "gHotSpotVMStructEntryTypeNameOffset");
        long fieldName = variable(memory, jvm, "gHotSpotVMStructEntryFieldNameOffset");
        long offset = variable(memory, jvm, "gHotSpotVMStructEntryOffsetOffset");
        Map<String, Long> offsets = new ConcurrentHashMap<>();
        long entry = variable(memory, jvm, "gHotSpotVMStructs");
        while (pointer(memory, entry + typeName) != 0) {
            String type = memory.getString(pointer(memory, entry + typeName));
            String field = memory.getString(pointer(memory, entry + fieldName));
            offsets.put(type + "." + field, pointer(memory, entry + offset));
            entry += stride;
        }
        return offsets;
    }

    private static long variable(MemorySegment memory, SymbolLookup jvm, String name) {
        return pointer(memory, jvm.find(name).orElseThrow().address());
    }

    private static long pointer(MemorySegment memory, long address) {
        return memory.get(JAVA_LONG_UNALIGNED, address);
    }

    /** Tried on a platform thread that holds no other lock. */
    private boolean seesALock() {
        boolean[] seen = new boolean[1];
        Thread trial = Thread.ofPlatform().start(() -> seen[0] = tryALock());
        try {
            trial.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        return seen[0];
    }

    private boolean tryALock() {
        int before = top();
        int within;
        synchronized (this) {
            within = top();
        }
        return before == topWhenEmpty && within > before && top() == before;
    }

    private int top() {
        return memory.get(JAVA_INT_UNALIGNED, (long) nativeThread.get(Thread.currentThread()) + topOffset);
    }
}
