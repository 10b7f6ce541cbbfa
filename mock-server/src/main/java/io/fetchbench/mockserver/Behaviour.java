package io.fetchbench.mockserver;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** What a server does with every connection, whatever is asked on it. */
public enum Behaviour {
    /** It answers. */
    ANSWER,
    /** It accepts connections and never answers. */
    SILENT,
    /** It resets each connection as soon as it is accepted. */
    RESET,
    /** Its port is taken but nobody listens: connections are refused. */
    REFUSE,
    /** It sends a response before there is a request, and then answers. */
    EARLY_RESPONSE;

    static Behaviour parse(String text) {
        return Stream.of(values()).filter(behaviour -> behaviour.toString().equals(text)).findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("expected one of " + List.of(values()) + ", got \"" + text
                                + "\""));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
