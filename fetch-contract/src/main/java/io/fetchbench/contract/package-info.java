/**
 * The contract of {@link io.fetchbench.fetch.Fetcher} as JUnit 5 tests.
 *
 * <p>The author of a style extends {@link io.fetchbench.contract.FetcherContract} once, in the tests of the style, and
 * names the provider. Misbehaving servers come from {@link io.fetchbench.contract.ScriptedServer}, well-behaved ones
 * from the mock server, both within the JVM of the test.
 */
package io.fetchbench.contract;
