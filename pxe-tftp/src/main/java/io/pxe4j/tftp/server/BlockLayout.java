package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.TftpLayout;
import io.pxe4j.tftp.engine.AgreedOptions;
import io.pxe4j.tftp.engine.BlockNumbers;

/**
 * Where the blocks of content lie in it, and in a row of DATA packets.
 *
 * @param size the octets of the content
 * @param blockSize the octets of a block's payload
 * @param rollover the block number that follows 65535 on the wire, 0 or 1
 */
record BlockLayout(long size, int blockSize, int rollover) {
    static BlockLayout of(long size, AgreedOptions agreed) {
        return new BlockLayout(size, agreed.blockSize(), agreed.rollover());
    }

    /** The last block, which is shorter than the others and may be empty. */
    long lastBlock() {
        return size / blockSize + 1;
    }

    /** Where a block's payload starts in the content. */
    long position(long block) {
        return (block - 1) * blockSize;
    }

    /** The length of a block's payload. */
    int length(long block) {
        return block < lastBlock() ? blockSize : (int) (size - position(block));
    }

    /** The octets of the content in {@code count} blocks. */
    int payload(long firstBlock, int count) {
        long position = position(firstBlock);
        return (int) (Math.min(size, position + (long) count * blockSize) - position);
    }

    /** A DATA packet that is full. */
    int packetLength() {
        return blockSize + TftpLayout.HEADER_LENGTH;
    }

    /** The octets of {@code count} DATA packets. */
    int framed(long firstBlock, int count) {
        return payload(firstBlock, count) + count * TftpLayout.HEADER_LENGTH;
    }

    /** Writes what stands in front of a block's payload. */
    void writeHeader(ByteBuf target, long block) {
        TftpLayout.writeDataHeader(target, BlockNumbers.onWire(block, rollover));
    }
}
