package io.pxe4j.tftp.engine;

/**
 * Counts blocks in 64 bits where the wire has 16: which number a block travels under, and which block a number means.
 *
 * <p>Behind 65535 comes 0, as every client expects, or 1 where tftp-hpa's option rollover asks for it; then only the OACK is block 0.
 */
public final class BlockNumbers {
    private static final int MAX = 0xffff;

    private BlockNumbers() {}

    /** The number, 0 to 65535, that block {@code block} travels under. */
    public static int onWire(long block, int rollover) {
        return rollover == 0 || block == 0 ? (int) (block & MAX) : (int) ((block - 1) % MAX) + 1;
    }

    /** The newest block up to {@code highest} that has this number; negative if there is none. */
    public static long upTo(long highest, int number, int rollover) {
        if (rollover == 0) {
            return highest - (highest - number & MAX);
        }
        if (number == 0) {
            return highest < 0 ? -1 : 0;
        }
        long block = highest - Math.floorMod(highest - number, MAX);
        return block > 0 ? block : -1;
    }

    /** The block of this number that lies nearest to {@code expected}; may be negative near the start. */
    public static long nearest(long expected, int number, int rollover) {
        if (rollover == 0) {
            return expected + (short) (number - (int) expected);
        }
        if (number == 0) {
            return 0;
        }
        int ahead = Math.floorMod(number - expected, MAX);
        return expected + (ahead > MAX / 2 ? ahead - MAX : ahead);
    }
}
