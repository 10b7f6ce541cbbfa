/** The command line: one class a command, each a few options and one call. */
package io.fetchbench.harness.cli;
