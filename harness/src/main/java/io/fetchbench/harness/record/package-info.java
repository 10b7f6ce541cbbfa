/** What a run leaves: the record of every fork and slice, and the files it is written to. */
package io.fetchbench.harness.record;
