package io.fetchbench.harness.doctor;

import java.util.Locale;

/**
 * What one probe found.
 *
 * @param subject what was looked at, in one to three words
 * @param fitness what it means
 * @param found the value, in words
 * @param advice what to do; empty if nothing
 */
record Finding(String subject, Fitness fitness, String found, String advice) {
    static Finding ok(String subject, String found) {
        return new Finding(subject, Fitness.OK, found, "");
    }

    static Finding weak(String subject, String found, String advice) {
        return new Finding(subject, Fitness.WEAK, found, advice);
    }

    static Finding unfit(String subject, String found, String advice) {
        return new Finding(subject, Fitness.UNFIT, found, advice);
    }

    /** A number that is the better the lower it is. */
    static Finding rated(String subject, double value, double weakAbove, double unfitAbove, String found,
            String advice) {
        if (!(value > weakAbove)) {
            return ok(subject, found);
        }
        return value > unfitAbove ? unfit(subject, found, advice) : weak(subject, found, advice);
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
