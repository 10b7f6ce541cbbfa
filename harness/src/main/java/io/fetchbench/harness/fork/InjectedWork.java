package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Processing;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.stats.Medians;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A slowdown made on purpose: real work in {@code fetch}, on whatever thread calls it, worth a share of the style's own CPU
 * time per fetch. What it costs is timed where it happens, and what the style costs without it is learnt from slice to slice.
 * An arm without a slowdown that is compared with such a one has the same with a share of 0.
 */
final class InjectedWork {
    /**
     * So many fetches share one portion at most. What a single fetch is due may be a few hundred cycles, short enough for a
     * processor to run it beside the code around it.
     */
    private static final int MOST_FETCHES_PER_PORTION = 16;
    /**
     * And no more than make a portion of this, unless one is due more. Meanwhile the server's core has nothing to do, and one
     * that has slept for long is dear to wake, which the fetch after the portion would pay for.
     */
    private static final long LONGEST_SHARED_NANOS = 10_000;
    private static final int FIRST_ROUNDS = 1_000;
    private static final int FIRST_SLICES = 3;
    private static final long LONGEST_RECORDED_NANOS = 1_000_000_000;
    private static final long LONGEST_INTERRUPT_NANOS = 500_000;

    private final double share;
    private final IntToLongFunction work;
    private final AtomicLong fetches = new AtomicLong();
    private final Histogram portionNanos = new ConcurrentHistogram(LONGEST_RECORDED_NANOS, 3);
    private final List<Double> ownNanosPerFetch = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private volatile int fetchesPerPortion = MOST_FETCHES_PER_PORTION;
    private volatile int rounds;

    /**
     * @param share of the style's CPU time per fetch, 0 or more
     */
    InjectedWork(double share) {
        this(share, InjectedWork::burn);
    }

    /**
     * @param share of the style's CPU time per fetch, 0 or more
     * @param work works for so many rounds and says how many nanoseconds that took; called by several threads at once
     */
    InjectedWork(double share, IntToLongFunction work) {
        this.share = share;
        this.work = work;
    }

    /** Really works for so many rounds; the nanoseconds that took. */
    static long burn(int rounds) {
        long start = System.nanoTime();
        new Processing.CpuWork(rounds).run(rounds);
        return System.nanoTime() - start;
    }

    /** {@return the fetcher with this work before its fetches} */
    Fetcher before(Fetcher fetcher) {
        return new Fetcher() {
            @Override
            public FetchHandle fetch(FetchRequest request, FetchListener listener) {
                if (fetches.getAndIncrement() % fetchesPerPortion == 0) {
                    portion();
                }
                return fetcher.fetch(request, listener);
            }

            @Override
            public void close() {
                fetcher.close();
            }
        };
    }

    private void portion() {
        portionNanos.recordValue(Math.min(LONGEST_RECORDED_NANOS, work.applyAsLong(rounds)));
    }

    /**
     * Makes a first guess, from slices with some work in them.
     *
     * @param step a warm-up slice
     */
    void guess(WarmUpLoop.Step step) throws InterruptedException {
        rounds = share == 0 ? 0 : FIRST_ROUNDS;
        portionNanos.reset();
        for (int i = 0; i < FIRST_SLICES; i++) {
            learn(step.run());
        }
        startOver();
    }

    /** Forgets what was learnt, but for how much work the next slice needs. */
    void startOver() {
        ownNanosPerFetch.clear();
        shares.clear();
    }

    /**
     * Learns from a slice how much work the next one needs.
     *
     * @param slice with work in it
     */
    void learn(Slice slice) {
        double portion = share == 0 ? 0 : portionCost();
        double injected = portion / fetchesPerPortion;
        portionNanos.reset();
        ownNanosPerFetch.add((double) slice.cpuNanos() / slice.ended() - injected);
        double own = Medians.median(ownNanosPerFetch.stream().mapToDouble(Double::doubleValue));
        shares.add(injected / own);
        if (portion > 0) {
            double due = share * own;
            fetchesPerPortion = Math.clamp((long) (LONGEST_SHARED_NANOS / due), 1, MOST_FETCHES_PER_PORTION);
            rounds = Math.max(1, (int) Math.round(due * fetchesPerPortion * rounds / portion));
        }
    }

    /**
     * The mean, interrupts included, for whoever runs is charged with them; without what had lost the processor for a while.
     * 0 in a slice so short that it had none.
     */
    private double portionCost() {
        long longest = portionNanos.getValueAtPercentile(50) + LONGEST_INTERRUPT_NANOS;
        double nanos = 0;
        long portions = 0;
        for (HistogramIterationValue value : portionNanos.recordedValues()) {
            if (value.getValueIteratedTo() <= longest) {
                nanos += (double) value.getValueIteratedTo() * value.getCountAtValueIteratedTo();
                portions += value.getCountAtValueIteratedTo();
            }
        }
        return portions == 0 ? 0 : nanos / portions;
    }

    /** {@return the share that was injected in the slices learnt from, their median; NaN before the first} */
    double share() {
        return Medians.median(shares.stream().mapToDouble(Double::doubleValue));
    }
}
