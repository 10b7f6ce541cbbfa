package io.fetchbench.harness.doctor;

import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.session.CoreTimes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at everything that measuring depends on, and says of each thing what it found as soon as it knows. */
public final class Doctor {
    private final SystemFiles files = new SystemFiles(Path.of("/"));
    private final PrintWriter out;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param out where findings are printed, a line each, and what to do where something is amiss
     */
    public Doctor(PrintWriter out) {
        this.out = out;
    }

    /**
     * Takes about half a minute.
     *
     * @param providers the styles there are
     * @return whether the machine is fit to measure on
     * @throws UserError if the sample of identical arms could not be run
     * @throws InterruptedException if interrupted
     */
    public boolean examine(List<FetcherProvider> providers) throws InterruptedException {
        examineMachine();
        watchNeighbours();
        examineClocks();
        examineLimits();
        out.println("Two identical arms take turns now, for about 20 s ...");
        out.flush();
        sample(providers);
        boolean fit = findings.stream().noneMatch(finding -> finding.fitness() == Fitness.UNFIT);
        out.println(conclusion(fit));
        out.flush();
        return fit;
    }

    private void examineMachine() {
        var processor = new Processor(files);
        tell(processor.cores());
        tell(processor.governor());
        tell(processor.turbo());
        tell(Programs.taskset(System.getenv().getOrDefault("PATH", "")));
        tell(Programs.jdk(Runtime.version().feature(), System.getProperty("java.vendor"),
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")));
        tell(Neighbours.load(files, usableCores().size()));
    }

    private void watchNeighbours() throws InterruptedException {
        long cpuBefore = ownCpuNanos();
        long start = System.nanoTime();
        CoreTimes before = CoreTimes.now();
        Thread.sleep(Neighbours.WATCH);
        long elapsed = System.nanoTime() - start;
        CoreTimes spent = CoreTimes.now().minus(before);
        tell(Neighbours.stolen(spent, elapsed, usableCores()));
        tell(Neighbours.others(spent, elapsed, ownCpuNanos() - cpuBefore, usableCores()));
    }

    private static long ownCpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private List<Integer> usableCores() {
        List<Integer> allowed = new Processor(files).allowed();
        return allowed.isEmpty()
                ? IntStream.range(0, Runtime.getRuntime().availableProcessors()).boxed().toList()
                : allowed;
    }

    private void examineClocks() {
        tell(Clocks.source(files));
        tell(Clocks.nanoTime(System::nanoTime));
        tell(Clocks.timer(System::nanoTime, LockSupport::parkNanos));
    }

    private void examineLimits() {
        var limits = new Limits(files);
        tell(limits.openFiles());
        tell(limits.ports());
        tell(limits.memory());
    }

    private void sample(List<FetcherProvider> providers) {
        Path results = temporaryFolder();
        boolean named = false;
        try {
            IdenticalArms.Sample sample = IdenticalArms.run(providers, results);
            Environment environment = sample.run().environment();
            tell(Programs.transport(environment.serverTransport(), environment.os()));
            tell(Programs.cpuClock(environment.cpuClock()));
            tell(sample.finding());
        } catch (UserError e) {
            named = e.getMessage().contains(results.toString());
            throw e;
        } finally {
            if (!named) {
                delete(results);
            }
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("fetchbench-doctor");
        } catch (IOException e) {
            throw new UserError("temporary folder: expected to make one for the sample, got " + e
                    + "; set java.io.tmpdir through JAVA_TOOL_OPTIONS", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(Finding finding) {
        findings.add(finding);
        FindingText.lines(finding).forEach(out::println);
        out.flush();
    }

    private String conclusion(boolean fit) {
        long weak = findings.stream().filter(finding -> finding.fitness() == Fitness.WEAK).count();
        long unfit = findings.stream().filter(finding -> finding.fitness() == Fitness.UNFIT).count();
        return fit
                ? "Fit to measure on"
                        + (weak == 0 ? "." : ", with " + weak + " weak of " + findings.size() + " findings.")
                : "Unfit to measure on: " + unfit + " of " + findings.size() + " findings, and " + weak + " weak.";
    }
}
