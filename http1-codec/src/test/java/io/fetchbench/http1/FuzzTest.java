package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Coverage-guided fuzzing of the parser by Jazzer, in a process of its own, starting from every sample and attack. It
 * lasts as long as the property {@code fetchbench.fuzz.seconds} says; {@code ./bench test --fuzz 10m} sets it. What was
 * found to reach new code is kept in {@code target/fuzz} for the next time.
 */
class FuzzTest {
    private static final long SECONDS = Long.getLong("fetchbench.fuzz.seconds", 20);
    private static final Path FOLDER = Path.of("target", "fuzz");
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in");

    @TempDir
    private Path seeds;

    @Test
    void noInputBreaksTheParser() throws Exception {
        writeSeeds();
        Path corpus = Files.createDirectories(FOLDER.resolve("corpus"));
        Process process = fuzz(ParserFuzzer.class, FOLDER, SECONDS, corpus, seeds);
        String log = Files.readString(FOLDER.resolve("log"));
        assertThat(process.exitValue()).as(() -> lastLines(log)).isZero();
        Matcher done = DONE.matcher(log);
        assertThat(done.find()).as(() -> lastLines(log)).isTrue();
        assertThat(Long.parseLong(done.group(1))).as("inputs tried").isGreaterThan(1_000);
    }

    @Test
    void aPlantedDefectIsFound(@TempDir Path findings) throws Exception {
        writeSeeds();
        Process process = fuzz(PlantedDefect.class, findings, 60, seeds);
        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(findings.resolve("log"))).contains(PlantedDefect.FOUND);
    }

    private void writeSeeds() throws IOException {
        List<byte[]> messages = Stream.concat(Sample.all().map(Sample::bytes),
                Attack.all().map(attack -> Feed.bytes(attack.text()))).toList();
        for (int i = 0; i < messages.size(); i++) {
            Files.write(seeds.resolve(String.valueOf(i)), messages.get(i));
        }
    }

    /** Runs Jazzer to its end; it leaves its log and the input that failed in a folder. */
    private static Process fuzz(Class<?> target, Path findings, long seconds, Path... corpora) throws Exception {
        List<String> command = Stream.concat(Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-XX:+EnableDynamicAgentLoading", "-Xmx512m", "-cp",
                System.getProperty("java.class.path"), Jazzer.class.getName(), "--target_class=" + target.getName(),
                "--instrumentation_includes=io.fetchbench.**",
                // Its sanitizers do not get along with how Netty uses Unsafe.
                "--custom_hook_excludes=io.netty.**", "--reproducer_path=" + findings,
                "-artifact_prefix=" + findings + "/", "-max_total_time=" + seconds, "-max_len=8192", "-rss_limit_mb=0"),
                Stream.of(corpora).map(Path::toString)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(findings.resolve("log").toFile()).start();
        try {
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        return process;
    }

    private static String lastLines(String log) {
        List<String> lines = log.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
