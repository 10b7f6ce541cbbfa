package io.fetchbench.harness.session;

import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.Names;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.control.ControlProvider;
import io.fetchbench.harness.control.Instrument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A style as it takes part in a run.
 *
 * @param name the style's name; with {@code .2}, {@code .3} … where it takes part more than once
 * @param provider the style
 * @param jars where its forks take the style from
 * @param injected extra work its forks burn per fetch, as a share of the style's own CPU time; null for none
 */
public record Arm(String name, FetcherProvider provider, StyleJars jars, Double injected) {
    /**
     * A style as it is built in.
     *
     * @param name the arm's name
     * @param provider the style
     */
    public Arm(String name, FetcherProvider provider) {
        this(name, provider, StyleJars.BUILT_IN, null);
    }

    /**
     * The same by another name.
     *
     * @param other the name
     * @return a changed copy
     */
    public Arm withName(String other) {
        return new Arm(other, provider, jars, injected);
    }

    /**
     * The styles there are.
     *
     * @param loader where to look for providers
     * @return in order of name
     * @throws UserError if a name can't be used, or is used twice
     */
    public static List<FetcherProvider> providers(ClassLoader loader) {
        List<FetcherProvider> providers = loaded(loader);
        for (int i = 0; i < providers.size(); i++) {
            String name = providers.get(i).name();
            if (!Names.isSafe(name)) {
                throw new UserError("style of " + providers.get(i).getClass().getName()
                        + ": expected a name of lower-case letters, digits and hyphens, got \"" + name + "\"");
            }
            if (i > 0 && providers.get(i - 1).name().equals(name)) {
                throw new UserError("style " + name + ": expected one provider of that name, got "
                        + providers.get(i - 1).getClass().getName() + " and "
                        + providers.get(i).getClass().getName());
            }
        }
        return providers;
    }

    private static List<FetcherProvider> loaded(ClassLoader loader) {
        try {
            return ServiceLoader.load(FetcherProvider.class, loader).stream().map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(FetcherProvider::name)).toList();
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new UserError("styles: expected providers that load in Java " + Runtime.version().feature() + ", got "
                    + e + "; build the jar for it, and name the jars that it needs too", e);
        }
    }

    /**
     * The arms for the names a user gave. A style named twice takes part twice, which shows how well the tool agrees with
     * itself.
     *
     * @param styles names; empty for every style, but no {@link Instrument}
     * @param providers the styles there are
     * @return in the order given
     * @throws UserError for an unknown name
     */
    public static List<Arm> select(List<String> styles, List<FetcherProvider> providers) {
        List<String> known = providers.stream().map(FetcherProvider::name).toList();
        List<String> wanted = styles.isEmpty()
                ? providers.stream().filter(p -> !(p instanceof Instrument)).map(FetcherProvider::name).toList()
                : styles;
        List<Arm> arms = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String style = wanted.get(i);
            if (!known.contains(style)) {
                throw Names.unknown("style", style, known);
            }
            int times = Collections.frequency(wanted.subList(0, i + 1), style);
            arms.add(new Arm(times == 1 ? style : style + "." + times, providers.get(known.indexOf(style))));
        }
        return arms;
    }

    /**
     * The same arms and, behind them, the fixed client that makes sessions of different days comparable.
     *
     * @param arms who takes part
     * @return with {@code control} last, unless it is among them
     */
    public static List<Arm> withControl(List<Arm> arms) {
        if (arms.stream().anyMatch(arm -> arm.provider() instanceof ControlProvider)) {
            return arms;
        }
        var control = new ControlProvider();
        return Stream.concat(arms.stream(), Stream.of(new Arm(control.name(), control))).toList();
    }
}
