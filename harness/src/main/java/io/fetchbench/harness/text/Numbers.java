package io.fetchbench.harness.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text, the same in every locale: a point, no grouping, no exponent. */
public final class Numbers {
    /** What stands where there is no number. */
    public static final String NONE = "–";

    private Numbers() {}

    /**
     * The shortest text that reads back as the very same number.
     *
     * @param value finite
     * @return the text
     */
    public static String exact(double value) {
        return value == 0 ? "0" : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /**
     * How many decimals a number needs for some significant digits; negative where even its whole part is rounded.
     *
     * @param value finite
     * @param digits significant digits, 1 or more
     * @param mostDecimals a limit on the result
     * @return how many
     */
    public static int decimals(double value, int digits, int mostDecimals) {
        if (value == 0) {
            return 0;
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int wholeDigits = rounded.precision() - rounded.scale();
        return Math.min(mostDecimals, digits - wholeDigits);
    }

    /**
     * A number with four significant digits.
     *
     * @param value any
     * @return null for one that is not finite
     */
    public static Number significant(double value) {
        return significant(value, 4);
    }

    /**
     * A number with some significant digits. One that is still to be rounded for display needs more than are shown: what is
     * rounded twice may come out wrong.
     *
     * @param value any
     * @param digits 1 or more
     * @return null for one that is not finite
     */
    public static Number significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return null;
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    }

    /**
     * A number with a set number of decimals.
     *
     * @param value any; a dash stands for one that is not finite
     * @param decimals negative to round the whole part
     * @return the text
     */
    public static String rounded(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return (decimals < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }
}
