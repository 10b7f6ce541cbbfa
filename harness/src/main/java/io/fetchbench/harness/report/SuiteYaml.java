package io.fetchbench.harness.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.Quantities;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A suite as its file would be, every default filled in: what {@code --suite FILE} runs again. */
final class SuiteYaml {
    private static final YAMLMapper YAML = YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES).enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR).build();

    private SuiteYaml() {}

    static String of(Suite suite) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", suite.name());
        keys.put("description", suite.description());
        if (!suite.styles().isEmpty()) {
            keys.put("styles", suite.styles());
        }
        keys.put("workloads", suite.workloads().stream().map(SuiteYaml::keys).toList());
        try {
            return YAML.writeValueAsString(keys);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("suite can't be written as YAML", e);
        }
    }

    private static Map<String, Object> keys(Workload workload) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", workload.name());
        keys.put("drive", workload.drive().toString());
        if (workload.drive().handsOverAll()) {
            keys.put("fetches", workload.fetches());
        }
        keys.put("in-flight", workload.inFlight());
        if (workload.drive() == Drive.OPEN) {
            keys.put("rate", workload.arrivals().perSecond());
            keys.put("arrivals", workload.arrivals().poisson() ? "poisson" : "constant");
        }
        keys.put("delay", workload.delay().text());
        keys.put("body", workload.bodyBytes() + "B");
        if (!workload.faults().isEmpty()) {
            keys.put("faults", faults(workload));
        }
        keys.put("body-step", workload.bodyStep().text());
        keys.put("reuse",
                workload.reuse() == ConnectionReuse.KEEP_ALIVE ? "keep-alive" : "connection-per-fetch");
        keys.put("timeout", Quantities.format(workload.timeout()));
        keys.put("io-threads", workload.ioThreads());
        keys.put("rounds", workload.rounds());
        keys.put("slices", workload.slices());
        keys.put("slice", Quantities.format(workload.slice()));
        keys.put("warm-up", Quantities.format(workload.warmUp()));
        keys.put("seed", workload.seed());
        if (workload.sampleHeap()) {
            keys.put("sample-heap", true);
        }
        return keys;
    }

    private static Map<String, String> faults(Workload workload) {
        Map<String, String> shares = new LinkedHashMap<>();
        new TreeMap<>(workload.faults())
                .forEach((fault, share) -> shares.put(fault.key(), Quantities.formatShare(share)));
        return shares;
    }
}
