package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.stats.Holm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sessions of today against a baseline. Holm's correction is over all arms, workloads and metrics. */
final class BaselineCheck {
    private final Baseline baseline;
    private final Gate gate;
    private final List<RunRecord> sessions;

    BaselineCheck(Baseline baseline, Gate gate, List<RunRecord> sessions) {
        this.baseline = baseline;
        this.gate = gate;
        this.sessions = List.copyOf(sessions);
    }

    List<Finding> findings() {
        Map<Subject, List<BaselineRatio>> subjects = subjects();
        List<BaselineRatio> comparable = new ArrayList<>();
        Map<Subject, List<String>> unfit = new LinkedHashMap<>();
        subjects.forEach((subject, ratios) -> {
            List<String> reasons = unfit(subject);
            unfit.put(subject, reasons);
            if (reasons.isEmpty() && baseline.runs().size() > 1) {
                comparable.addAll(ratios);
            }
        });
        List<Set<BaselineRatio>> worse = sessions.stream().map(session -> worse(comparable, session)).toList();
        Map<BaselineRatio, Change> changes = changes(comparable, sessions);
        return subjects.keySet().stream().map(subject -> new Finding(subject.arm(), subject.workload(),
                unfit.get(subject).isEmpty()
                        ? verdict(subjects.get(subject), worse, changes)
                        : new Verdict(VerdictKind.INVALID, List.of(), sessions.size(), unfit.get(subject)),
                List.of())).toList();
    }

    private Verdict verdict(List<BaselineRatio> ratios, List<Set<BaselineRatio>> worse,
            Map<BaselineRatio, Change> changes) {
        if (baseline.runs().size() < 2) {
            return new Verdict(VerdictKind.INCONCLUSIVE, List.of(), sessions.size(), List.of(
                    "the baseline was made from one session, so how far sessions scatter is not known; make it from several"));
        }
        List<Change> shown = ratios.stream().map(changes::get).toList();
        if (ratios.stream().anyMatch(ratio -> worse.stream().allMatch(set -> set.contains(ratio)))) {
            return verdict(VerdictKind.REGRESSION, shown, "worse than the baseline in every one of "
                    + sessions.size() + " sessions");
        }
        if (ratios.stream().anyMatch(ratio -> worse.stream().anyMatch(set -> set.contains(ratio)))) {
            return verdict(VerdictKind.INCONCLUSIVE, shown,
                    "one session showed a regression that the other did not");
        }
        boolean within = ratios.stream().allMatch(ratio -> BaselineDifference.of(ratio, baseline.runs().size(),
                sessions).within(gate.limit(), gate.alpha()));
        return within
                ? verdict(VerdictKind.PASS, shown, "no metric got worse by " + Words.percent(gate.limit()))
                : verdict(VerdictKind.INCONCLUSIVE, shown, "neither a regression is shown nor a worsening by "
                        + Words.percent(gate.limit()) + " excluded, given how far sessions scatter");
    }

    private Verdict verdict(VerdictKind kind, List<Change> changes, String reason) {
        return new Verdict(kind, changes, sessions.size(), List.of(reason));
    }

    private Set<BaselineRatio> worse(List<BaselineRatio> ratios, RunRecord session) {
        Set<BaselineRatio> worse = new LinkedHashSet<>();
        changes(ratios, List.of(session)).forEach((ratio, change) -> {
            if (gate.callsWorse(change)) {
                worse.add(ratio);
            }
        });
        return worse;
    }

    private Map<BaselineRatio, Change> changes(List<BaselineRatio> ratios, List<RunRecord> of) {
        List<BaselineDifference> differences = ratios.stream()
                .map(ratio -> BaselineDifference.of(ratio, baseline.runs().size(), of)).toList();
        double[] adjusted = Holm.adjust(differences.stream().mapToDouble(BaselineDifference::pValue).toArray());
        Map<BaselineRatio, Change> changes = new LinkedHashMap<>();
        for (int i = 0; i < adjusted.length; i++) {
            changes.put(ratios.get(i), differences.get(i).change(gate, adjusted[i], adjusted.length));
        }
        return changes;
    }

    private Map<Subject, List<BaselineRatio>> subjects() {
        Map<Subject, List<BaselineRatio>> subjects = new LinkedHashMap<>();
        baseline.ratios().stream().filter(ratio -> gate.metrics().contains(ratio.metric()))
                .forEach(ratio -> subjects
                        .computeIfAbsent(new Subject(ratio.arm(), ratio.workload()), _ -> new ArrayList<>())
                        .add(ratio));
        return subjects;
    }

    private List<String> unfit(Subject subject) {
        Set<String> reasons = new LinkedHashSet<>();
        for (RunRecord session : sessions) {
            reasons.addAll(Surroundings.differences(baseline.environment(), baseline.workloads(), session));
            reasons.addAll(SessionRatios.unfit(session, subject.workload()));
            reasons.addAll(SessionRatios.missing(session, subject.arm(), subject.workload(), gate));
        }
        return List.copyOf(reasons);
    }

    private record Subject(String arm, String workload) {}
}
