package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Files as they must come out, to the byte, whatever the defaults of the JVM that writes them. */
public final class Golden {
    private static final List<String> LOCALES = List.of("en-US", "de-DE", "ar-EG", "hi-IN-u-nu-deva", "tr-TR", "th-TH");
    private static final List<String> ZONES = List.of("UTC", "Asia/Tokyo", "America/Caracas", "Pacific/Apia");

    private Golden() {}

    static void assertSameEverywhere(String name, Supplier<String> output) {
        assertSameEverywhere(Golden.class, name, output);
    }

    /**
     * With {@code -Dfetchbench.golden=write} the file is written anew instead, to be looked at before it is committed.
     *
     * @param beside a class of the package whose resources hold the file
     */
    public static void assertSameEverywhere(Class<?> beside, String name, Supplier<String> output) {
        Path file = Path.of("src/test/resources", beside.getPackageName().replace('.', '/'), name);
        if ("write".equals(System.getProperty("fetchbench.golden"))) {
            write(file, output.get());
            return;
        }
        String expected = read(file);
        for (int i = 0; i < LOCALES.size(); i++) {
            Locale locale = Locale.forLanguageTag(LOCALES.get(i));
            String zone = ZONES.get(i % ZONES.size());
            assertThat(Defaults.under(locale, zone, output)).as("%s under %s, %s", name, locale, zone)
                    .isEqualTo(expected);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
