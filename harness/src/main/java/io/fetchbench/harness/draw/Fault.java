package io.fetchbench.harness.draw;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.Names;
import java.util.Locale;
import java.util.stream.Stream;

/** Something the server can be asked to do wrong, and how a fetcher must then report the fetch. */
public enum Fault {
    /** The connection is reset in the midst of the response. */
    RESET("fault=reset", Outcome.CONNECTION_LOST),
    /** The connection is closed in the midst of the body. */
    TRUNCATE("fault=truncate", Outcome.CONNECTION_LOST),
    /** The response stops and nothing more comes. */
    HANG("fault=hang", Outcome.TIMED_OUT),
    /** What comes is no HTTP. */
    GARBAGE("fault=garbage", Outcome.MALFORMED_RESPONSE),
    /** The connection is closed without a response. */
    EMPTY("fault=empty", Outcome.CONNECTION_LOST),
    /** The header exceeds every limit. */
    HUGE_HEADER("fault=huge-header", Outcome.MALFORMED_RESPONSE),
    /** A complete response that says the service is unavailable. */
    STATUS_503("status=503", Outcome.OK);

    private final String query;
    private final Outcome outcome;

    Fault(String query, Outcome outcome) {
        this.query = query;
        this.outcome = outcome;
    }

    /** {@return what asks the server for it} */
    String query() {
        return query;
    }

    /** {@return how such a fetch must end} */
    public Outcome outcome() {
        return outcome;
    }

    /** {@return the name in suites: the constant's, in lower case and with hyphens} */
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return key();
    }

    /**
     * The fault of a name.
     *
     * @param key as in a suite
     * @return the fault
     */
    @JsonCreator
    public static Fault of(String key) {
        return Stream.of(values()).filter(fault -> fault.key().equals(key)).findFirst()
                .orElseThrow(() -> Names.unknown("fault", key, Stream.of(values()).map(Fault::key).toList()));
    }
}
