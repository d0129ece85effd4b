package io.pxe4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransferMemoryTest {
    /** The bound is asked of ten thousand; with few, what the tables keep in reserve counts more. */
    @Test
    void anOpenTransferTakesLittleHeap() throws Exception {
        assertThat(TransferMemory.measure(500)).isBetween(1L, 4096L);
    }
}
