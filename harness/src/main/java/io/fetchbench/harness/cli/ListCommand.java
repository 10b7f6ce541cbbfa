package io.fetchbench.harness.cli;

import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.control.Instrument;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.SuiteLoader;
import io.fetchbench.harness.suite.Workload;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench list}. */
@Command(name = "list", description = "Lists styles, suites, workloads and metrics.", mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
    @Mixin
    private PluginOptions plugins;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Styles");
        List<FetcherProvider> providers = plugins.providers();
        providers.stream().filter(provider -> !(provider instanceof Instrument))
                .forEach(provider -> out.printf("  %-26s %s%s%n", provider.name(), provider.summary(),
                        provider.stack() == Stack.WHOLE_STACK ? " (whole stack)" : ""));
        out.printf("%nInstruments (control takes part in every run, no-op if named with --styles)%n");
        providers.stream().filter(Instrument.class::isInstance)
                .forEach(provider -> out.printf("  %-26s %s%n", provider.name(), provider.summary()));
        for (String name : SuiteLoader.BUILT_IN) {
            Suite suite = SuiteLoader.load(name);
            out.printf("%nSuite %s: %s%n", name, suite.description());
            out.println("  styles: " + (suite.styles().isEmpty() ? "all" : String.join(", ", suite.styles())));
            suite.workloads().forEach(workload -> out.printf("  %-26s %s%n", workload.name(), describe(workload)));
        }
        out.printf("%nMetrics, the first of which decides a comparison unless --metrics names others%n");
        Stream.concat(Stream.of(Metric.CPU), Stream.of(Metric.values()).filter(metric -> metric != Metric.CPU))
                .forEach(metric -> out.printf("  %-42s %s%n", metric.key(), metric.meaning()));
        out.flush();
    }

    private static String describe(Workload workload) {
        String size = workload.fetches() > 0 ? " of " + workload.fetches() : "";
        return workload.drive() + size + ", " + workload.inFlight() + " in flight, delay "
                + workload.delay().text() + ", " + workload.bodyBytes() + " B bodies, "
                + workload.reuse().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
