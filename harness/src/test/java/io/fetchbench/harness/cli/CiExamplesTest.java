package io.fetchbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples for CI servers as far as they go without one: read, understood, and the action's shell part run. */
class CiExamplesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND = Pattern.compile("\\./bench ([^\n'|]*)");
    private static final Pattern FENCED = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyCommandIsUnderstood() throws IOException {
        String all = Files.readString(ROOT.resolve("docs/ci.md")) + Files.readString(ROOT.resolve("action.yml"));
        List<String> commands = COMMAND.matcher(all).results().map(MatchResult::group)
                .map(line -> line.replaceAll("`.*", "").replaceAll("\\$[A-Z]+", "").strip())
                .filter(line -> line.contains(" --") && !line.endsWith(" FILE")).toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(6);
        for (String command : commands) {
            String[] words = command.replaceAll("\"\"", "word").split(" +");
            Bench.commandLine().parseArgs(Stream.of(words).skip(1).toArray(String[]::new));
        }
    }

    @Test
    void theYamlIsYaml() throws IOException {
        List<String> examples = FENCED.matcher(Files.readString(ROOT.resolve("docs/ci.md"))).results()
                .map(match -> match.group(1)).toList();
        assertThat(examples).hasSize(2);
        JsonNode github = yaml(examples.get(0));
        JsonNode inputs = yaml(Files.readString(ROOT.resolve("action.yml"))).path("inputs");
        JsonNode step = github.path("jobs").path("fetchbench").path("steps").path(1);
        assertThat(step.path("uses").asText()).isEqualTo("./");
        step.path("with").fieldNames().forEachRemaining(name -> assertThat(inputs.has(name)).as(name).isTrue());
        assertThat(yaml(examples.get(1)).path("fetchbench").path("script")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "2,2", "3,0"})
    @EnabledOnOs(OS.LINUX)
    void theActionFailsWhereTheCheckDoesAndOnlyWarnsWhereItCannotTell(int check, int expected) throws Exception {
        Use use = use(check);
        assertThat(use.code()).as(use.said()).isEqualTo(expected);
        assertThat(use.summary()).isEqualTo("verdict check --against origin/main --styles nio-callbacks --results "
                + use.results() + " --limit 3%\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void usesInOneJobHaveFoldersOfTheirOwnAndUploadThem() throws Exception {
        Use first = use(0);
        Use second = use(0);
        assertThat(second.results()).isNotEqualTo(first.results()).startsWith(folder.resolve("temp") + "/");
        assertThat(second.summary()).contains(second.results()).doesNotContain(first.results());
        JsonNode steps = yaml(Files.readString(ROOT.resolve("action.yml"))).path("runs").path("steps");
        assertThat(steps.path(1).path("id").asText()).isEqualTo("check");
        assertThat(steps.path(2).path("with").path("path").asText()).isEqualTo("${{ steps.check.outputs.results }}");
    }

    /** What one use of the action left: its output and what it added to the summary of its step. */
    private record Use(int code, String said, String results, String summary) {}

    /** Runs the action's shell part as a runner does, with a check that leaves its words as the verdict. */
    private Use use(int check) throws Exception {
        JsonNode step = yaml(Files.readString(ROOT.resolve("action.yml"))).path("runs").path("steps").path(1);
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path temp = Files.createDirectories(folder.resolve("temp"));
        script(bin.resolve("git"), "exit 0");
        script(folder.resolve("bench"),
                "mkdir \"$7/run\"; echo \"verdict $*\" >\"$7/run/verdict.md\"; exit " + check);
        Path summary = Files.createTempFile(folder, "summary", ".md");
        Path output = Files.createTempFile(folder, "output", "");
        var builder = new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c",
                step.path("run").asText()).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("AGAINST", "origin/main", "STYLES", "nio-callbacks", "OPTIONS",
                "--limit 3%", "RUNNER_TEMP", temp.toString(), "GITHUB_OUTPUT", output.toString(),
                "GITHUB_STEP_SUMMARY", summary.toString(), "PATH", bin + ":" + System.getenv("PATH")));
        Process shell = builder.start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = shell.waitFor();
        String results = Files.readString(output).strip().replaceFirst("^results=", "");
        return new Use(code, said, results, Files.readString(summary));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static JsonNode yaml(String text) throws IOException {
        return new YAMLMapper().readTree(text);
    }
}
