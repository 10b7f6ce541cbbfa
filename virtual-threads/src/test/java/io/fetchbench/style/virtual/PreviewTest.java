package io.fetchbench.style.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Only the structured variant needs a JVM with previews, and it says so where there is none. */
class PreviewTest {
    private static final int PREVIEW_MINOR_VERSION = 65_535;

    @Test
    void onlyTheStructuredFetcherIsMarkedAsAPreview() throws Exception {
        Path classes = Path.of(StructuredProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            assertThat(files.filter(PreviewTest::needsPreview).map(file -> file.getFileName().toString()))
                    .containsExactly("StructuredFetcher.class");
        }
    }

    private static boolean needsPreview(Path file) {
        if (!file.toString().endsWith(".class")) {
            return false;
        }
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            in.readInt();
            return in.readUnsignedShort() == PREVIEW_MINOR_VERSION;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Timeout(60)
    void aJvmWithoutPreviewsIsToldWhatIsMissingAndRunsThePlainVariant() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        var builder = new ProcessBuilder(
                List.of(java, "-cp", System.getProperty("java.class.path"), InPlainJvm.class.getName()))
                .redirectErrorStream(true);
        // Java says that it picked these up.
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").forEach(builder.environment()::remove);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output).isEqualTo("virtual-threads-structured: expected a JVM started with --enable-preview, "
                + "got one without");
        assertThat(process.exitValue()).isZero();
    }

    /** Runs in a JVM of its own, started without {@code --enable-preview}. */
    static final class InPlainJvm {
        private InPlainJvm() {}

        public static void main(String[] args) {
            var structured = new StructuredProvider();
            assertThat(structured.unsupported(FetchOptions.defaults()))
                    .as("answers for a JVM with its options, which a harness without them asks").isEmpty();
            assertThatThrownBy(() -> structured.open(FetchOptions.defaults()))
                    .isInstanceOfSatisfying(IllegalStateException.class, e -> System.out.print(e.getMessage()));
            try (Fetcher plain = new VirtualThreadsProvider().open(FetchOptions.defaults())) {
                assertThat(plain).isNotNull();
            }
        }
    }
}
