package io.fetchbench.coroutine;

import java.io.IOException;
import java.io.InputStream;
import java.lang.StackWalker.StackFrame;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells from the byte code of a method where in it a monitor or a lock is held: everywhere in a {@code synchronized}
 * method, and in a {@code synchronized} block where a handler for any exception covers the code that first of all releases
 * a monitor (JVMS 3.14; every compiler writes it that way, since the monitor must be released on each way out). In the same
 * way a lock of {@code java.util.concurrent} is held where a {@code finally} block first of all unlocks it, as its Javadoc
 * recommends; written otherwise, it is not seen.
 *
 * <p>What has no class file to read, such as classes made at run time, counts as holding none.
 */
final class MonitorMap {
    private enum Held {
        NOTHING, MONITOR, LOCK
    }

    private record Region(int from, int to, Held held) {
        boolean contains(int index) {
            return from <= index && index < to;
        }
    }

    private static final Region EVERYWHERE = new Region(0, Integer.MAX_VALUE, Held.MONITOR);
    private static final String LOCKS = "java/util/concurrent/locks/";

    private static final ClassValue<Map<String, List<Region>>> REGIONS = new ClassValue<>() {
        @Override
        protected Map<String, List<Region>> computeValue(Class<?> type) {
            return read(type);
        }
    };

    private MonitorMap() {}

    static boolean holdsMonitor(StackFrame frame) {
        return holds(Held.MONITOR, frame);
    }

    static boolean holdsLock(StackFrame frame) {
        return holds(Held.LOCK, frame);
    }

    private static boolean holds(Held what, StackFrame frame) {
        List<Region> regions = REGIONS.get(frame.getDeclaringClass())
                .get(frame.getMethodName() + frame.getDescriptor());
        if (regions == null) {
            return false;
        }
        int index = frame.getByteCodeIndex();
        return regions.stream().anyMatch(region -> region.held == what && region.contains(index));
    }

    private static Map<String, List<Region>> read(Class<?> type) {
        String file = type.getName().substring(type.getPackageName().isEmpty() ? 0 : type.getPackageName().length() + 1)
                + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            return in == null ? Map.of() : regionsByMethod(in.readAllBytes());
        } catch (IOException | IllegalArgumentException _) {
            // Unreadable counts as absent.
            return Map.of();
        }
    }

    private static Map<String, List<Region>> regionsByMethod(byte[] classFile) {
        Map<String, List<Region>> regions = new HashMap<>();
        for (MethodModel method : ClassFile.of().parse(classFile).methods()) {
            List<Region> ofMethod = regions(method);
            if (!ofMethod.isEmpty()) {
                regions.put(method.methodName().stringValue() + method.methodType().stringValue(), ofMethod);
            }
        }
        return regions;
    }

    private static List<Region> regions(MethodModel method) {
        if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
            return List.of(EVERYWHERE);
        }
        return method.code().map(MonitorMap::regions).orElse(List.of());
    }

    private static List<Region> regions(CodeModel model) {
        CodeAttribute code = (CodeAttribute) model;
        List<Region> regions = new ArrayList<>();
        for (ExceptionCatch handler : code.exceptionHandlers()) {
            Held held = handler.catchType().isPresent() ? Held.NOTHING
                    : releasedFirst(code, code.labelToBci(handler.handler()));
            if (held != Held.NOTHING) {
                regions.add(new Region(code.labelToBci(handler.tryStart()), code.labelToBci(handler.tryEnd()), held));
            }
        }
        return regions;
    }

    private static Held releasedFirst(CodeAttribute code, int handlerIndex) {
        int index = 0;
        for (var element : code) {
            if (!(element instanceof Instruction instruction)) {
                continue;
            }
            if (index >= handlerIndex && !onlyFetches(instruction)) {
                return releasedBy(instruction);
            }
            index += instruction.sizeInBytes();
        }
        return Held.NOTHING;
    }

    /** Whether it does no more than to get hold of what may be released next. */
    private static boolean onlyFetches(Instruction instruction) {
        return switch (instruction) {
            case StoreInstruction _,LoadInstruction _,FieldInstruction _ -> true;
            case InvokeInstruction call -> isOfLock(call) && !isUnlock(call);
            default -> false;
        };
    }

    private static Held releasedBy(Instruction instruction) {
        return switch (instruction) {
            case MonitorInstruction _ -> Held.MONITOR;
            case InvokeInstruction call when isOfLock(call) -> Held.LOCK;
            default -> Held.NOTHING;
        };
    }

    private static boolean isOfLock(InvokeInstruction call) {
        return call.owner().asInternalName().startsWith(LOCKS);
    }

    private static boolean isUnlock(InvokeInstruction call) {
        return call.name().stringValue().startsWith("unlock");
    }
}
