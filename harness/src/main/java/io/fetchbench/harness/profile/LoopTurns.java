package io.fetchbench.harness.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;

/**
 * Turns of event loops: what a thread does between two waits at its selector, which is all callbacks of whatever was ready.
 * While a turn lasts, nothing else on that loop goes on. Waits are traced where the JDK's selectors begin and end them, and
 * where Netty calls epoll or kqueue; other loops are not seen.
 */
final class LoopTurns {
    /** What JFR traces (jdk.MethodTrace, since JDK 25). Selectors may run callbacks in a select: the wait alone counts. */
    static final String FILTER = "sun.nio.ch.SelectorImpl::begin;sun.nio.ch.SelectorImpl::end;"
            + "io.netty.channel.epoll.Native::epollWait;io.netty.channel.kqueue.Native::keventWait";

    private final Map<Long, List<Mark>> marksByThread = new HashMap<>();

    /** One traced call: where a wait begins, where it ends, or all of it. */
    private record Mark(Span span, String method) {}

    void add(RecordedEvent event) {
        RecordedMethod method = event.getValue("method");
        marksByThread.computeIfAbsent(event.getThread("eventThread").getId(), _ -> new ArrayList<>())
                .add(new Mark(Span.of(event), method.getName()));
    }

    /** {@return whether any loop was seen} */
    boolean isKnown() {
        return !marksByThread.isEmpty();
    }

    /** {@return every turn that both began and ended} */
    List<Span> spans() {
        List<Span> turns = new ArrayList<>();
        for (List<Mark> marks : marksByThread.values()) {
            marks.sort(Comparator.comparing(mark -> mark.span().start()));
            addTurns(marks, turns);
        }
        return turns;
    }

    private static void addTurns(List<Mark> marks, List<Span> turns) {
        Instant awakeSince = null;
        for (Mark mark : marks) {
            if (mark.method().equals("end")) {
                awakeSince = mark.span().end();
            } else {
                if (awakeSince != null && awakeSince.isBefore(mark.span().start())) {
                    turns.add(new Span(awakeSince, mark.span().start()));
                }
                awakeSince = mark.method().equals("begin") ? null : mark.span().end();
            }
        }
    }
}
