/** What is asked of the server, drawn before anything runs: every style gets the very same requests in the same order. */
package io.fetchbench.harness.draw;
