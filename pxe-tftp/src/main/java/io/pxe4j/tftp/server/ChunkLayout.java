package io.pxe4j.tftp.server;

/**
 * How framed blocks are cut into chunks: the first ones short, so that a transfer starts at once, the others of about a mebibyte. A chunk holds a power of
 * two of blocks, so that windows, which are mostly powers of two as well, do not straddle two chunks.
 *
 * @param unitShift the first chunk has {@code 1 << unitShift} blocks, as has the second
 */
record ChunkLayout(BlockLayout blocks, int unitShift) {
    /** More than half of it in any case, which is more than the largest write: a write touches two chunks at most. */
    private static final int UNIT = 128 << 10;
    /** A long chunk has this many units, as a power of two. */
    private static final int LONG_SHIFT = 3;

    static ChunkLayout of(BlockLayout blocks) {
        int unit = Integer.highestOneBit(Math.max(1, UNIT / blocks.packetLength()));
        return new ChunkLayout(blocks, Integer.numberOfTrailingZeros(unit));
    }

    /** How many chunks there are. */
    int chunks() {
        return chunkOf(blocks.lastBlock()) + 1;
    }

    /** The chunk that a block lies in. */
    int chunkOf(long block) {
        long unit = block - 1 >> unitShift;
        return unit < 1 << LONG_SHIFT
                ? Long.SIZE - Long.numberOfLeadingZeros(unit)
                : Math.toIntExact(LONG_SHIFT + (unit >> LONG_SHIFT));
    }

    /** The first block of a chunk. */
    long firstBlock(int chunk) {
        return (firstUnit(chunk) << unitShift) + 1;
    }

    /** How many blocks a chunk has. */
    int count(int chunk) {
        return (int) (Math.min(firstBlock(chunk + 1), blocks.lastBlock() + 1) - firstBlock(chunk));
    }

    private static long firstUnit(int chunk) {
        if (chunk <= LONG_SHIFT) {
            return chunk == 0 ? 0 : 1L << chunk - 1;
        }
        return (long) (chunk - LONG_SHIFT) << LONG_SHIFT;
    }
}
