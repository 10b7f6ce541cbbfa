package io.fetchbench.harness.report;

import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Supplier;

/** Runs something as a JVM elsewhere would. */
final class Defaults {
    private Defaults() {}

    static <T> T under(Locale locale, String zone, Supplier<T> action) {
        Locale oldLocale = Locale.getDefault();
        TimeZone oldZone = TimeZone.getDefault();
        Locale.setDefault(locale);
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            return action.get();
        } finally {
            Locale.setDefault(oldLocale);
            TimeZone.setDefault(oldZone);
        }
    }
}
