package io.fetchbench.harness.record;

/** Whether a cell's numbers may be believed. Shown wherever they are. */
public enum Validity {
    /** Nothing speaks against them. */
    VALID,
    /** They may be off; the reasons say why. */
    SUSPECT,
    /** They must not be used. */
    INVALID
}
