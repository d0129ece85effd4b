package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;

/** Frames blocks when they are sent, each time anew: for content that no other transfer shares. */
final class FillOnSend implements BlockSource {
    private final BlockLayout layout;
    private final BlockReader reader;
    private final ByteBufAllocator allocator;

    FillOnSend(BlockLayout layout, BlockReader reader, ByteBufAllocator allocator) {
        this.layout = layout;
        this.reader = reader;
        this.allocator = allocator;
    }

    @Override
    public boolean isReady(long firstBlock, int count) {
        return reader.isReady(layout.position(firstBlock), layout.payload(firstBlock, count));
    }

    @Override
    public ByteBuf datagrams(long firstBlock, int count) throws IOException {
        int octets = layout.framed(firstBlock, count);
        ByteBuf datagrams = allocator.directBuffer(octets, octets);
        boolean filled = false;
        try {
            for (long block = firstBlock; block < firstBlock + count; block++) {
                layout.writeHeader(datagrams, block);
                reader.read(layout.position(block), layout.length(block), datagrams);
            }
            filled = !datagrams.isWritable();
        } finally {
            if (!filled) {
                datagrams.release();
            }
        }
        if (!filled) {
            throw new IOException("content gave fewer octets than its size");
        }
        return datagrams;
    }

    @Override
    public void close() {
        reader.close();
    }
}
