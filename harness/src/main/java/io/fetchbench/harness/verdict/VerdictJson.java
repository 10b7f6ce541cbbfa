package io.fetchbench.harness.verdict;

import java.nio.file.Path;

/** {@code verdict.json}: a comparison with its pairs, to be read by machines and by this tool again. */
public final class VerdictJson {
    private static final VersionedJson<VerdictRecord> JSON = new VersionedJson<>("fetchbench verdict", 2,
            VerdictRecord.class);

    private VerdictJson() {}

    /**
     * Writes a comparison.
     *
     * @param verdict the comparison
     * @return the file's text
     */
    public static String render(VerdictRecord verdict) {
        return JSON.render(verdict);
    }

    /**
     * Reads a comparison.
     *
     * @param file one that {@link #render} wrote
     * @return the comparison
     * @throws io.fetchbench.harness.UserError if there is none, or it is damaged, of another kind or another version
     */
    public static VerdictRecord read(Path file) {
        return JSON.read(file);
    }
}
