package io.fetchbench.harness.report;

import io.fetchbench.harness.text.Numbers;

/**
 * A number as it is shown.
 *
 * @param value the number, rounded; {@link Numbers#NONE} if there is none
 * @param range lowest–highest over rounds, with as many decimals; empty where it isn't shown
 */
record Figure(String value, String range) {
    static final Figure NONE = new Figure(Numbers.NONE, "");

    /** A whole number, all of it. */
    static Figure count(long n) {
        return new Figure(Long.toString(n), "");
    }

    /** The number alone. */
    static Figure of(double value, int digits, int mostDecimals) {
        return Double.isFinite(value)
                ? new Figure(Numbers.rounded(value, Numbers.decimals(value, digits, mostDecimals)), "")
                : NONE;
    }

    /** The number and, if there was more than one round, its range. */
    static Figure of(Spread spread, int digits, int mostDecimals) {
        int decimals = Numbers.decimals(spread.middle(), digits, mostDecimals);
        String range = Numbers.rounded(spread.lowest(), decimals) + "–" + Numbers.rounded(spread.highest(), decimals);
        return new Figure(Numbers.rounded(spread.middle(), decimals), spread.rounds() > 1 ? range : "");
    }

    boolean hasRange() {
        return !range.isEmpty();
    }

    /** {@return value and range as one text} */
    String text() {
        return range.isEmpty() ? value : value + " (" + range + ")";
    }
}
