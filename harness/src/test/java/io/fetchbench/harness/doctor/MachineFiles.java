package io.fetchbench.harness.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine made of files in a folder. */
record MachineFiles(Path root) {
    MachineFiles with(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
        return this;
    }

    SystemFiles files() {
        return new SystemFiles(root);
    }
}
