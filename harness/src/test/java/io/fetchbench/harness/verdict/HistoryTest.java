package io.fetchbench.harness.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.report.Golden;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryTest {
    @TempDir
    Path folder;

    @Test
    void comesOutTheSameEverywhere() {
        Golden.assertSameEverywhere(getClass(), "history.csv", () -> {
            try {
                Path place = Files.createTempDirectory(folder, "history");
                var history = new History(place);
                Runs.row(1.5, 1.525).forEach(history::add);
                return Files.readString(place.resolve("nio-callbacks@keep-alive-64.csv"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void readsBackWhatWasAddedInOrderOfTime() {
        var history = new History(folder);
        history.add(Runs.of(1, 1.6));
        history.add(Runs.of(0, 1.5));
        assertThat(history.points("nio-callbacks", Runs.WORKLOAD))
                .extracting(HistoryPoint::runId, point -> point.overControl().get(Metric.CPU))
                .containsExactly(tuple("run-0", 1.5),
                        tuple("run-1", 1.6));
        assertThat(history.points("none", Runs.WORKLOAD)).isEmpty();
    }

    @Test
    void isOnlyAppendedToAndTakesARunOnce() throws IOException {
        var history = new History(folder);
        Path file = folder.resolve("nio-callbacks@keep-alive-64.csv");
        history.add(Runs.of(0, 1.5));
        String before = Files.readString(file);
        history.add(Runs.of(0, 1.5));
        assertThat(file).hasContent(before);
        history.add(Runs.of(1, 1.6));
        assertThat(Files.readString(file)).startsWith(before).hasLineCount(3);
    }

    @Test
    void findsWhereTheRatioMovedAndLeavesInvalidRunsOut() {
        var history = new History(folder);
        Random random = new Random(4);
        for (int i = 0; i < 40; i++) {
            history.add(Runs.of(i, (i < 25 ? 1.5 : 1.6) + 0.01 * random.nextGaussian()));
            history.add(Runs.of(100 + i, Runs.cell("control", 10), Runs.cell("nio-callbacks", 90, Validity.INVALID)));
        }
        assertThat(history.points("nio-callbacks", Runs.WORKLOAD)).hasSize(80);
        assertThat(history.usable("nio-callbacks", Runs.WORKLOAD, Metric.CPU)).hasSize(40);
        assertThat(history.usable("nio-callbacks", Runs.WORKLOAD, Metric.MAKESPAN)).isEmpty();
        List<Shift> shifts = history.shifts("nio-callbacks", Runs.WORKLOAD, Metric.CPU);
        assertThat(shifts).singleElement().satisfies(shift -> {
            assertThat(shift.first().runId()).isEqualTo("run-25");
            assertThat(shift.before()).isBetween(1.49, 1.51);
            assertThat(shift.after()).isBetween(1.59, 1.61);
        });
        assertThat(history.shifts("control", Runs.WORKLOAD, Metric.CPU)).isEmpty();
    }

    static Stream<Arguments> damages() {
        return Stream.of(damage("a row cut off", text -> text.substring(0, text.length() - 40), "line 3"),
                damage("a number cut off", text -> text.substring(0, text.length() - 2), "line 3"),
                damage("no number", text -> text.replace(",15.25,", ",fifteen,"), "line 3"),
                damage("no time", text -> text.replace("2026-01-02T", "yesterday"), "line 3"),
                damage("another file", text -> "name,version\nleft-pad,1\n", "columns"),
                damage("empty", text -> "", "columns"));
    }

    private static Arguments damage(String what, Function<String, String> damage, String message) {
        return Arguments.of(what, damage, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aDamagedFileIsAnErrorInOneSentenceAndStaysAsItIs(String what, Function<String, String> damage, String message)
            throws IOException {
        var history = new History(folder);
        Runs.row(1.5, 1.525).forEach(history::add);
        Path file = folder.resolve("nio-callbacks@keep-alive-64.csv");
        String damaged = damage.apply(Files.readString(file));
        Files.writeString(file, damaged);
        assertThatThrownBy(() -> history.points("nio-callbacks", Runs.WORKLOAD)).isInstanceOf(UserError.class)
                .hasMessageStartingWith(file + ": expected ").hasMessageContaining(message);
        assertThatThrownBy(() -> history.add(Runs.of(7, 1.5))).isInstanceOf(UserError.class);
        assertThat(Files.readString(file)).isEqualTo(damaged);
    }

    @Test
    void aComparisonIsNoHistoryOfItsArms() {
        var history = new History(folder);
        RunRecord run = Runs.of(0, 1.5);
        for (String command : List.of("compare", "check")) {
            assertThat(history.add(new RunRecord(run.formatVersion(), command, true, null, run.startedAt(), 1,
                    List.of(command), run.environment(), run.suite(), run.cells()))).isFalse();
        }
        assertThat(history.add(new RunRecord(run.formatVersion(), "cut", false, "interrupted", run.startedAt(), 1,
                List.of("run"), run.environment(), run.suite(), run.cells()))).isFalse();
        assertThat(history.add(run)).isTrue();
        assertThat(history.points("nio-callbacks", Runs.WORKLOAD)).hasSize(1);
    }

    @Test
    void aWorkloadOfTheSameNameWithAnotherPlanIsAnother() {
        var history = new History(folder);
        Workload plan = Runs.of(0, 1).suite().workloads().getFirst();
        Workload other = new WorkloadSpec(plan.name(), null, null, List.of(plan.inFlight() + 1), null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null).resolve(3).getFirst();
        Suite changed = new Suite("mine", "", List.of(), List.of(other));
        for (int i = 0; i < 20; i++) {
            history.add(Runs.of(i, 1.5));
            history.add(Runs.on(Runs.of(100 + i, 1.8), changed));
        }
        assertThat(history.points("nio-callbacks", Runs.WORKLOAD)).hasSize(20)
                .allSatisfy(point -> assertThat(point.overControl().get(Metric.CPU)).isCloseTo(1.8, within(1e-9)));
        assertThat(history.shifts("nio-callbacks", Runs.WORKLOAD, Metric.CPU)).isEmpty();
    }

    @Test
    void anotherMachineIsAnother() {
        var history = new History(folder);
        for (int i = 0; i < 20; i++) {
            history.add(Runs.of(i, 1.5));
            history.add(Runs.on(Runs.of(100 + i, 1.8), HistoryTest::withAnotherProcessor));
        }
        assertThat(history.points("nio-callbacks", Runs.WORKLOAD)).hasSize(20)
                .allSatisfy(point -> assertThat(point.machine()).startsWith("another, 2 cores"));
        assertThat(history.shifts("nio-callbacks", Runs.WORKLOAD, Metric.CPU)).isEmpty();
    }

    private static Environment withAnotherProcessor(Environment here) {
        return new Environment(here.os(), "another", here.cores(), here.memoryBytes(), here.jdk(), here.jvmArgs(),
                here.clientCores(), here.serverCores(), here.serverTransport(), here.cpuClock(), here.commit());
    }

    @Test
    void runsWithProfilersAreLeftOut() {
        var history = new History(folder);
        Cell plain = Runs.cell("nio-callbacks", 15);
        ForkRecord fork = plain.forks().getFirst();
        var profiled = new ForkRecord(0, 0, 1, fork.warmUp(), fork.slices(), fork.metrics(), List.of("x.jfr"), null,
                null);
        history.add(Runs.of(0, Runs.cell("control", 10), new Cell(plain.arm(), plain.style(), plain.stack(),
                plain.workload(), plain.validity(), plain.reasons(), List.of(profiled))));
        assertThat(history.points("nio-callbacks", Runs.WORKLOAD)).isEmpty();
        assertThat(history.points("control", Runs.WORKLOAD)).hasSize(1);
    }

    @Test
    void aNameThatIsNoFileNameIsRefused() {
        assertThatThrownBy(() -> new History(folder).add(Runs.of(0, Runs.cell("../up", 1))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("../up");
    }
}
