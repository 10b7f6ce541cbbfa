package io.fetchbench.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FetchOptionsTest {
    @Test
    void eachWithChangesItsOwnComponentOnly() {
        FetchOptions changed = FetchOptions.defaults().withMaxInFlight(7).withTimeout(Duration.ofMillis(5))
                .withReuse(ConnectionReuse.CONNECTION_PER_FETCH).withMaxHeaderBytes(100).withMaxBodyBytes(9)
                .withIoThreads(2).withProcessingMode(ProcessingMode.HANDED_OFF).withProcessingThreads(3);
        assertThat(changed).isEqualTo(new FetchOptions(7, ConnectionReuse.CONNECTION_PER_FETCH, Duration.ofMillis(5),
                100, 9, 2, ProcessingMode.HANDED_OFF, 3));
    }

    @Test
    void namesTheComponentThatIsOutOfRange() {
        FetchOptions options = FetchOptions.defaults();
        assertThatThrownBy(() -> options.withMaxInFlight(0)).hasMessage("maxInFlight: expected 1 or more, got 0");
        assertThatThrownBy(() -> options.withTimeout(Duration.ZERO))
                .hasMessage("timeout: expected more than zero, got PT0S");
        assertThatThrownBy(() -> options.withMaxBodyBytes(-1)).hasMessage("maxBodyBytes: expected 0 or more, got -1");
    }

    @Test
    void hostHeaderPutsIpv6InBrackets() {
        assertThat(new Origin("::1", 80).hostHeader()).isEqualTo("[::1]:80");
        assertThat(new Origin("localhost", 8080).hostHeader()).isEqualTo("localhost:8080");
    }
}
