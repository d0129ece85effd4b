package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation")
class ReadBatchesTest {
    private final RecvByteBufAllocator.Handle reads = new ReadBatches(512, 64).newHandle();

    @Test
    void growsWhileBatchesAreFull() {
        assertThat(read(4)).isTrue();
        assertThat(read(8)).isTrue();
        assertThat(read(16)).isTrue();
        assertThat(read(32)).isTrue();
        assertThat(read(64)).as("the loop's other work comes first").isFalse();
        assertThat(room()).isEqualTo(64);
    }

    @Test
    void doesNotAskAgainWhenTheSocketIsEmpty() {
        assertThat(read(3)).isFalse();
        assertThat(read(1)).isFalse();
        assertThat(room()).isEqualTo(4);
    }

    @Test
    void shrinksOnlyWhenFewComeForLong() {
        for (int i = 0; i < 4; i++) {
            read(room());
        }
        assertThat(room()).isEqualTo(64);
        for (int i = 0; i < 100; i++) {
            read(5);
            read(40);
        }
        assertThat(room()).as("sometimes it is needed").isEqualTo(64);
        for (int i = 0; i < 16; i++) {
            read(5);
        }
        assertThat(room()).isEqualTo(32);
        for (int i = 0; i < 200; i++) {
            read(1);
        }
        assertThat(room()).isEqualTo(4);
    }

    private int room() {
        return reads.guess() / 512;
    }

    private boolean read(int datagrams) {
        ByteBuf buffer = reads.allocate(UnpooledByteBufAllocator.DEFAULT);
        assertThat(buffer.writableBytes()).isEqualTo(reads.guess());
        buffer.release();
        reads.incMessagesRead(datagrams);
        return reads.continueReading();
    }
}
