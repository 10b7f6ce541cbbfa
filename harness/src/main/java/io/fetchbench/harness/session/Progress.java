package io.fetchbench.harness.session;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a run is and how long it will still take: a bar on a terminal, plain lines elsewhere. */
public interface Progress extends AutoCloseable {
    /** Says nothing. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String what) {}

        @Override
        public void advance(Duration planned) {}

        @Override
        public void close() {}
    };

    /**
     * A new part of the run begins.
     *
     * @param what in a few words
     */
    void begin(String what);

    /**
     * Work of that length is done.
     *
     * @param planned how long it was expected to take
     */
    void advance(Duration planned);

    @Override
    void close();

    /**
     * Progress of a run.
     *
     * @param planned how long all of it is expected to take
     * @param out where to
     * @param terminal whether that is a terminal
     * @return to be closed when the run ends
     */
    static Progress of(Duration planned, PrintStream out, boolean terminal) {
        return terminal ? new Bar(planned) : new Lines(planned, out);
    }

    /** Redrawn in place; the library estimates the remaining time from the speed so far. */
    final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(Duration planned) {
            bar = new ProgressBarBuilder().setInitialMax(Math.max(1, planned.toMillis()))
                    .setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(1000).setUnit("s", 1000).build();
        }

        @Override
        public void begin(String what) {
            bar.setExtraMessage(what);
        }

        @Override
        public void advance(Duration planned) {
            bar.stepBy(planned.toMillis());
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line whenever a part begins. */
    final class Lines implements Progress {
        private final long plannedNanos;
        private final long startNanos = System.nanoTime();
        private final PrintStream out;
        private long doneNanos;

        Lines(Duration planned, PrintStream out) {
            this.plannedNanos = planned.toNanos();
            this.out = out;
        }

        @Override
        public void begin(String what) {
            long elapsed = System.nanoTime() - startNanos;
            long left = doneNanos == 0
                    ? plannedNanos
                    : (long) ((double) elapsed / doneNanos * (plannedNanos - doneNanos));
            out.println(what + ", about " + Math.max(1, Math.round(left / 1e9)) + " s left");
        }

        @Override
        public void advance(Duration planned) {
            doneNanos += planned.toNanos();
        }

        @Override
        public void close() {}
    }
}
