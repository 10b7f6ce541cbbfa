#!/bin/sh
# What a generator, a task and the loop cost: every JMH benchmark of this module, then the bytes of a suspended fetch.
#
# usage: coroutine-loop/benchmarks.sh [JMH OPTIONS]     e.g. Switching -prof gc, or -f 1 for a third of the seven minutes
# needs: Maven, and JAVA_HOME pointing to a JDK 25
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:-}/bin/java
case $("$java" -version 2>&1 || true) in
*\"25*) ;;
*)
    echo "benchmarks: expected JAVA_HOME to point to a JDK 25, got '${JAVA_HOME:-}'; export it" >&2
    exit 1
    ;;
esac
mvn -f "$home/pom.xml" -B -ntp -q -pl coroutine-loop -am \
    test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
target="$home/coroutine-loop/target"
classpath="$target/test-classes:$target/classes:$(cat "$target/classpath")"
"$java" -cp "$classpath" --sun-misc-unsafe-memory-access=allow org.openjdk.jmh.Main "$@"
"$java" -cp "$classpath" --add-exports=java.base/jdk.internal.vm=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    io.fetchbench.coroutine.benchmarks.SuspendedFetchBytes
