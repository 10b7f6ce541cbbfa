package io.fetchbench.harness.draw;

import io.fetchbench.harness.Quantities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@link DelayDistribution}:
 *
 * <pre>
 * delay    = duration
 *          | "uniform(" duration "," duration ")"
 *          | "lognormal(p50=" duration ", p99=" duration ")"
 *          | "mixture(" percent delay *( "," percent delay ) ")"
 *          | "recorded(" file ")"
 * </pre>
 */
final class DelayText {
    private static final Pattern CALL = Pattern.compile("([a-z]+)\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("([0-9.]+%)\\s+(.+)", Pattern.DOTALL);
    private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

    private final String text;

    DelayText(String text) {
        this.text = text.strip();
    }

    DelayDistribution read() {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return constant();
        }
        List<String> arguments = arguments(call.group(2));
        return switch (call.group(1)) {
            case "uniform" -> uniform(arguments);
            case "lognormal" -> logNormal(arguments);
            case "mixture" -> mixture(arguments);
            case "recorded" -> new DelayDistribution.Recorded(call.group(2).strip(),
                    Recording.of(call.group(2).strip()));
            default -> throw expected("uniform(…), lognormal(…), mixture(…) or recorded(…)");
        };
    }

    private DelayDistribution constant() {
        return new DelayDistribution.Constant(nanos(text));
    }

    private DelayDistribution uniform(List<String> arguments) {
        if (arguments.size() != 2) {
            throw expected("two durations as in uniform(10ms, 90ms)");
        }
        long least = nanos(arguments.get(0));
        long most = nanos(arguments.get(1));
        if (most < least) {
            throw expected("the shorter duration first as in uniform(10ms, 90ms)");
        }
        return new DelayDistribution.Uniform(least, most);
    }

    private DelayDistribution logNormal(List<String> arguments) {
        if (arguments.size() != 2 || !arguments.get(0).startsWith("p50=") || !arguments.get(1).startsWith("p99=")) {
            throw expected("two percentiles as in lognormal(p50=40ms, p99=200ms)");
        }
        long p50 = nanos(arguments.get(0).substring(4));
        long p99 = nanos(arguments.get(1).substring(4));
        if (p50 <= 0 || p99 <= p50) {
            throw expected("a p50 above 0 and a p99 above the p50");
        }
        return new DelayDistribution.LogNormal(p50, p99);
    }

    private DelayDistribution mixture(List<String> arguments) {
        List<DelayDistribution.Mixture.Part> parts = new ArrayList<>();
        double sum = 0;
        for (String argument : arguments) {
            Matcher part = PART.matcher(argument);
            if (!part.matches()) {
                throw expected("parts as in mixture(90% 5ms, 10% uniform(50ms, 100ms))");
            }
            double share = Quantities.share(part.group(1));
            sum += share;
            parts.add(new DelayDistribution.Mixture.Part(share, new DelayText(part.group(2)).read()));
        }
        if (Math.abs(sum - 1) > 1e-9 || parts.stream().anyMatch(part -> part.share() <= 0)) {
            throw expected("shares above 0 that add up to 100%");
        }
        return new DelayDistribution.Mixture(List.copyOf(parts));
    }

    private long nanos(String duration) {
        long nanos = Quantities.duration(duration.strip()).toNanos();
        if (nanos % 1_000 != 0) {
            throw expected("whole microseconds");
        }
        if (nanos > LONGEST_NANOS) {
            throw expected("at most 1h");
        }
        return nanos;
    }

    /** Splits at the commas that are in no parentheses. */
    private static List<String> arguments(String inner) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < inner.length(); i++) {
            switch (inner.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        arguments.add(inner.substring(start, i).strip());
                        start = i + 1;
                    }
                }
                default -> {
                    // part of an argument
                }
            }
        }
        arguments.add(inner.substring(start).strip());
        return arguments;
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException("expected " + what + ", got \"" + text + "\"");
    }
}
