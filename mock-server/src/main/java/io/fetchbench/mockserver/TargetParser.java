package io.fetchbench.mockserver;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Turns a request target into what to do. Slow and clear: its answers are cached by the bytes of the target. */
final class TargetParser {
    /** What a query may say. */
    private enum Key {
        DELAY, STATUS, FRAMING
    }

    private static final String BYTES = "/bytes/";
    private static final String STATS = "/stats";

    private TargetParser() {}

    static Action parse(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? null : target.substring(question + 1);
        if (path.equals(STATS) && query == null) {
            return new Action.ReportStats();
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
        return new Action.Respond(0, ResponseSpec.text(status, problem.getMessage()));
    }

    private static Action bytes(String size, String query) {
        long bodyBytes = Quantities.parseSize(size);
        Map<Key, String> values = values(query);
        int status = Quantities.parseStatus(values.getOrDefault(Key.STATUS, "200"));
        Framing framing = Framing.parse(values.getOrDefault(Key.FRAMING, "length"));
        long delayNanos = Quantities.parseDelayNanos(values.getOrDefault(Key.DELAY, "0s"));
        return new Action.Respond(delayNanos, new ResponseSpec(status, framing, new Body.Pattern(bodyBytes)));
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
            if (key.name().toLowerCase(Locale.ROOT).equals(name)) {
                return key;
            }
        }
        throw new BadTargetException("query key", "delay, status or framing", name);
    }
}
