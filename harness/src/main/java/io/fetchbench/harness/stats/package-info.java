/** Numbers from numbers: what one round says, and how arms compare over rounds. */
package io.fetchbench.harness.stats;
