package io.fetchbench.harness;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names a user may give: checked, and the nearest suggested where one is unknown. */
public final class Names {
    private Names() {}

    /**
     * A sentence for a name that isn't there.
     *
     * @param kind what is named, such as "style"
     * @param got the unknown name
     * @param known every name there is
     * @return the error to throw
     */
    public static UserError unknown(String kind, String got, Collection<String> known) {
        String hint = nearest(got, known).map(name -> "; did you mean " + name + "?").orElse("");
        return new UserError(kind + ": expected one of " + String.join(", ", known) + ", got \"" + got + "\"" + hint);
    }

    private static Optional<String> nearest(String got, Collection<String> known) {
        var distance = LevenshteinDistance.getDefaultInstance();
        return known.stream().min(Comparator.comparingInt(name -> distance.apply(got, name)))
                .filter(name -> distance.apply(got, name) <= Math.max(2, name.length() / 2));
    }

    /**
     * Whether a name is safe as part of a file name, a shell word and a URL fragment.
     *
     * @param name any text
     * @return true for lower-case letters, digits, hyphens, dots and underscores, beginning with a letter or digit
     */
    public static boolean isSafe(String name) {
        return name.matches("[a-z0-9][a-z0-9._-]{0,79}");
    }
}
