/**
 * What the tool measures itself with: {@code control}, a client that never changes, and {@code no-op}, which fetches
 * nothing. Neither uses the codec or a style, so no change there can move them.
 */
package io.fetchbench.harness.control;
