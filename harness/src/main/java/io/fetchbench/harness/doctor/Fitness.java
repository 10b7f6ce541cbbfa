package io.fetchbench.harness.doctor;

/** What something found means for measuring on this machine. */
enum Fitness {
    /** Nothing to say against it. */
    OK,
    /** Comparisons within a run still hold, with more noise or with a part of the workloads. */
    WEAK,
    /** What is measured says more about the machine than about the styles. */
    UNFIT
}
