package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Outcome;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedResponseTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 94, 95, 96, 65_536, 66_499, 66_500, 66_501, 1_048_576})
    void isTheChecksumOfThePublishedPattern(int size) {
        var crc = new CRC32C();
        for (int i = 0; i < size; i++) {
            crc.update(32 + i % 95);
        }
        assertThat(ExpectedResponse.ofSize(size))
                .isEqualTo(new ExpectedResponse(Outcome.OK, 200, size, (int) crc.getValue(), false));
    }
}
