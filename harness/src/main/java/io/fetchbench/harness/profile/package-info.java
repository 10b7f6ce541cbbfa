/** Profilers that a fork may be run with, and what their recordings say. */
package io.fetchbench.harness.profile;
