package io.fetchbench.harness.cli;

import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.session.Arm;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which styles there are. */
final class PluginOptions {
    @Option(names = "--plugin", paramLabel = "JAR", description = "A jar with more styles; may be repeated.")
    private List<Path> plugins = List.of();

    /** Refuses any. */
    void refuse(String why) {
        if (!plugins.isEmpty()) {
            throw new UserError("--plugin: expected none with " + why + ", got " + plugins.getFirst()
                    + "; compare two versions of it with bench compare mine@old.jar mine@new.jar");
        }
    }

    List<FetcherProvider> providers() {
        List<URL> jars = new ArrayList<>();
        for (Path plugin : plugins) {
            if (!Files.isRegularFile(plugin)) {
                throw new UserError("plugin " + plugin + ": expected a jar, got no such file");
            }
            jars.add(url(plugin));
            // JMH starts its forks with this class path.
            System.setProperty("java.class.path", System.getProperty("java.class.path") + File.pathSeparator
                    + plugin.toAbsolutePath());
        }
        // Stays open for as long as the providers are in use, which is until the process ends.
        return Arm.providers(new URLClassLoader(jars.toArray(URL[]::new), PluginOptions.class.getClassLoader()));
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UserError("plugin " + jar + ": expected the path of a jar", e);
        }
    }
}
