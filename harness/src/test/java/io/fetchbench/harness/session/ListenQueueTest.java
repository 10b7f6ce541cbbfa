package io.fetchbench.harness.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListenQueueTest {
    @Test
    void readsTheCounterByItsName() {
        assertThat(ListenQueue.parse(List.of("TcpExt: SyncookiesSent ListenOverflows ListenDrops", "TcpExt: 1 23 45",
                "IpExt: InNoRoutes", "IpExt: 7"))).isEqualTo(23);
    }

    @Test
    void isUnknownWhereItIsNotSaid() {
        assertThat(ListenQueue.parse(List.of())).isNull();
        assertThat(ListenQueue.parse(List.of("TcpExt: SyncookiesSent", "TcpExt: 1"))).isNull();
        assertThat(ListenQueue.parse(List.of("TcpExt: ListenOverflows"))).isNull();
    }
}
