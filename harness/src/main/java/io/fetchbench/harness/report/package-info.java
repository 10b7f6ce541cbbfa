/**
 * What people look at: the record of a run as CSV, as a table on the terminal and in Markdown, and as one HTML page. All
 * tables come from one {@link io.fetchbench.harness.report.Comparison}, so that they can't disagree.
 */
package io.fetchbench.harness.report;
