package io.fetchbench.harness.session;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Jars that an arm's forks use in place of those that are built in.
 *
 * @param jars put in front of the class path; empty for the style as it is built in
 * @param replaced entries of the class path that are left out
 */
public record StyleJars(List<Path> jars, Set<Path> replaced) {
    /** Nothing replaced. */
    public static final StyleJars BUILT_IN = new StyleJars(List.of(), Set.of());

    /**
     * The class path of a fork. An entry is left out if it is {@link #replaced()}, or the same artifact as one of the jars,
     * whatever its version.
     *
     * @param builtIn the class path without these jars
     * @return with them
     */
    public String classPath(String builtIn) {
        Set<String> artifacts = jars.stream().map(StyleJars::artifact).collect(Collectors.toSet());
        Stream<String> rest = Stream.of(builtIn.split(File.pathSeparator))
                .filter(entry -> !replaced.contains(Path.of(entry).toAbsolutePath()))
                .filter(entry -> !entry.endsWith(".jar") || !artifacts.contains(artifact(Path.of(entry))));
        return Stream.concat(jars.stream().map(jar -> jar.toAbsolutePath().toString()), rest)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The file's name without what looks like a version: {@code http1-codec-0.1.0-SNAPSHOT.jar} is http1-codec. */
    private static String artifact(Path jar) {
        return jar.getFileName().toString().replaceFirst("(-[0-9].*)?\\.jar$", "");
    }
}
