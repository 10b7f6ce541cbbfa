package io.fetchbench.harness.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** Another version of nio-callbacks: its sources with one of them changed, compiled into a jar. */
public final class ChangedStyle {
    /** What the changed version allocates on top for each fetch. */
    public static final int MORE_BYTES = 20_000;

    private static final Path SOURCES = Path.of("..", "nio-callbacks", "src", "main");
    private static final String FETCH = "public FetchHandle fetch(FetchRequest request, FetchListener listener) {";

    private ChangedStyle() {}

    /** Compiles it; the class path must have what the style needs. */
    public static Path jar(Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> args = new ArrayList<>(List.of("-d", classes.toString(), "-nowarn", "-proc:none"));
        try (Stream<Path> files = Files.walk(SOURCES.resolve("java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                args.add(Files.writeString(folder.resolve(file.getFileName().toString()),
                        changed(Files.readString(file))).toString());
            }
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new));
        if (failed != 0) {
            throw new AssertionError("expected the changed sources to compile");
        }
        Path services = SOURCES.resolve("resources");
        Path jar = folder.resolve("nio-callbacks-9.9.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            addAll(out, classes);
            addAll(out, services);
        }
        return jar;
    }

    private static String changed(String source) {
        return source.replace(FETCH, FETCH + " Waste.bytes = new byte[" + MORE_BYTES + "];").replace(
                "final class NioFetcher", "final class Waste { static volatile byte[] bytes; } final class NioFetcher");
    }

    private static void addAll(JarOutputStream out, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    out.putNextEntry(new ZipEntry(root.relativize(file).toString()));
                    out.write(Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
