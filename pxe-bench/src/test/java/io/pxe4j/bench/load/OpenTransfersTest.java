package io.pxe4j.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenTransfersTest {
    /** About 1,900 with ten thousand; with fewer, what grows in steps counts more. */
    @Test
    void anOpenTransferTakesLittleHeap() throws Exception {
        assertThat(OpenTransfers.heapOctetsEach(2000)).isBetween(1000L, 6000L);
    }

    @Test
    void anOpenTransferTakesSomeTime() throws Exception {
        OpenTransfers.Cost cost = OpenTransfers.measure(300, 1, 2000, Duration.ZERO);

        assertThat(cost.load().ok()).isEqualTo(2000);
        assertThat(cost.load().octets()).isEqualTo(2000L * OpenTransfersServer.SIZE);
        assertThat(cost.cpuMicrosPerBlock()).isPositive();
        assertThat(cost.cpuMicrosPerTransfer()).isGreaterThan(cost.cpuMicrosPerBlock());
        assertThat(cost.transfers()).isEqualTo(300);
        assertThat(cost.residentOctets()).isPositive();
    }

    @Test
    void oneTransferOnTwoLoopsIsMeasuredToo() throws Exception {
        OpenTransfers.Cost cost = OpenTransfers.measure(1, 2, 10, Duration.ZERO);

        assertThat(cost.load().ok()).isEqualTo(10);
        assertThat(cost.loops()).isEqualTo(2);
    }

    @Test
    void moreThanTheServerHoldsIsRefused() {
        assertThatThrownBy(() -> OpenTransfers.measure(10_001, 1)).hasMessage("transfers: 10001 (expected: 1..10000)");
        assertThatThrownBy(() -> OpenTransfers.heapOctetsEach(0)).hasMessage("transfers: 0 (expected: 1..10000)");
    }
}
