package io.fetchbench.contract;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The threads that live at a moment, virtual ones included, without those that the JDK starts for itself and keeps, the one
 * that Netty has for the whole JVM, and those of {@link ScriptedServer}.
 *
 * @param names name and kind by thread id
 */
record LiveThreads(Map<Long, String> names) {
    /** The name of the thread that calls {@code close()} in the tests. */
    static final String CLOSER = "contract-closer";
    private static final Pattern HEADLINE = Pattern.compile("^#(\\d+) \"(.*)\"(.*)$", Pattern.MULTILINE);
    private static final Pattern NOT_THE_STYLES = Pattern.compile("ForkJoinPool-1-worker-\\d+|VirtualThread-unparker.*"
            + "|(Read|Write)-Poller.*|MasterPoller|SubPoller-\\d+|Cleaner-\\d+|Common-Cleaner|process reaper.*|Attach Listener"
            + "|ForkJoinPool\\.commonPool-.*|C[12] CompilerThread\\d+|junit-.*|globalEventExecutor-.*|" + CLOSER + "|"
            + ScriptedServer.THREAD_NAME + ".*");

    /** {@link Thread#getAllStackTraces} leaves virtual threads out; the thread dump of the diagnostic bean doesn't. */
    static LiveThreads now() {
        try {
            Path directory = Files.createTempDirectory("live-threads");
            Path dump = directory.resolve("dump.txt");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(dump.toString(),
                        HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
                return parse(Files.readString(dump));
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LiveThreads parse(String dump) {
        Map<Long, String> names = new HashMap<>();
        Matcher headline = HEADLINE.matcher(dump);
        while (headline.find()) {
            if (!NOT_THE_STYLES.matcher(headline.group(2)).matches()) {
                String kind = headline.group(3).contains("virtual") ? "virtual" : "platform";
                names.put(Long.valueOf(headline.group(1)), kind + " \"" + headline.group(2) + "\"");
            }
        }
        return new LiveThreads(names);
    }

    /** Threads end a moment after whoever joined their work has gone on, and libraries keep some for a second or so. */
    static void awaitNoMoreThan(LiveThreads before) {
        long deadline = Patience.deadlineNanos();
        Map<Long, String> left = before.newSince();
        while (!left.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("threads left behind by close() after " + Patience.text()
                        + ", which should stop and join each: " + left.values());
            }
            Thread.yield();
            left = before.newSince();
        }
    }

    /** The style's platform threads now, to ask whether they live without the time that a dump takes. */
    static Set<Thread> platformThreads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> NOT_THE_STYLES.matcher(thread.getName()).matches());
        return threads;
    }

    private Map<Long, String> newSince() {
        Map<Long, String> left = new HashMap<>(now().names);
        left.keySet().removeAll(names.keySet());
        return left;
    }
}
