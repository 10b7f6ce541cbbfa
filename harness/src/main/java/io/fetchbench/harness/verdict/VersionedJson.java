package io.fetchbench.harness.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON file that says what it is: its first two keys are {@code format} and {@code formatVersion}.
 *
 * @param format value of {@code format}
 * @param version raised whenever a reader of the older format would misread the newer
 * @param type what is in it
 */
record VersionedJson<T>(String format, int version, Class<T> type) {
    private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS).enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** The file's text. */
    String render(T value) {
        ObjectNode tree = JSON.createObjectNode().put("format", format).put("formatVersion", version);
        tree.setAll((ObjectNode) JSON.valueToTree(value));
        try {
            return JSON.writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(type + " can't be written as JSON", e);
        }
    }

    /** Replaces a file as a whole; its folder must exist. */
    void write(Path file, T value) {
        new RunDirectory(file.toAbsolutePath().getParent()).write(file.getFileName().toString(), render(value));
    }

    T read(Path file) {
        try {
            JsonNode tree = JSON.readTree(Files.readString(file));
            String got = tree.path("format").asText("another file");
            check(got.equals(format), file, "a " + format, got);
            int gotVersion = tree.path("formatVersion").asInt(-1);
            check(gotVersion == version, file, "format version " + version, gotVersion + " of another fetchbench");
            ((ObjectNode) tree).remove("format");
            ((ObjectNode) tree).remove("formatVersion");
            return JSON.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new UserError(file + ": expected a " + format + " in JSON, got " + e.getOriginalMessage()
                    + "; take another copy of the file or make it anew", e);
        } catch (IOException e) {
            throw new UserError(file + ": expected a " + format + ", got " + e + "; name a file that can be read", e);
        }
    }

    private void check(boolean holds, Path file, String expected, String got) {
        if (!holds) {
            throw new UserError(file + ": expected " + expected + ", got " + got + "; read it with what wrote it");
        }
    }
}
