package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A yield beneath a function of the C library: its frames can't leave the stack, and a virtual thread that stopped there
 * would keep its carrier, of which there are few.
 */
@ParameterizedClass
@EnumSource(Carrier.class)
@Timeout(30)
class NativeFramesTest {
    @Parameter
    Carrier carrier;

    private Yielder<Void, Integer> self;
    private RuntimeException refusal;

    /** The comparison of qsort; an exception must not get from here into the library. */
    private int compare(MemorySegment first, MemorySegment second) {
        try {
            self.yield(1);
        } catch (IllegalStateException e) {
            refusal = e;
        }
        return 0;
    }

    @SuppressWarnings("restricted")
    private void sortTwo() throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle sort = linker.downcallHandle(linker.defaultLookup().findOrThrow("qsort"),
                FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS));
        MethodHandle comparison = MethodHandles.lookup().bind(this, "compare",
                MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment callback = linker.upcallStub(comparison,
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS), arena);
            sort.invokeExact(arena.allocate(2), 2L, 1L, callback);
        }
    }

    @Test
    void yieldBeneathANativeFunctionIsRefused() {
        Generator<Void, Integer, String> generator = Generator.of(carrier, yielder -> {
            self = yielder;
            try {
                sortTwo();
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
            return "sorted";
        });
        assertThatExceptionOfType(StopIteration.class).isThrownBy(generator::next)
                .satisfies(stop -> assertThat(stop.value()).isEqualTo("sorted"));
        assertThat(refusal).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a native function that has called back");
    }
}
