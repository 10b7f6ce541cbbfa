/** What is to be run: suites of workloads, read from YAML, checked before anything starts. */
package io.fetchbench.harness.suite;
