package io.fetchbench.harness.suite;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fetchbench.fetch.Processing;
import io.fetchbench.fetch.ProcessingMode;
import io.fetchbench.harness.Quantities;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the caller does with each body, and where: {@code none}, {@code blocking 5ms inline}, {@code cpu 10000 handed-off}.
 *
 * @param processing what
 * @param mode where
 */
public record BodyStep(Processing processing, ProcessingMode mode) {
    /** Nothing is done. */
    public static final BodyStep NONE = new BodyStep(Processing.NONE, ProcessingMode.INLINE);

    private static final Pattern TEXT = Pattern.compile("(blocking|cpu) (\\S+) (inline|handed-off)");
    private static final int MOST_CPU_ROUNDS = 1_000_000_000;

    /**
     * Reads a step.
     *
     * @param text as above
     * @return the step
     * @throws IllegalArgumentException saying what is allowed
     */
    @JsonCreator
    public static BodyStep parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw expected(text);
        }
        var mode = ProcessingMode.valueOf(matcher.group(3).toUpperCase(Locale.ROOT).replace('-', '_'));
        return new BodyStep(matcher.group(1).equals("cpu")
                ? new Processing.CpuWork(rounds(matcher.group(2), text))
                : new Processing.BlockingCall(Quantities.duration(matcher.group(2))), mode);
    }

    private static int rounds(String number, String text) {
        if (!number.matches("[0-9]{1,10}") || Long.parseLong(number) > MOST_CPU_ROUNDS) {
            throw expected(text);
        }
        return Integer.parseInt(number);
    }

    private static IllegalArgumentException expected(String text) {
        return new IllegalArgumentException(
                "expected none, \"blocking 5ms inline\", \"cpu 10000 handed-off\" or the like,"
                        + " got \"" + text + "\"");
    }

    /**
     * The same cut short: a loop that blocks in it for long would make too few fetches in its warm-up to get warm.
     *
     * @param atMost longest time to block
     * @return itself if it is no longer
     */
    public BodyStep noLongerThan(Duration atMost) {
        return processing instanceof Processing.BlockingCall(Duration duration) && duration.compareTo(atMost) > 0
                ? new BodyStep(new Processing.BlockingCall(atMost), mode)
                : this;
    }

    /** {@return how long it takes at most, roughly: a round of work takes 1.7 ns where that was measured, and is given 10} */
    public Duration longest() {
        return switch (processing) {
            case Processing.None _ -> Duration.ZERO;
            case Processing.BlockingCall call -> call.duration();
            case Processing.CpuWork work -> Duration.ofNanos(10L * work.rounds());
        };
    }

    /** {@return the text that {@link #parse} reads back} */
    @JsonValue
    public String text() {
        String where = mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (processing) {
            case Processing.None _ -> "none";
            case Processing.BlockingCall call -> "blocking " + Quantities.format(call.duration()) + " " + where;
            case Processing.CpuWork work -> "cpu " + work.rounds() + " " + where;
        };
    }
}
