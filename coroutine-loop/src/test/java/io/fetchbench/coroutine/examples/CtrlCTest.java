package io.fetchbench.coroutine.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.coroutine.Carrier;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order to end that Ctrl-C is, given to a JVM of its own, with the options of each carrier. */
@Timeout(60)
class CtrlCTest {
    private static List<String> linesOfAnInterruptedRun(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CancelOnCtrlC.class.getName()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Java says that it picked these up.
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").forEach(builder.environment()::remove);
        Process process = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            lines.add(output.readLine());
            lines.add(output.readLine());
            process.toHandle().destroy();
            output.lines().forEach(lines::add);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return lines;
    }

    @Test
    void tasksAreCancelledBeforeTheJvmEnds() throws Exception {
        assertThat(linesOfAnInterruptedRun(Carrier.CONTINUATION_OPTIONS)).startsWith("start : g1:0", "start : g1:1",
                "cancel : g1:0", "cancel : g1:1");
    }

    @Test
    void tasksAreCancelledBeforeAJvmWithoutAnyOptionEnds() throws Exception {
        assertThat(linesOfAnInterruptedRun(List.of())).startsWith("start : g1:0", "start : g1:1", "cancel : g1:0",
                "cancel : g1:1");
    }
}
