package io.pxe4j.tftp.engine;

/**
 * How many blocks of a window leave back to back.
 *
 * <p>RFC 7440 receivers acknowledge a whole window, so a window must never be cut short; what adapts to loss is how much of it leaves at
 * once. The pause between bursts gives a small receive ring time to drain, and a client that saw a gap time to say so before more is sent that it
 * would drop. A burst is about a quarter of the blocks that arrive between two gaps: then at most an eighth of what is sent falls behind one.
 */
final class BurstControl {
    /** A window of this size leaves at once from the start. */
    private static final int MODEST = 16;
    /** How a larger one starts: nobody knows the network yet. */
    private static final int FIRST = 8;
    /** A ring of a few buffers does not grow: try more only now and then. */
    private static final int WINDOWS_PER_LESSON = 64;
    /** Bursts of a window that may go by in silence before a lost report of a gap is the likelier reason: at first, and the bounds. */
    private static final int TRUST = 16;

    private static final int MIN_TRUST = 6;
    private static final int MAX_TRUST = 64;

    private final int window;
    private int burst;
    private int ceiling;
    private int clean;
    private int trust = TRUST;
    /** Where the doubted silence ended; 0 if there was none. */
    private long doubted;
    /** Whether there was no gap yet. */
    private boolean slowStart = true;
    /** The block behind the newest gap. */
    private long gap = 1;

    BurstControl(int window) {
        this.window = window;
        this.burst = window <= MODEST ? window : FIRST;
        this.ceiling = window;
    }

    int burst() {
        return burst;
    }

    /** A window has arrived up to {@code base} without a gap. */
    void onClean(long base) {
        onWord(base);
        if (++clean >= WINDOWS_PER_LESSON) {
            clean = 0;
            ceiling = Math.min(window, ceiling * 2);
        }
        long quarter = (base - gap) / 4;
        if (quarter > burst) {
            burst = (int) Math.min(ceiling, Math.min(quarter, 2L * burst));
        }
    }

    /** Block {@code base} was lost, or came too early. */
    void onGap(long base) {
        onWord(base);
        slowStart = false;
        int quarter = (int) Math.min(ceiling, (base - gap) / 4);
        burst = Math.max(1, quarter < burst ? (burst + 3 * quarter) / 4 : (3 * burst + quarter) / 4);
        gap = base;
        clean = 0;
    }

    /** Of the first window {@code received} blocks arrived, up to {@code base}: U-Boot's ring holds four. */
    void onFirstWindowCut(int received, long base) {
        slowStart = false;
        burst = Math.max(1, Math.min(received, burst));
        ceiling = burst;
        gap = base;
    }

    /** RFC 8085 §3.1: there was no answer at all, so send less. */
    void onTimeout() {
        burst = Math.max(1, burst / 2);
    }

    /** A burst has left and nothing was heard. */
    void onSilence() {
        if (slowStart) {
            burst = (int) Math.min(ceiling, 2L * burst);
        }
    }

    /** Whether so many blocks without a word are too many, after so many doubts already. */
    boolean doubts(long base, long next, int doubts) {
        boolean doubting = burst < window && next - base >= (long) trust * burst << Math.min(doubts, 16);
        if (doubting) {
            doubted = next;
        }
        return doubting;
    }

    private void onWord(long base) {
        if (doubted != 0) {
            // A gap within what was doubted had been reported, and the report was lost. Beyond, it was perhaps in vain.
            trust = base < doubted ? Math.max(MIN_TRUST, trust * 3 / 4) : Math.min(MAX_TRUST, 2 * trust);
            doubted = 0;
        }
    }
}
