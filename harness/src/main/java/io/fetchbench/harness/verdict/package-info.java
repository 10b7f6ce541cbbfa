/** What a comparison says: the gate, its verdict, the files that carry it, and the baseline and history beside it. */
package io.fetchbench.harness.verdict;
