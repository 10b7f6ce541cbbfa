package io.fetchbench.harness.profile;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A measured slice in a recording: what is outside of all slices was not measured. */
@Name(SliceEvent.NAME)
@Label("Slice")
@Description("A measured turn of the fork")
@Category("fetchbench")
@StackTrace(false)
final class SliceEvent extends Event {
    static final String NAME = "fetchbench.Slice";

    @Label("Turn")
    private final int turn;

    SliceEvent(int turn) {
        this.turn = turn;
    }

    /** {@return which of the fork's turns, from 0} */
    int turn() {
        return turn;
    }
}
