/**
 * One run from beginning to end: the mock server, the forks of every arm in rounds of alternating slices, and what becomes
 * of their reports.
 */
package io.fetchbench.harness.session;
