package io.fetchbench.harness.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baselines are ratios to control, so a control that moves makes each of them compare against something else. */
class ControlPinTest {
    private static final Path SOURCES = Path.of("src/main/java/io/fetchbench/harness/control");
    private static final String PINNED = "88d353cfa5c32966ae2d3c769647cbf7cafbebffb4cf8a7d2566674ad76215d8";

    @Test
    void controlHasNotMoved() throws Exception {
        assertThat(sha256(SOURCES)).as("control moved: every stored baseline is void; take the change back, or raise "
                + "the version of Baseline's format, so that they are refused, and pin the new checksum")
                .isEqualTo(PINNED);
    }

    @Test
    void oneChangedCharacterIsSeen(@TempDir Path copy) throws Exception {
        for (Path source : sources(SOURCES)) {
            Files.copy(source, copy.resolve(source.getFileName()));
        }
        assertThat(sha256(copy)).isEqualTo(sha256(SOURCES));
        Path changed = copy.resolve("ControlResponse.java");
        Files.writeString(changed, Files.readString(changed).replace("new byte[512]", "new byte[513]"));
        assertThat(sha256(copy)).isNotEqualTo(sha256(SOURCES));
    }

    private static List<Path> sources(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("Control.*\\.java")).sorted().toList();
        }
    }

    private static String sha256(Path directory) throws IOException, NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        for (Path source : sources(directory)) {
            digest.update(source.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readString(source).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
