/**
 * What the parts cost. In the project's folder:
 *
 * <pre>{@code
 * mvn -q -pl coroutine-loop -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp coroutine-loop/target/test-classes:coroutine-loop/target/classes:$(cat coroutine-loop/target/classpath) \
 *     org.openjdk.jmh.Main io.fetchbench.coroutine -prof gc
 * }</pre>
 *
 * <p>{@link io.fetchbench.coroutine.benchmarks.SuspendedFetchBytes} is a program of its own, to be run with the same class
 * path and {@code --add-exports=java.base/jdk.internal.vm=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED
 * --enable-native-access=ALL-UNNAMED}.
 *
 * <p>To be met, in one and the same run: {@code Switching.generator} on CONTINUATION within 1.3 times
 * {@code Switching.bareContinuation}.
 */
package io.fetchbench.coroutine.benchmarks;
