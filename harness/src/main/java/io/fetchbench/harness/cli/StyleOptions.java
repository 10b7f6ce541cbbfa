package io.fetchbench.harness.cli;

import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.suite.Suite;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which styles take part. */
final class StyleOptions {
    @Option(names = "--styles", split = ",", paramLabel = "NAME", description = {
            "Styles to run, in this order; the suite's, or all, unless set.",
            "One named twice is compared with itself."})
    private List<String> styles = List.of();

    @Mixin
    private PluginOptions plugins;

    List<Arm> arms(Suite suite) {
        return Arm.select(styles.isEmpty() ? suite.styles() : styles, plugins.providers());
    }
}
