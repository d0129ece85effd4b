package io.pxe4j.tftp.engine;

/**
 * Which blocks of a file are under way and which leave next: the arithmetic of RFC 7440's window, and no decision.
 *
 * <p>Blocks leave in bursts; {@code burstStart} is where the newest one began. What lies before it was sent earlier, which is how an ACK
 * that tells of a gap is known to be no older than what it tells of.
 */
final class SendWindow {
    private final int size;
    private final long lastBlock;

    /** The lowest block that is not acknowledged. */
    private long base;
    /** The next block to send; goes back on loss. */
    private long next;
    /** One past the highest block ever sent. */
    private long highest;

    private long burstStart;
    /** Blocks that may still leave in this burst. */
    private int credit = 1;

    SendWindow(int size, long firstBlock, long lastBlock) {
        this.size = size;
        this.lastBlock = lastBlock;
        startAt(firstBlock);
        this.highest = firstBlock;
    }

    /** Lets one block leave, from {@code block} on. */
    void startAt(long block) {
        base = block;
        next = block;
        burstStart = block;
        credit = 1;
    }

    /** Counts the next {@code count} blocks as sent; gives how many of them had been sent before. */
    int sent(int count) {
        int again = (int) Math.min(count, Math.max(0, highest - next));
        next += count;
        highest = Math.max(highest, next);
        credit = isFull() ? 0 : credit - count;
        return again;
    }

    /** Everything up to {@code block} has arrived. */
    void acknowledge(long block) {
        base = block + 1;
        next = Math.max(next, base);
    }

    /** Lets {@code count} more blocks leave. */
    void allow(int count) {
        burstStart = next;
        credit = count;
    }

    /** Lets {@code count} blocks leave from the lowest that is not acknowledged. */
    void goBack(int count) {
        next = base;
        allow(count);
    }

    /** Lets the last block that is under way leave again. */
    void goToTail() {
        next = tail();
        allow(1);
    }

    /** How many blocks are to be sent now. */
    int pending() {
        return (int) Math.min(credit, end() - next);
    }

    /** One past the last block that may be under way. The OACK waits for its ACK alone. */
    private long end() {
        return base == 0 ? 1 : Math.min(base + size, lastBlock + 1);
    }

    /** Whether more than one block is under way. */
    boolean hasTail() {
        return tail() > base;
    }

    private long tail() {
        return Math.min(highest, end()) - 1;
    }

    long base() {
        return base;
    }

    long next() {
        return next;
    }

    long highest() {
        return highest;
    }

    /** Whether the rest of the window has to wait for an ACK. */
    boolean isFull() {
        return next >= end();
    }

    /** Whether all that was ever sent is acknowledged. */
    boolean isClear() {
        return base == highest;
    }

    /** Whether a needless duplicate now would be taken for a block of the next cycle. */
    boolean isNearRollOver() {
        return base >= 0xffff && (base + 1 & 0xffff) <= 2;
    }

    /** Whether the lowest block that is not acknowledged left in the newest burst. */
    boolean baseIsOfThisBurst() {
        return base >= burstStart;
    }

    /** Whether the file is acknowledged to its end. */
    boolean isWhole() {
        return base > lastBlock;
    }

    /** Whether the last block was ever sent. */
    boolean lastWasSent() {
        return highest > lastBlock;
    }
}
