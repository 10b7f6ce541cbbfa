package io.fetchbench.harness.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The text files in which a kernel says what it is and does, such as {@code proc/loadavg}.
 *
 * @param root the folder that paths begin at; {@code /} but for tests
 */
record SystemFiles(Path root) {
    /**
     * Reads one.
     *
     * @param path below the root
     * @return without blanks around it; empty where there is none or it may not be read
     */
    Optional<String> read(String path) {
        // Through a buffer: Files.readString asks for one byte first, and some of these files have no more for who does.
        try (BufferedReader reader = Files.newBufferedReader(root.resolve(path))) {
            return Optional.of(reader.readAllAsString().strip());
        } catch (IOException e) {
            // Which files there are differs between kernels, machines and containers: each probe says what it misses.
            return Optional.empty();
        }
    }

    List<String> lines(String path) {
        return read(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** {@return the first number of a file, or of its line that begins with a label; empty if there is none} */
    OptionalLong number(String path, String label) {
        return lines(path).stream().filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()).strip().split("\\s+")[0])
                .filter(word -> word.matches("[0-9]{1,18}")).mapToLong(Long::parseLong).findFirst();
    }
}
