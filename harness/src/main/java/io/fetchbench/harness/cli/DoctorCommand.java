package io.fetchbench.harness.cli;

import io.fetchbench.harness.doctor.Doctor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench doctor}. */
@Command(name = "doctor", description = {"Says whether this machine is fit to measure on, in about half a minute.",
        "Exit codes: 0 fit, 1 could not run, 3 unfit."}, mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private PluginOptions plugins;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        boolean fit = new Doctor(spec.commandLine().getOut()).examine(plugins.providers());
        return fit ? ExitCode.OK : ExitCode.INVALID;
    }
}
