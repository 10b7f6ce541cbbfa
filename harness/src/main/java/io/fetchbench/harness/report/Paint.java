package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Validity;

/** Colours of a terminal (ECMA-48 SGR), or none. Never the only bearer of a meaning. */
enum Paint {
    ANSI, NONE;

    String bold(String text) {
        return with("1", text);
    }

    String dim(String text) {
        return with("2", text);
    }

    String bad(String text) {
        return with("1;31", text);
    }

    String validity(Validity validity, String text) {
        return with(switch (validity) {
            case VALID -> "32";
            case SUSPECT -> "33";
            case INVALID -> "1;31";
        }, text);
    }

    private String with(String code, String text) {
        return this == NONE ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
