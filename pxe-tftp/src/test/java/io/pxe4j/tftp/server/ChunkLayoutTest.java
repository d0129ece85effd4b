package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ChunkLayoutTest {
    @Test
    void theFirstChunksAreShort() {
        ChunkLayout layout = ChunkLayout.of(new BlockLayout(100 << 20, 1428, 0));
        assertThat(layout.count(0)).isEqualTo(64);
        assertThat(layout.count(1)).isEqualTo(64);
        assertThat(layout.count(2)).isEqualTo(128);
        assertThat(layout.count(3)).isEqualTo(256);
        assertThat(layout.count(4)).isEqualTo(512);
        assertThat(layout.count(5)).isEqualTo(512);
        assertThat(layout.firstBlock(5)).isEqualTo(1025);
        assertThat(layout.chunkOf(1024)).isEqualTo(4);
        assertThat(layout.chunkOf(1025)).isEqualTo(5);
    }

    @Test
    void anEmptyFileHasOneChunkOfOneBlock() {
        ChunkLayout layout = ChunkLayout.of(new BlockLayout(0, 512, 0));
        assertThat(layout.chunks()).isOne();
        assertThat(layout.count(0)).isOne();
        assertThat(layout.blocks().framed(1, 1)).isEqualTo(4);
    }

    @Test
    void theLastBlockMayBeEmptyAndAlone() {
        ChunkLayout layout = ChunkLayout.of(new BlockLayout(64 * 1428, 1428, 0));
        assertThat(layout.chunks()).isEqualTo(2);
        assertThat(layout.count(1)).isOne();
        assertThat(layout.blocks().length(65)).isZero();
    }

    @Property(tries = 300)
    void theChunksLieSideBySide(
            @ForAll @LongRange(max = 6L << 30) long size,
            @ForAll @IntRange(min = 8, max = 65464) int blockSize,
            @ForAll @LongRange(max = Long.MAX_VALUE) long pick) {
        BlockLayout blocks = new BlockLayout(size, blockSize, 0);
        ChunkLayout layout = ChunkLayout.of(blocks);
        long block = pick % blocks.lastBlock() + 1;
        int chunk = layout.chunkOf(block);
        long first = layout.firstBlock(chunk);
        int count = layout.count(chunk);
        assertThat(block).isBetween(first, first + count - 1);
        assertThat(layout.chunkOf(first)).isEqualTo(chunk);
        assertThat(layout.chunkOf(first + count - 1)).isEqualTo(chunk);
        if (chunk < layout.chunks() - 1) {
            assertThat(layout.chunkOf(first + count)).isEqualTo(chunk + 1);
            assertThat(count).isEqualTo(Integer.highestOneBit(count));
            assertThat(blocks.framed(first, count)).isBetween((64 << 10) - 64, 1 << 20);
        } else {
            assertThat(first + count - 1).isEqualTo(blocks.lastBlock());
        }
    }
}
