package io.fetchbench.http1;

/** A target that fails for what none of the seeds is but a change of one octet makes of them. */
final class PlantedDefect {
    static final String FOUND = "status 7xx";

    private PlantedDefect() {}

    /**
     * One input; Jazzer finds this method by its name.
     *
     * @param input anything
     */
    public static void fuzzerTestOneInput(byte[] input) {
        if (Reading.byParser(input, Memory.HEAP).status() / 100 == 7) {
            throw new AssertionError(FOUND);
        }
    }
}
