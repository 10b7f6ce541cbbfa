package io.fetchbench.style.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenFetchesTest {
    private final OpenFetches open = new OpenFetches();

    /** The handle is the exchange, and a caller may keep it for as long as it likes. */
    @Test
    void aFetchThatEndedKeepsNoOtherInMemory() {
        List<Exchange> exchanges = Stream.generate(() -> new Exchange(null, null, null)).limit(5).toList();
        exchanges.forEach(exchange -> {
            open.accept();
            open.started(exchange);
        });
        for (int i : new int[]{0, 1, 4, 3, 2}) {
            open.reported(exchanges.get(i));
        }
        assertThat(exchanges).allSatisfy(exchange -> {
            assertThat(exchange.previous).isNull();
            assertThat(exchange.next).isNull();
        });
    }
}
