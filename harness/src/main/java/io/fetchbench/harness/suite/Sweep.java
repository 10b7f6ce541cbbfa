package io.fetchbench.harness.suite;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.draw.DelayDistribution;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Takes a workload with a list of values apart into one workload for each value. */
final class Sweep {
    private static final int MOST_POINTS = 100;

    private Sweep() {}

    /**
     * One of them.
     *
     * @param spec without lists
     * @param at where on the curve; null where there is none
     */
    record Point(WorkloadSpec spec, SweepPoint at) {}

    static List<Point> points(WorkloadSpec spec) {
        Map<String, List<?>> lists = lists(spec);
        lists.forEach((key, values) -> check(spec.name(), key, values));
        List<String> swept = lists.keySet().stream().filter(key -> lists.get(key).size() > 1).toList();
        if (swept.isEmpty()) {
            return List.of(new Point(spec, null));
        }
        if (swept.size() > 1) {
            throw new UserError("workload " + spec.name() + ": expected one key with a list of values, got "
                    + String.join(" and ", swept));
        }
        String key = swept.getFirst();
        List<Point> points = new ArrayList<>();
        for (Object value : lists.get(key)) {
            String name = spec.name() + "-" + key + "-" + label(value);
            points.add(new Point(with(spec, name, key, value), new SweepPoint(spec.name(), key, number(value))));
        }
        return points;
    }

    private static Map<String, List<?>> lists(WorkloadSpec spec) {
        Map<String, List<?>> lists = new LinkedHashMap<>();
        putIfThere(lists, "fetches", spec.fetches());
        putIfThere(lists, "in-flight", spec.inFlight());
        putIfThere(lists, "rate", spec.rate());
        putIfThere(lists, "delay", spec.delay());
        putIfThere(lists, "body", spec.body());
        putIfThere(lists, "io-threads", spec.ioThreads());
        return lists;
    }

    private static void putIfThere(Map<String, List<?>> lists, String key, List<?> values) {
        if (values != null) {
            lists.put(key, values);
        }
    }

    private static void check(String workload, String key, List<?> values) {
        if (values.isEmpty() || values.size() > MOST_POINTS || values.stream().anyMatch(Objects::isNull)
                || new HashSet<>(values).size() < values.size()) {
            throw new UserError("workload " + workload + ", " + key + ": expected 1 to " + MOST_POINTS
                    + " distinct values, got " + values);
        }
    }

    private static WorkloadSpec with(WorkloadSpec spec, String name, String key, Object value) {
        return new WorkloadSpec(name, spec.drive(), pick(key, "fetches", value, spec.fetches()),
                pick(key, "in-flight", value, spec.inFlight()), pick(key, "rate", value, spec.rate()), spec.arrivals(),
                pick(key, "delay", value, spec.delay()), pick(key, "body", value, spec.body()), spec.faults(),
                spec.bodyStep(), spec.reuse(), spec.timeout(), pick(key, "io-threads", value, spec.ioThreads()),
                spec.rounds(), spec.slices(), spec.slice(), spec.warmUp(), spec.seed(), spec.sampleHeap());
    }

    @SuppressWarnings("unchecked") // a value comes from the list of its own key
    private static <T> List<T> pick(String swept, String key, Object value, List<T> values) {
        return swept.equals(key) ? List.of((T) value) : values;
    }

    /** The value as part of a name. */
    private static String label(Object value) {
        String text = switch (value) {
            case DelayDistribution delay -> delay.text();
            case ByteSize size -> String.valueOf(size.bytes());
            case Double rate -> BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
            default -> String.valueOf(value);
        };
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "_").replaceAll("_$", "");
    }

    private static double number(Object value) {
        return switch (value) {
            case DelayDistribution delay -> delay.median().toNanos();
            case ByteSize size -> size.bytes();
            case Number number -> number.doubleValue();
            default -> throw new IllegalStateException("no number for " + value);
        };
    }
}
