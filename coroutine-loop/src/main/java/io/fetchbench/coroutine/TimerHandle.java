package io.fetchbench.coroutine;

/** A callback that waits for a time. Only for the thread of the loop. */
public final class TimerHandle extends Handle implements Comparable<TimerHandle> {
    private final long whenNanos;
    private final long sequence;
    /** Where it waits; null once it has left. */
    private Timers timers;

    TimerHandle(Timers timers, long whenNanos, long sequence, Runnable callback, Object createdAt) {
        super(callback, createdAt);
        this.timers = timers;
        this.whenNanos = whenNanos;
        this.sequence = sequence;
    }

    /**
     * When it is due.
     *
     * @return a time of {@link EventLoop#timeNanos()}
     */
    public long whenNanos() {
        return whenNanos;
    }

    @Override
    public void cancel() {
        boolean cancelledBefore = cancelled();
        super.cancel();
        if (timers != null && !cancelledBefore) {
            timers.countCancelled();
        }
    }

    void leftTimers() {
        timers = null;
    }

    /** By time, then in the order in which they were asked for. */
    @Override
    public int compareTo(TimerHandle other) {
        int byTime = Long.compare(whenNanos, other.whenNanos);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
}
