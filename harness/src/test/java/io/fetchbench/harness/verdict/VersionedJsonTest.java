package io.fetchbench.harness.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.harness.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VersionedJsonTest {
    private static final String GOOD = VerdictJson.render(SampleVerdict.ofEachKind());

    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        VerdictRecord record = SampleVerdict.record(SampleVerdict.ofEachKind().findings().getFirst());
        assertThat(VerdictJson.read(file(VerdictJson.render(record)))).isEqualTo(record);
    }

    static Stream<Arguments> bad() {
        return Stream.of(Arguments.of("empty", "", "got another file"),
                Arguments.of("no JSON", "\u0000\u0001PK", "in JSON, got"),
                Arguments.of("truncated", GOOD.substring(0, GOOD.length() / 2), "in JSON, got"),
                Arguments.of("something behind it", GOOD + "{}", "in JSON, got"),
                Arguments.of("another JSON", "{\"name\": \"left-pad\"}", "got another file"),
                Arguments.of("no object", "[1, 2]", "got another file"),
                Arguments.of("a baseline", GOOD.replace("fetchbench verdict", "fetchbench baseline"),
                        "expected a fetchbench verdict, got fetchbench baseline"),
                Arguments.of("the future", GOOD.replace("\"formatVersion\" : 2", "\"formatVersion\" : 3"),
                        "expected format version 2, got 3"),
                Arguments.of("no version", GOOD.replace("\"formatVersion\" : 2,", ""),
                        "expected format version 2, got"),
                Arguments.of("a key missing", GOOD.replace("\"base\" : \"old\",", ""), "base"),
                Arguments.of("a key too many", GOOD.replace("\"base\" :", "\"extra\" : 1, \"base\" :"), "extra"),
                Arguments.of("an unknown metric", GOOD.replace("cpu_us_per_fetch", "cpu_furlongs"), "cpu_furlongs"),
                Arguments.of("an impossible gate", GOOD.replace("\"alpha\" : 0.01", "\"alpha\" : 7"),
                        "alpha: expected"),
                Arguments.of("null where a number belongs", GOOD.replace("\"pairs\" : 24", "\"pairs\" : null"),
                        "null"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aBadFileIsAnErrorInOneSentence(String what, String content, String message) throws IOException {
        Path file = file(content);
        assertThat(content).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> VerdictJson.read(file)).isInstanceOf(UserError.class)
                .hasMessageStartingWith(file + ": expected ").hasMessageContaining(message)
                .satisfies(error -> assertThat(error.getMessage().lines()).hasSize(1));
    }

    @Test
    void aMissingFileIsAnErrorAndIsNotMade() {
        Path file = folder.resolve("none.json");
        assertThatThrownBy(() -> Baseline.read(file)).isInstanceOf(UserError.class)
                .hasMessageContaining("expected a fetchbench baseline, got");
        assertThat(file).doesNotExist();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("file.json"), content);
    }
}
