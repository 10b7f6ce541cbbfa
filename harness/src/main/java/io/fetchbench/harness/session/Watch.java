package io.fetchbench.harness.session;

import io.fetchbench.harness.record.Conditions;
import io.fetchbench.harness.record.Slice;
import java.time.Duration;
import java.util.Optional;

/** Looks at the mock server and at the cores before and after a slice, from outside the fork. Not thread-safe. */
final class Watch {
    private final MockServerProcess server;
    private final Cores cores;
    private Optional<ProcessHandle> client = Optional.empty();
    private Optional<Duration> clientBefore = Optional.empty();
    private ServerStats serverBefore;
    private CoreTimes timesBefore;
    private Long overflowsBefore;
    private long beganNanos;

    Watch(MockServerProcess server, Cores cores) {
        this.server = server;
        this.cores = cores;
    }

    void begin(long pid) {
        client = ProcessHandle.of(pid);
        clientBefore = clientCpu();
        serverBefore = server.stats();
        overflowsBefore = ListenQueue.overflows();
        beganNanos = System.nanoTime();
        timesBefore = CoreTimes.now();
    }

    /** {@return what went on since} */
    Conditions end(Slice slice) {
        long elapsed = System.nanoTime() - beganNanos;
        CoreTimes spent = CoreTimes.now().minus(timesBefore);
        ServerStats served = server.stats().minus(serverBefore);
        return new Conditions(served.cpuNanos(), elapsed, others(spent, elapsed, cores.client(), clientNanos(slice)),
                others(spent, elapsed, cores.server(), served.cpuNanos()),
                stolen(spent),
                served.delays(), served.lateDelays(), overflows());
    }

    /** Around its slice a fork is at work too: it packs what it has measured, with code that is cold. */
    private long clientNanos(Slice slice) {
        Optional<Duration> now = clientCpu();
        return now.isPresent() && clientBefore.isPresent()
                ? now.get().minus(clientBefore.get()).toNanos()
                : slice.cpuNanos();
    }

    /** In ticks, as the cores' times are. */
    private Optional<Duration> clientCpu() {
        return client.flatMap(process -> process.info().totalCpuDuration());
    }

    /** May be negative within a tick or two: only sums over slices mean something. */
    private static Long others(CoreTimes spent, long elapsedNanos, String core, long ownNanos) {
        return core == null || !spent.isKnown() ? null : spent.busyNanos(core, elapsedNanos) - ownNanos;
    }

    private Long overflows() {
        Long now = ListenQueue.overflows();
        return now == null || overflowsBefore == null ? null : Long.valueOf(now - overflowsBefore);
    }

    private Long stolen(CoreTimes spent) {
        return cores.client() == null || !spent.isKnown()
                ? null
                : Long.valueOf(spent.stolenNanos(cores.client()) + spent.stolenNanos(cores.server()));
    }
}
