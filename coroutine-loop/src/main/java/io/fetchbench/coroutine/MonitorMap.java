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
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells from the byte code of a method where in it a monitor is held: everywhere in a {@code synchronized} method, and in
 * a {@code synchronized} block where a handler for any exception covers the code that first of all releases a monitor
 * (JVMS 3.14; every compiler writes it that way, since the monitor must be released on each way out).
 *
 * <p>What has no class file to read, such as classes made at run time, counts as holding none.
 */
final class MonitorMap {
    private record Region(int from, int to) {
        boolean contains(int index) {
            return from <= index && index < to;
        }
    }

    private static final Region EVERYWHERE = new Region(0, Integer.MAX_VALUE);

    private static final ClassValue<Map<String, List<Region>>> REGIONS = new ClassValue<>() {
        @Override
        protected Map<String, List<Region>> computeValue(Class<?> type) {
            return read(type);
        }
    };

    private MonitorMap() {}

    static boolean holdsMonitor(StackFrame frame) {
        List<Region> regions = REGIONS.get(frame.getDeclaringClass())
                .get(frame.getMethodName() + frame.getDescriptor());
        if (regions == null) {
            return false;
        }
        int index = frame.getByteCodeIndex();
        return regions.stream().anyMatch(region -> region.contains(index));
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
            if (handler.catchType().isEmpty() && releasesMonitorFirst(code, code.labelToBci(handler.handler()))) {
                regions.add(new Region(code.labelToBci(handler.tryStart()), code.labelToBci(handler.tryEnd())));
            }
        }
        return regions;
    }

    private static boolean releasesMonitorFirst(CodeAttribute code, int handlerIndex) {
        int index = 0;
        for (var element : code) {
            if (!(element instanceof Instruction instruction)) {
                continue;
            }
            boolean movesLocal = instruction instanceof StoreInstruction || instruction instanceof LoadInstruction;
            if (index >= handlerIndex && !movesLocal) {
                return instruction instanceof MonitorInstruction;
            }
            index += instruction.sizeInBytes();
        }
        return false;
    }
}
