package io.fetchbench.harness.compare;

import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.Names;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.StyleJars;
import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads arms as users write them: {@code style}, {@code style@jar}, or either with {@code name=} before it. Several jars, such
 * as the style's and its codec's, are separated as in a class path.
 *
 * @param builtIn the styles there are without any of these jars
 */
public record ArmReader(List<FetcherProvider> builtIn) {
    private static final String CONTROL = "control";

    /** {@return a reader that knows the styles on the class path} */
    public static ArmReader ofBuiltIn() {
        return new ArmReader(Arm.providers(ArmReader.class.getClassLoader()));
    }

    /**
     * Reads the two arms of a comparison. A name that is taken, by the other or by the control arm that is always there, gets
     * a number.
     *
     * @param base one arm
     * @param candidate the other
     * @return both
     * @throws UserError if either can't be read, or its jar has no such style
     */
    public List<Arm> pair(String base, String candidate) {
        Arm first = named(read(base), Set.of(CONTROL));
        return List.of(first, named(read(candidate), Set.of(CONTROL, first.name())));
    }

    private static Arm named(Arm arm, Set<String> taken) {
        String name = arm.name();
        for (int number = 2; taken.contains(name); number++) {
            name = arm.name() + "." + number;
        }
        return arm.withName(name);
    }

    /** {@return the arm that must not move} */
    public Arm control() {
        return read(CONTROL);
    }

    /**
     * Reads one arm.
     *
     * @param text as users write it
     * @return the arm
     * @throws UserError if it can't be read, or its jar has no such style
     */
    public Arm read(String text) {
        int equals = text.indexOf('=');
        int at = text.indexOf('@', equals + 1);
        String style = text.substring(equals + 1, at < 0 ? text.length() : at);
        String name = equals < 0 ? style : text.substring(0, equals);
        if (!Names.isSafe(name)) {
            throw new UserError("arm " + text + ": expected a name of lower-case letters, digits and hyphens before"
                    + " the =, got \"" + name + "\"");
        }
        if (at >= 0) {
            return ofJars(name, style,
                    Stream.of(text.substring(at + 1).split(File.pathSeparator)).map(Path::of).toList());
        }
        FetcherProvider provider = builtIn(style)
                .orElseThrow(
                        () -> Names.unknown("style", style, builtIn.stream().map(FetcherProvider::name).toList()));
        return new Arm(name, provider);
    }

    /**
     * An arm whose style comes from jars.
     *
     * @param name the arm's
     * @param style the style's
     * @param jars its own and those of what it needs; they replace the built-in ones
     * @return the arm
     * @throws UserError if there is no such style in them
     */
    public Arm ofJars(String name, String style, List<Path> jars) {
        for (Path jar : jars) {
            if (!Files.isRegularFile(jar)) {
                throw new UserError("arm " + name + ": expected a jar at " + jar + ", got no such file");
            }
        }
        List<FetcherProvider> found = providers(jars);
        FetcherProvider provider = found.stream().filter(other -> other.name().equals(style)).findFirst()
                .orElseThrow(() -> new UserError("arm " + name + ": expected a provider of style " + style + " in "
                        + jars + ", got " + (found.isEmpty() ? "none"
                                : found.stream().map(FetcherProvider::name).toList())));
        return new Arm(name, provider,
                new StyleJars(jars, builtIn(style).map(ArmReader::place).map(Set::of).orElse(Set.of())), null);
    }

    /**
     * An arm whose style comes from another revision.
     *
     * @param style the style's name
     * @param modules the revision's
     * @param revision its name
     * @return the arm
     * @throws UserError if the revision has no such style
     */
    public Arm ofModules(String style, List<GitRevision.StyleModule> modules, String revision) {
        return modules.stream().filter(module -> providers(module.jars()).stream()
                .anyMatch(provider -> provider.name().equals(style)))
                .findFirst().map(module -> ofJars(style + ".base", style, module.jars()))
                .orElseThrow(() -> new UserError("style " + style + ": expected it in revision " + revision
                        + " too, got none there; name others with --styles"));
    }

    private static List<FetcherProvider> providers(List<Path> jars) {
        return Arm.providers(new JarFirstLoader(jars)).stream()
                .filter(provider -> provider.getClass().getClassLoader() instanceof JarFirstLoader).toList();
    }

    private Optional<FetcherProvider> builtIn(String style) {
        return builtIn.stream().filter(provider -> provider.name().equals(style)).findFirst();
    }

    /** The jar or folder that a built-in style comes from. */
    private static Path place(FetcherProvider provider) {
        URL place = provider.getClass().getProtectionDomain().getCodeSource().getLocation();
        try {
            return Path.of(place.toURI()).toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(place + ": expected the place of a jar", e);
        }
    }
}
