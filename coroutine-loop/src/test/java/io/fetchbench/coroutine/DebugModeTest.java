package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What debug mode finds that costs too much to look for always. */
@Timeout(60)
class DebugModeTest {
    private static List<String> linesOfProbe(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(Carrier.CONTINUATION_OPTIONS);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DebugProbe.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            return output.lines().toList();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void findsInflatedMonitorsLocksAndDroppedGenerators() throws Exception {
        List<String> lines = linesOfProbe("-Dfetchbench.coroutine.debug=true");
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("a monitor held by").contains("DebugProbe"))
                .anySatisfy(line -> assertThat(line).contains("a lock held by").contains("DebugProbe"));
        assertThat(lines).filteredOn(line -> line.contains("dropped while suspended"))
                .as("one on each carrier").hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("DebugProbe.java:"));
    }

    @Test
    void isOffUnlessAskedFor() throws Exception {
        assertThat(linesOfProbe()).containsExactly("monitor not refused", "lock not refused");
    }
}
