package io.fetchbench.harness.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.verdict.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AaLogTest {
    private static final Gate GATE = Gate.of(List.of(Metric.CPU));

    @TempDir
    Path folder;
    private Path file;
    private AaLog log;

    @BeforeEach
    void name() {
        file = folder.resolve("results/aa.csv");
        log = new AaLog(file);
    }

    private static AaRow row(double asked, String session, int pair, double logRatio, double control) {
        return row("1234abcd", asked, session, pair, logRatio, control);
    }

    private static AaRow row(String plan, double asked, String session, int pair, double logRatio, double control) {
        return new AaRow("nio-callbacks", "keep-alive-64", plan, asked, session, pair, pair % 2 == 0, logRatio,
                pair == 1 ? Double.NaN : 2 * logRatio, control, asked, pair == 1 ? Double.NaN : 0.04, 9.5, "abc",
                "Some CPU, 2 cores, \"JDK\" 25");
    }

    @Test
    void whatIsAddedIsReadBack() {
        assertThat(log.rows()).isEmpty();
        AaRow first = row(0, "", 0, 0.012, -0.003);
        AaRow second = row(0.03, "2026-01-01T00:00:00Z", 1, -0.5, 1e-9);
        log.append(first);
        log.append(second);
        assertThat(log.rows()).containsExactly(first, second);
    }

    @Test
    void aLineThatBreaksOffIsLeftOutAndReplaced() throws Exception {
        log.append(row(0, "", 0, 0.01, 0));
        String whole = Files.readString(file);
        log.append(row(0, "", 1, 0.02, 0));
        String both = Files.readString(file);
        for (int cut = whole.length(); cut < both.length(); cut++) {
            Files.writeString(file, both.substring(0, cut));
            assertThat(log.rows()).hasSize(1);
            log.append(row(0, "", 1, 0.02, 0));
            assertThat(Files.readString(file)).isEqualTo(both);
        }
        Files.writeString(file, "style,work");
        log.append(row(0, "", 0, 0.01, 0));
        assertThat(Files.readString(file)).isEqualTo(whole);
    }

    @Test
    void anotherFileIsNamedAsSuchAndStaysAsItIs() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "time,run_id\n2026,1\n");
        assertThatThrownBy(log::rows).isInstanceOf(UserError.class)
                .hasMessageContainingAll("aa.csv, line 1: expected the columns style,workload", "--file");
        Files.writeString(file, "{\"of\": \"something else\"}");
        assertThatThrownBy(log::rows).as("without an end of line").isInstanceOf(UserError.class)
                .hasMessageContainingAll("aa.csv, line 1: expected the columns style,workload", "--file");
        Files.delete(file);
        log.append(row(0, "", 0, 0.01, 0));
        Files.writeString(file, Files.readString(file).replace("0.01", "slow"));
        assertThatThrownBy(log::rows).isInstanceOf(UserError.class).hasMessageContainingAll("line 2", "slow");
        Files.writeString(file, Files.readString(file).replace("slow,", ""));
        assertThatThrownBy(log::rows).isInstanceOf(UserError.class)
                .hasMessageContainingAll("line 2", "15 fields, got 14");
    }

    @Test
    void figuresTellRealSessionsFromDrawnOnesAndCountWholeSessionsOnly() {
        var random = new Random(7);
        for (int pair = 0; pair < 24; pair++) {
            log.append(row(0, "", pair, random.nextGaussian(0, 0.009), random.nextGaussian(0, 0.004)));
            log.append(row(0.1, "whole", pair, 0.095 + random.nextGaussian(0, 0.009),
                    random.nextGaussian(0, 0.004)));
        }
        log.append(row(0.1, "cut", 0, 0.09, 0));
        String figures = AaFigures.render(log, GATE);
        assertThat(table(figures, "Pairs")).as("stolen time, seconds").contains("| 4.00 % | 9.5 |");
        assertThat(table(figures, "Real sessions")).doesNotContain("| 0.00 % |")
                .contains(
                        "| 10.00 % | 1 | 100.00 % (2.50 % to 100.00 %) | 100.00 % (2.50 % to 100.00 %) | 0 | 0 | 0 | 24.0 | – |");
        assertThat(table(figures, "Stages")).as("the pair of the session that was cut is none")
                .contains("| 0.00 % | 2 | 0.00 % (0.00 % to 84.19 %) |")
                .contains("| 10.00 % | 2 | 100.00 % (15.81 % to 100.00 %) |");
        assertThat(table(figures, "Sessions drawn"))
                .contains("| 0.00 % | 24 pairs | 0.00 % (0.00 % to 0.04 %) | 0.00 % (0.00 % to 0.04 %) | 100.00 %")
                .contains("| 10.00 % | 25 pairs | 100.00 % (99.96 % to 100.00 %) | 100.00 % (99.96 % to 100.00 %)");
        assertThat(AaFigures.render(log, GATE)).as("the same pairs, the same tables").isEqualTo(figures);
    }

    @Test
    void figuresTellSessionsThatDifferFromSessionsThatAreAlike() {
        var random = new Random(7);
        for (int session = 0; session < 6; session++) {
            for (int pair = 0; pair < 12; pair++) {
                double noise = random.nextGaussian(0, 0.009);
                log.append(row("a1111111", 0, "s" + session, pair, noise, 0));
                log.append(row("d1ffe2ed", 0, "s" + session, pair, noise + 0.01 * (session % 2), 0));
            }
        }
        String sessions = table(AaFigures.render(log, GATE), "Real sessions");
        assertThat(pValue(sessions, "a1111111")).isGreaterThan(0.05);
        assertThat(pValue(sessions, "d1ffe2ed")).isLessThan(0.05);
    }

    private static double pValue(String table, String plan) {
        String row = table.lines().filter(line -> line.contains(plan)).findFirst().orElseThrow();
        return Double.parseDouble(row.substring(row.lastIndexOf("| ", row.length() - 3) + 2, row.length() - 2));
    }

    @Test
    void pairsOfAnotherPlanAreNotPutTogether() {
        for (int pair = 0; pair < 12; pair++) {
            log.append(row("aaaaaaaa", 0, "", pair, 0.01, 0));
            log.append(row("bbbbbbbb", 0, "", 2 * pair, 0.02, 0));
            log.append(row("bbbbbbbb", 0, "", 2 * pair + 1, 0.02, 0));
        }
        assertThat(AaFigures.render(log, GATE)).contains("| aaaaaaaa | 0.00 % | 12 pairs |",
                "| bbbbbbbb | 0.00 % | 24 pairs |");
    }

    @Test
    void noSessionsAreDrawnFromFewerPairsThanAStageHas() {
        for (int pair = 0; pair < 11; pair++) {
            log.append(row(0.1, "", pair, 0.1, 0));
        }
        assertThat(AaFigures.render(log, GATE)).contains("| 10.00 % | 10.00 % | 11 | +10.52 % (")
                .doesNotContain("11 pairs");
        log.append(row(0.1, "", 11, 0.1, 0));
        assertThat(AaFigures.render(log, GATE)).contains("| 12 pairs | 100.00 %");
    }

    private static String table(String figures, String title) {
        int start = figures.indexOf("**" + title);
        int end = figures.indexOf("\n**", start + 1);
        return figures.substring(start, end < 0 ? figures.length() : end);
    }
}
