/**
 * What runs inside a fork, under JMH: it waits for its turn, drives a fetcher for one slice, measures that, and reports.
 */
package io.fetchbench.harness.fork;
