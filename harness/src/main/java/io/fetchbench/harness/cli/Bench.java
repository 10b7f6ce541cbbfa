package io.fetchbench.harness.cli;

import io.fetchbench.harness.Names;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.compare.ScratchFolder;
import io.fetchbench.harness.draw.DelayDistribution;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.suite.ByteSize;
import io.fetchbench.harness.suite.Share;
import io.fetchbench.harness.Quantities;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code bench}: the main class behind the launcher. Without a command it prints help. */
@Command(name = "bench", subcommands = {RunCommand.class, CompareCommand.class, CheckCommand.class,
        BaselineCommand.class, HistoryCommand.class, AaCommand.class, KneeCommand.class, ListCommand.class,
        DoctorCommand.class,
        ReportCommand.class}, description = "Fetches N URLs in several concurrency styles and compares what that costs.", footer = {
                "", "  mock     run the mock server alone (bench mock --help)",
                "  test     run the whole test suite, or fuzz the codec: test --fuzz 10m", "",
                "Exit codes: 0 done, 1 could not run (to the end), 2 regression, 3 invalid or can't",
                "tell, 130 interrupted."}, synopsisSubcommandLabel = "COMMAND", mixinStandardHelpOptions = true, version = "fetchbench 0.1.0")
public final class Bench implements Runnable {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    /**
     * Runs a command and exits with its code.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        // Numbers in every output are the same wherever they are written.
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine().execute(args));
    }

    /** {@return the command line as the tests use it} */
    static CommandLine commandLine() {
        var bench = new Bench();
        return new CommandLine(bench).setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, converter(Quantities::duration))
                .registerConverter(DelayDistribution.class, converter(DelayDistribution::parse))
                .registerConverter(ByteSize.class, converter(text -> new ByteSize(Quantities.bytes(text))))
                .registerConverter(Share.class, converter(text -> new Share(Quantities.share(text))))
                .registerConverter(Metric.class, converter(Bench::metric))
                .setParameterExceptionHandler(Bench::badUsage)
                .setExecutionExceptionHandler((e, command, _) -> bench.failed(e, command.getErr()));
    }

    private static Metric metric(String key) {
        List<String> known = Stream.of(Metric.values()).map(Metric::key).toList();
        if (!known.contains(key)) {
            throw new IllegalArgumentException(Names.unknown("metric", key, known).getMessage());
        }
        return Metric.values()[known.indexOf(key)];
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> read) {
        return text -> {
            try {
                return read.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static int badUsage(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("bench: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.ERROR;
    }

    private int failed(Exception e, PrintWriter err) {
        if (ScratchFolder.wasInterrupted()) {
            return ExitCode.ERROR;
        }
        if (verbose) {
            e.printStackTrace(err);
        } else if (e instanceof UserError) {
            err.println("bench: " + e.getMessage());
        } else {
            err.println("bench: unexpected " + e + "; --verbose shows where");
        }
        return ExitCode.ERROR;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
