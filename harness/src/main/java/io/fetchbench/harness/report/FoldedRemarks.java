package io.fetchbench.harness.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Remarks that say the same of several arms, said once: what spoils a machine spoils every arm's figures, in the same words
 * and with other numbers. Numbers that differ become the range they span.
 */
final class FoldedRemarks {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
    private static final int MOST_NAMES = 3;

    private FoldedRemarks() {}

    /**
     * Folds.
     *
     * @param remarks in any order
     * @param arms how many arms there are
     * @return one for each thing that is said, in order of first mention
     */
    static List<Remark> of(List<Remark> remarks, int arms) {
        Map<List<String>, List<Remark>> same = remarks.stream().collect(Collectors.groupingBy(
                remark -> List.of(remark.mark(), remark.what(), NUMBER.matcher(remark.reason()).replaceAll("#")),
                LinkedHashMap::new, Collectors.toList()));
        return same.values().stream().map(group -> group.size() == 1 ? group.getFirst() : folded(group, arms)).toList();
    }

    private static Remark folded(List<Remark> group, int arms) {
        List<String> names = group.stream().map(Remark::subject).distinct().toList();
        String subject = names.size() == arms && arms > MOST_NAMES
                ? "all " + arms + " arms"
                : String.join(", ", names);
        return new Remark(group.getFirst().mark(), subject, group.getFirst().what(), withRanges(group));
    }

    private static String withRanges(List<Remark> group) {
        List<List<String>> numbers = group.stream().map(remark -> numbers(remark.reason())).toList();
        var place = new int[]{0};
        return NUMBER.matcher(group.getFirst().reason()).replaceAll(
                _ -> Matcher.quoteReplacement(range(column(numbers, place[0]++))));
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(match -> match.group()).toList();
    }

    private static List<String> column(List<List<String>> numbers, int i) {
        return numbers.stream().map(line -> line.get(i)).sorted(Comparator.comparingDouble(Double::parseDouble))
                .toList();
    }

    private static String range(List<String> sorted) {
        return sorted.getFirst().equals(sorted.getLast())
                ? sorted.getFirst()
                : sorted.getFirst() + "–" + sorted.getLast();
    }
}
