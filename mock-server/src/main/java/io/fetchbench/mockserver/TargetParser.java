package io.fetchbench.mockserver;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a request target into what to do. Slow and clear: its answers are cached by the bytes of the target. */
final class TargetParser {
    /** What a query may say. */
    private enum Key {
        DELAY, STATUS, FRAMING, RETRY_AFTER, DRIBBLE, RATE, FAULT;

        private String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final String BYTES = "/bytes/";
    private static final String STATS = "/stats";

    private TargetParser() {}

    static Action parse(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? null : target.substring(question + 1);
        if (path.equals(STATS)) {
            return query == null
                    ? new Action.ReportStats()
                    : text(400, new BadTargetException("query", "none behind /stats", query));
        }
        if (!path.startsWith(BYTES)) {
            return text(404, new BadTargetException("path", "/bytes/{size} or /stats", path));
        }
        try {
            return bytes(path.substring(BYTES.length()), query);
        } catch (BadTargetException e) {
            return text(400, e);
        }
    }

    private static Action text(int status, BadTargetException problem) {
        return new Action.Respond(0, ResponseSpec.text(status, problem.getMessage()), null);
    }

    private static Action bytes(String size, String query) {
        long bodyBytes = Quantities.parseSize(size);
        Map<Key, String> values = values(query);
        int status = Quantities.parseStatus(values.getOrDefault(Key.STATUS, "200"));
        Framing framing = Framing.parse(values.getOrDefault(Key.FRAMING, "length"));
        long delayNanos = Quantities.parseDelayNanos("delay", values.getOrDefault(Key.DELAY, "0s"));
        long retryAfter = Quantities.parseSeconds("retry-after", values.get(Key.RETRY_AFTER));
        return new Action.Respond(delayNanos,
                new ResponseSpec(status, framing, new Body.Pattern(bodyBytes), retryAfter), disturbance(values, query));
    }

    private static Disturbance disturbance(Map<Key, String> values, String query) {
        String fault = values.get(Key.FAULT);
        Pace pace = pace(values.get(Key.DRIBBLE), values.get(Key.RATE));
        return fault == null && pace == Pace.AT_ONCE
                ? null
                : new Disturbance(fault == null ? null : Fault.parse(fault), pace, query.hashCode());
    }

    private static Pace pace(String dribble, String rate) {
        if (dribble != null && rate != null) {
            throw new BadTargetException("query", "dribble or rate, not both", "rate=" + rate);
        }
        if (dribble != null) {
            return Pace.Dribble.parse(dribble);
        }
        return rate == null ? Pace.AT_ONCE : Pace.Rate.parse(rate);
    }

    private static Map<Key, String> values(String query) {
        Map<Key, String> values = new EnumMap<>(Key.class);
        if (query == null) {
            return values;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new BadTargetException("query", "key=value pairs joined by &", pair);
            }
            if (values.put(key(pair.substring(0, equals)), pair.substring(equals + 1)) != null) {
                throw new BadTargetException("query", "each key once", pair);
            }
        }
        return values;
    }

    private static Key key(String name) {
        for (Key key : Key.values()) {
            if (key.label().equals(name)) {
                return key;
            }
        }
        throw new BadTargetException("query key",
                "one of " + Stream.of(Key.values()).map(Key::label).collect(Collectors.joining(", ")), name);
    }
}
