package io.fetchbench.harness.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.report.Reports;
import io.fetchbench.harness.report.SampleRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void readsBackTheRecordItWrote() {
        var directory = new RunDirectory(folder);
        RunRecord complete = SampleRun.quick().in(directory);
        directory.writeRecord(complete);
        assertThat(directory.readRecord()).isEqualTo(complete);
    }

    @Test
    void readsBackAnIncompleteRecord() {
        var directory = new RunDirectory(folder);
        RunRecord incomplete = SampleRun.sample().incomplete("interrupted").in(directory);
        directory.writeRecord(incomplete);
        assertThat(directory.readRecord()).isEqualTo(incomplete);
    }

    @Test
    void keepsNumbersThatAreNone() {
        var directory = new RunDirectory(folder);
        RunRecord run = SampleRun.sample().in(directory);
        Cell cell = run.cells().getFirst();
        ForkRecord fork = cell.forks().getFirst();
        var unknown = new ForkRecord(0, 0, fork.pid(), new WarmUp(1, 1, Double.NaN, false), fork.slices(),
                Map.of(Metric.CPU, Double.NaN));
        var odd = new Cell("a", "a", cell.stack(), cell.workload(), Validity.INVALID, List.of("odd"), List.of(unknown));
        RunRecord written = new RunRecord(run.formatVersion(), run.runId(), run.complete(), null, run.startedAt(), 1,
                run.command(), run.environment(), run.suite(), List.of(odd));
        directory.writeRecord(written);
        assertThat(directory.readRecord()).isEqualTo(written);
    }

    @Test
    void anUnknownWarmUpVariationIsAbsent() throws Exception {
        var directory = new RunDirectory(folder);
        directory.writeRecord(SampleRun.sample().in(directory));
        Path file = folder.resolve("run.json");
        String known = Files.readString(file);
        Files.writeString(file, known.replaceAll("\"variation\" : [0-9.E-]+", "\"variation\" : \"NaN\""));
        RunRecord read = directory.readRecord();
        assertThat(read.cells().getFirst().forks()).allMatch(fork -> fork.warmUp().variation() == null);
        directory.writeRecord(read);
        assertThat(Files.readString(file)).doesNotContain("NaN").doesNotContain("variation").contains("converged");
    }

    @Test
    void namesMetricsAsTheCsvDoes() throws Exception {
        var directory = new RunDirectory(folder);
        directory.writeRecord(SampleRun.sample().in(directory));
        assertThat(Files.readString(folder.resolve("run.json"))).contains("\"cpu_us_per_fetch\"")
                .contains("\"startedAt\" : \"2026-01-31T23:30:15.250Z\"");
    }

    @Test
    void saysWhatIsWrongWithADamagedRecord() throws Exception {
        var directory = new RunDirectory(folder);
        assertThatThrownBy(directory::readRecord).isInstanceOf(UserError.class).hasMessageContaining("run.json");
        Files.writeString(folder.resolve("run.json"), "{\"formatVersion\": 1, \"runId\": [");
        assertThatThrownBy(directory::readRecord).isInstanceOf(UserError.class).hasMessageContaining("run.json");
        Files.writeString(folder.resolve("run.json"), "{\"formatVersion\": 99}");
        assertThatThrownBy(directory::readRecord).isInstanceOf(UserError.class)
                .hasMessageContaining("format version " + RunRecord.FORMAT_VERSION + ", got 99");
    }

    /** What is missing is done without, or said at once in a sentence that names the file; nobody stumbles over it later. */
    @Test
    void aRecordThatLacksAnythingIsReportedOrRefused() throws Exception {
        var directory = new RunDirectory(folder);
        directory.writeRecord(SampleRun.sample().in(directory));
        Path file = folder.resolve("run.json");
        var json = new JsonMapper();
        JsonNode whole = json.readTree(file.toFile());
        Map<String, String> refused = new TreeMap<>();
        for (List<String> path : Set.copyOf(keys(whole))) {
            JsonNode cut = whole.deepCopy();
            for (JsonNode holder : holders(cut, path)) {
                ((ObjectNode) holder).remove(path.getLast());
            }
            json.writeValue(file.toFile(), cut);
            try {
                Reports.rebuild(directory);
            } catch (UserError e) {
                assertThat(e.getMessage()).contains("run.json: expected ");
                refused.put(String.join(".", path), e.getMessage());
            }
        }
        assertThat(refused).containsKeys("formatVersion", "suite", "environment.cpu", "cells.forks",
                "cells.forks.slices", "cells.validity", "suite.workloads.delay").doesNotContainKey("incompleteReason");
        assertThat(refused.get("cells.forks")).endsWith("no forks; take another copy of it");
    }

    /** Each key below a node as the keys that lead to it; the elements of an array have theirs in common. */
    private static List<List<String>> keys(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().flatMap(element -> keys(element).stream()).toList();
        }
        return node.propertyStream().flatMap(property -> Stream.concat(Stream.of(List.of(property.getKey())),
                keys(property.getValue()).stream()
                        .map(below -> Stream.concat(Stream.of(property.getKey()), below.stream()).toList())))
                .toList();
    }

    private static List<JsonNode> holders(JsonNode node, List<String> path) {
        if (node.isArray()) {
            return node.valueStream().flatMap(element -> holders(element, path).stream()).toList();
        }
        return path.size() == 1
                ? List.of(node)
                : node.path(path.getFirst()).isMissingNode()
                        ? List.of()
                        : holders(node.get(path.getFirst()), path.subList(1, path.size()));
    }

    @Test
    void aTakenNameGetsANumber() {
        assertThat(RunDirectory.create(folder, "run").runId()).isEqualTo("run");
        assertThat(RunDirectory.create(folder, "run").runId()).isEqualTo("run-2");
    }
}
