/** Comparing two arms live: pairs of fresh forks, one session after the other, and the tool's own error rates. */
package io.fetchbench.harness.compare;
