package io.fetchbench.harness.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the JVMs that the harness starts are started. */
final class Jvm {
    /** Keeps Netty's and our own native calls from printing warnings. */
    static final List<String> QUIET = List.of("--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /**
     * JMH sends each slice's result through Java's serialization. Compiling that, after some sixty turns, takes 0.8 s of
     * processor time, which would be part of the slices it falls into; interpreting it takes none of theirs.
     */
    private static final String JMH_RESULTS_INTERPRETED = "-XX:CompileCommand=exclude,java/io/ObjectOutputStream*.*";

    /**
     * The same for every style and machine: one processor, the collector that a JVM chooses there anyway, a fixed heap, one
     * family of sockets. A fork is pinned after it has started, so it must be told that it will have one processor.
     */
    static final List<String> FORK = List.of("-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC", "-Xms512m", "-Xmx1g",
            "-XX:-UsePerfData", "-Djava.net.preferIPv4Stack=true", "-XX:CompileCommand=quiet", JMH_RESULTS_INTERPRETED);

    private Jvm() {}

    /** {@return the java of the JDK this runs on} */
    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    static List<String> forkArgs(List<String> styleOptions) {
        List<String> args = new ArrayList<>(QUIET);
        args.addAll(FORK);
        args.addAll(styleOptions);
        return args;
    }
}
