package io.fetchbench.harness.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fetchbench.harness.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A run's folder and its files. What is replaced is replaced as a whole: written beside its place and then moved, so that
 * a reader, or the next attempt after a full disk, never meets half a file.
 */
public final class RunDirectory {
    /** The record every other file but the histograms can be made from. */
    public static final String RUN_JSON = "run.json";

    private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path path;

    /**
     * @param path an existing folder
     */
    public RunDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder of a new run.
     *
     * @param parent where runs are kept; made if absent
     * @param runId the folder's name; a number is added if it is taken
     * @return the folder, empty
     * @throws UserError if it can't be written
     */
    public static RunDirectory create(Path parent, String runId) {
        try {
            Files.createDirectories(parent);
            for (int n = 1;; n++) {
                Path path = parent.resolve(n == 1 ? runId : runId + "-" + n);
                if (!Files.exists(path)) {
                    return new RunDirectory(Files.createDirectory(path));
                }
            }
        } catch (IOException e) {
            throw new UserError(parent + ": expected a folder that results can be written to, got " + e
                    + "; choose another with --results", e);
        }
    }

    /** {@return the folder} */
    public Path path() {
        return path;
    }

    /** {@return the run's name} */
    public String runId() {
        return path.getFileName().toString();
    }

    /**
     * Replaces a file as a whole.
     *
     * @param name the file's name
     * @param content its new content
     * @throws UserError if it can't be written; the old content is still there then
     */
    public void write(String name, String content) {
        Path part = path.resolve(name + ".part");
        try {
            Files.writeString(part, content);
            Files.move(part, path.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UserError(path.resolve(name) + ": expected to write it, got " + e
                    + "; free some space or choose another folder", e);
        } finally {
            part.toFile().delete();
        }
    }

    /**
     * Replaces {@code run.json}.
     *
     * @param run the run as far as it is
     */
    public void writeRecord(RunRecord run) {
        try {
            write(RUN_JSON, JSON.writeValueAsString(run) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("run record can't be written as JSON", e);
        }
    }

    /**
     * Reads {@code run.json}.
     *
     * @return the run
     * @throws UserError if there is none, or it is damaged or of another format
     */
    public RunRecord readRecord() {
        Path file = path.resolve(RUN_JSON);
        try {
            var tree = JSON.readTree(Files.readString(file));
            int version = tree.path("formatVersion").asInt(-1);
            if (version != RunRecord.FORMAT_VERSION) {
                throw new UserError(file + ": expected format version " + RunRecord.FORMAT_VERSION + ", got "
                        + (version == -1 ? "none" : version) + "; read it with the fetchbench that wrote it");
            }
            return JSON.treeToValue(tree, RunRecord.class);
        } catch (JsonProcessingException e) {
            throw new UserError(file + ": expected a run record in JSON, got " + e.getOriginalMessage()
                    + "; take another copy of it", e);
        } catch (IOException e) {
            throw new UserError(file + ": expected the record of a run, got " + e
                    + "; name a folder under results/runs", e);
        }
    }
}
