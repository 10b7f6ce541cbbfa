package io.fetchbench.plugin;

import io.fetchbench.fetch.FetcherProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** What somebody who brings a style would build: a jar with the classes of this package. */
public final class PluginJar {
    private PluginJar() {}

    /**
     * Writes it.
     *
     * @param jar the file
     * @param providers the styles that it offers
     */
    public static void write(Path jar, List<Class<? extends FetcherProvider>> providers) {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(classes().resolve("io/fetchbench/plugin"))) {
            out.putNextEntry(new ZipEntry("META-INF/services/io.fetchbench.fetch.FetcherProvider"));
            out.write(providers.stream().map(Class::getName).collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8));
            for (Path file : files.toList()) {
                out.putNextEntry(new ZipEntry("io/fetchbench/plugin/" + file.getFileName()));
                out.write(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path classes() {
        try {
            return Path.of(PluginJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
