package io.fetchbench.harness.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchFolderTest {
    @Test
    void itIsGoneUnlessAnErrorSaysToLookIntoIt() throws IOException {
        Path gone = closedAfter(new UserError("no such style"));
        assertThat(gone).doesNotExist();
        Path kept = closedAfter(null);
        assertThat(kept.resolve("fork.log")).exists();
        Files.delete(kept.resolve("fork.log"));
        Files.delete(kept);
    }

    /** With null the error names a file in the folder. */
    private static Path closedAfter(UserError error) throws IOException {
        try (var scratch = ScratchFolder.create("fetchbench-test", "", () -> {})) {
            Path log = Files.writeString(scratch.path().resolve("fork.log"), "it died");
            scratch.keepIfNamedBy(error == null ? new UserError("fork: died; see " + log) : error);
            return scratch.path();
        }
    }
}
