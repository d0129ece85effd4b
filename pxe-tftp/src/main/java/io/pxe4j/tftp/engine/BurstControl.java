package io.pxe4j.tftp.engine;

/**
 * How many blocks of a window leave back to back.
 *
 * <p>RFC 7440 receivers acknowledge a whole window, so a window must never be cut short; what adapts to loss is how much of it leaves at once.
 * The pause between bursts gives a small receive ring time to drain and a client that saw a gap time to say so.
 */
final class BurstControl {
    private static final int GROW_AFTER = 4;
    /** A ring of a few buffers does not grow: try more only now and then. */
    private static final int GROW_AFTER_LESSON = 64;

    private final int window;
    private int burst;
    private int growAfter = GROW_AFTER;
    private int clean;

    BurstControl(int window) {
        this.window = window;
        this.burst = window;
    }

    int burst() {
        return burst;
    }

    /** A window went through without loss. */
    void onClean() {
        if (burst < window && ++clean >= growAfter) {
            burst = Math.min(window, burst * 2);
            clean = 0;
        }
    }

    void onLoss() {
        burst = Math.max(1, burst / 2);
        clean = 0;
    }

    /** The first window was cut off after {@code received} blocks: U-Boot's ring holds four. */
    void onFirstWindowCut(int received) {
        burst = Math.max(1, received);
        growAfter = GROW_AFTER_LESSON;
        clean = 0;
    }
}
