package io.fetchbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePointTest {
    /** Annual flow of the Nile at Aswan, 1871 to 1970, in 10⁸ m³: the example in the literature, which moved in 1899. */
    private static final double[] NILE = {1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994,
            1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940,
            833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862,
            698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801,
            1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746,
            919, 718, 714, 740};

    /** K is 2·U − 28·72 with U = 1816.5 from scipy.stats.mannwhitneyu(nile[:28], nile[28:]), the largest over all splits. */
    @Test
    void findsTheNilesShift() {
        ChangePoint shift = ChangePoint.likeliest(NILE);
        assertThat(1871 + shift.index()).isEqualTo(1899);
        assertThat(shift.statistic()).isEqualTo(1617);
        assertThat(shift.pValue()).isCloseTo(3.5910221769362927e-07, within(1e-18));
        assertThat(ChangePoint.all(NILE, 0.01)).containsExactly(shift);
    }

    @Test
    void findsSeveralShiftsInOrder() {
        Random random = new Random(1);
        double[] values = IntStream.range(0, 90)
                .mapToDouble(i -> (i < 30 ? 1.0 : i < 60 ? 1.1 : 0.98) + 0.01 * random.nextGaussian()).toArray();
        assertThat(ChangePoint.all(values, 0.01)).extracting(ChangePoint::index).containsExactly(30, 60);
    }

    @Test
    void aRowThatNeverMovedSeldomShowsAShift() {
        Random random = new Random(2);
        int rows = 2_000;
        long shifts = IntStream.range(0, rows)
                .filter(_ -> !ChangePoint.all(random.doubles(40).toArray(), 0.01).isEmpty()).count();
        assertThat(Proportion.of(shifts, rows, 0.99).low()).isLessThan(0.01);
    }

    @Test
    void aRowIsLongEnoughOnceACleanStepInItsMiddleShows() {
        int fewest = ChangePoint.fewestValues(0.01);
        assertThat(fewest).isEqualTo(16);
        assertThat(ChangePoint.all(step(fewest), 0.01)).hasSize(1);
        assertThat(ChangePoint.all(step(fewest - 1), 0.01)).isEmpty();
    }

    private static double[] step(int length) {
        return IntStream.range(0, length).mapToDouble(i -> i < length / 2 ? 1 : 2).toArray();
    }

    @Test
    void constantAndShortRowsHaveNone() {
        assertThat(ChangePoint.all(new double[40], 0.01)).isEmpty();
        assertThat(ChangePoint.all(new double[]{1}, 0.01)).isEmpty();
        assertThat(ChangePoint.all(new double[0], 0.01)).isEmpty();
        assertThat(ChangePoint.all(Arrays.copyOf(NILE, 3), 0.01)).isEmpty();
    }
}
