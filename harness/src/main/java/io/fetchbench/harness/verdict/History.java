package io.fetchbench.harness.verdict;

import io.fetchbench.harness.Names;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.stats.ChangePoint;
import io.fetchbench.harness.stats.Medians;
import io.fetchbench.harness.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What runs came to over weeks: a folder with one append-only CSV file, {@code <arm>@<workload>.csv}, for each arm and
 * workload. Its shifts are for people to look at and never a gate: the runs were measured on different days.
 */
public final class History {
    /** Least significance of a shift: with it about one series in a hundred that never moved shows one. */
    public static final double LEVEL = 0.01;

    /** With fewer usable ones no shift can be seen. */
    public static final int FEWEST_RUNS = ChangePoint.fewestValues(LEVEL);

    private static final Set<String> OF_THIS_CHECKOUT = Set.of("run", "baseline");

    private final Path folder;

    /**
     * @param folder made when the first run is added
     */
    public History(Path folder) {
        this.folder = folder;
    }

    /**
     * Adds a run to the files of its arms; where a file has it already, that file stays as it is. Only a complete
     * {@code bench run} or session of {@code bench baseline} is added: an arm of a comparison may be another revision's, and be
     * called the same. Arms with profilers are left out, for those cost time.
     *
     * @param run any; what is invalid is marked so
     * @return whether it has a row in any file now
     * @throws UserError if a file is damaged or can't be written
     */
    public boolean add(RunRecord run) {
        if (!run.complete() || run.command().isEmpty() || !OF_THIS_CHECKOUT.contains(run.command().getFirst())) {
            return false;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserError(folder + ": expected a folder for the history, got " + e + "; choose another", e);
        }
        boolean added = false;
        for (Cell cell : run.cells()) {
            if (!Names.isSafe(cell.arm()) || !Names.isSafe(cell.workload())) {
                throw new UserError("run " + run.runId() + ": expected arms and workloads with plain names, got \""
                        + cell.arm() + "\" on \"" + cell.workload() + "\"; rename them");
            }
            if (!cell.forks().isEmpty() && cell.forks().stream().allMatch(fork -> fork.recordings().isEmpty())) {
                addTo(file(cell.arm(), cell.workload()), run, cell);
                added = true;
            }
        }
        return added;
    }

    private static void addTo(HistoryFile file, RunRecord run, Cell cell) {
        if (file.read().stream().noneMatch(point -> point.runId().equals(Text.cell(run.runId())))) {
            file.append(HistoryPoint.of(run, cell));
        }
    }

    /**
     * The history of an arm on a workload, as far as plan and machine are those of the latest run: with another number in
     * flight, say, it is another workload, whatever its name, and two processors or JDKs have other ratios.
     *
     * @param arm its name
     * @param workload its name
     * @return in order of time; empty if there is none
     * @throws UserError if the file is damaged
     */
    public List<HistoryPoint> points(String arm, String workload) {
        List<HistoryPoint> all = file(arm, workload).read().stream()
                .sorted(Comparator.comparing(HistoryPoint::time)).toList();
        return all.stream().filter(point -> point.isLike(all.getLast())).toList();
    }

    /**
     * Those of {@link #points} that shifts of a metric are looked for in: invalid runs are left out, and runs without its
     * ratio to the control arm.
     *
     * @param arm its name
     * @param workload its name
     * @param metric which
     * @return in order of time
     */
    public List<HistoryPoint> usable(String arm, String workload, Metric metric) {
        return points(arm, workload).stream()
                .filter(point -> point.validity() != Validity.INVALID && point.overControl().containsKey(metric))
                .toList();
    }

    /**
     * Where a metric's ratio to the control arm moved.
     *
     * @param arm its name
     * @param workload its name
     * @param metric which
     * @return in order of time; none if fewer than {@link #FEWEST_RUNS} are usable
     */
    public List<Shift> shifts(String arm, String workload, Metric metric) {
        List<HistoryPoint> points = usable(arm, workload, metric);
        double[] ratios = points.stream().mapToDouble(point -> point.overControl().get(metric)).toArray();
        List<ChangePoint> moves = ChangePoint.all(ratios, LEVEL);
        List<Shift> shifts = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            int from = i == 0 ? 0 : moves.get(i - 1).index();
            int at = moves.get(i).index();
            int to = i + 1 < moves.size() ? moves.get(i + 1).index() : ratios.length;
            shifts.add(new Shift(arm, workload, metric, points.get(at), median(ratios, from, at),
                    median(ratios, at, to), moves.get(i).pValue()));
        }
        return shifts;
    }

    private static double median(double[] values, int from, int to) {
        return Medians.median(Arrays.stream(values, from, to));
    }

    private HistoryFile file(String arm, String workload) {
        return new HistoryFile(folder.resolve(arm + "@" + workload + ".csv"));
    }
}
