package io.fetchbench.harness.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTextTest {
    @Test
    void oneLineAFindingAndWhatToDoBelowIt() {
        assertThat(FindingText.lines(Finding.ok("turbo", "off")))
                .containsExactly("ok     turbo               off");
        assertThat(FindingText.lines(Finding.unfit("open files", "256 per process", "ulimit -n 20200")))
                .containsExactly("unfit  open files          256 per process",
                        "                           -> ulimit -n 20200");
    }

    @Test
    void staysWithinItsWidth() {
        assertThat(FindingText.lines(Finding.weak("frequency governor", "word ".repeat(60), "word ".repeat(60))))
                .hasSizeGreaterThan(8)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(FindingText.WIDTH));
    }
}
