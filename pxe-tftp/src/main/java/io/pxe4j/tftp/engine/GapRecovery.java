package io.pxe4j.tftp.engine;

/**
 * What ACKs, and their absence within a window, say about the blocks under way, and which blocks leave next because of it.
 *
 * <p>A client that drops what comes behind a gap reports the gap once, or with every block it drops, or not at all; the network loses reports,
 * repeats and delays them. So a report counts only if it can be about what left last, it is answered once, and silence is doubted.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc7440#section-4">RFC 7440 §4</a>
 */
final class GapRecovery {
    private static final long MILLI = 1_000_000;
    /** The earliest that a duplicate ACK of a whole window counts as loss: before that, the real one may still be under way. */
    private static final long DUPLICATE_GATE = 3 * MILLI;

    private static final long MIN_PAUSE = MILLI;
    private static final long MAX_PAUSE = 500 * MILLI;

    private final boolean lockStep;
    private final SendWindow window;
    private final RoundTrip roundTrip;
    private final BurstControl burst;
    /** When the next burst of the window leaves. */
    private final Alarm resume = new Alarm();
    /** When a duplicate ACK that came too early counts after all. */
    private final Alarm recheck = new Alarm();

    /** Whether all of what is under way was sent once only. */
    private boolean unambiguous = true;

    private boolean firstWindow = true;
    /** Whether what is under way was sent again on a duplicate ACK, since the last progress. */
    private boolean corrected;
    /** Whether duplicate ACKs hold the rest of the window back. */
    private boolean held;
    /** How often since the last progress the rest of the window was held back, and sending began at the gap again. */
    private int holds;
    /** How often since the last progress silence was taken for a lost report of a gap. */
    private int doubts;

    private long lastSent;

    GapRecovery(int windowSize, SendWindow window, RoundTrip roundTrip, long now) {
        this.lockStep = windowSize == 1;
        this.window = window;
        this.roundTrip = roundTrip;
        this.burst = new BurstControl(windowSize);
        this.lastSent = now;
    }

    /** Blocks have left, {@code again} of them not for the first time; the window may {@code goOn} by itself or not. */
    void onSent(int again, boolean goOn, long now) {
        lastSent = now;
        unambiguous = unambiguous && again == 0;
        if (goOn && window.pending() == 0 && !window.isFull()) {
            resume.set(now + pause());
        }
    }

    /** Long enough for the report of a gap to come. */
    private long pause() {
        long wait = roundTrip.isKnown() ? roundTrip.smoothed() * 3 / 2 : roundTrip.timeout() / 8;
        return Math.max(MIN_PAUSE, Math.min(wait, MAX_PAUSE));
    }

    /** An ACK has moved the window on, from {@code windowBase}. */
    void onProgress(long windowBase, long now) {
        corrected = false;
        held = false;
        holds = 0;
        doubts = 0;
        recheck.clear();
        if (window.isClear() || windowBase == 0) {
            onWindowDone(windowBase, now);
        } else {
            onPartialAck(windowBase, now);
        }
    }

    private void onWindowDone(long windowBase, long now) {
        roundTrip.sample(now - lastSent, unambiguous);
        if (windowBase > 0) {
            firstWindow = false;
            burst.onClean(window.base());
        }
        unambiguous = true;
        resume.clear();
        window.allow(burst.burst());
    }

    /**
     * RFC 7440 §4: the client saw a gap after this block and has dropped what came behind it. An ACK that is older than the newest sending of the
     * block behind it says nothing about that: going back for it too would never end with a client that acknowledges duplicates (EDK2)
     * or every block.
     */
    private void onPartialAck(long windowBase, long now) {
        boolean first = firstWindow && windowBase == 1;
        firstWindow = false;
        if (tellsOfAGap(now)) {
            if (first) {
                burst.onFirstWindowCut((int) (window.base() - windowBase), window.base());
            } else {
                burst.onGap(window.base());
            }
            goBack();
        } else if (window.pending() == 0 && !window.isFull() && !resume.isSet()) {
            resume.set(now + pause());
        }
    }

    private boolean tellsOfAGap(long now) {
        return !window.baseIsOfThisBurst() || roundTrip.canAnswerAfter(now - lastSent);
    }

    /** EDK2 sends one per block behind a gap, iPXE and curl one per block that comes twice: never answer each with data. */
    void onDuplicateAck(long now) {
        if (lockStep) {
            // RFC 1123 §4.2.3.1: no resend on a duplicate ACK. One that comes this late is an old U-Boot's way to ask.
            if (!corrected && now - lastSent >= roundTrip.timeout() / 2 && !window.isNearRollOver()) {
                corrected = true;
                goBack();
            }
        } else if (!tellsOfAGap(now)) {
            // Too early to be about what left last; if that is not acknowledged in time, it was.
            if (window.isFull() && !corrected && !recheck.isSet()) {
                recheck.set(lastSent + Math.max(pause(), DUPLICATE_GATE));
            }
        } else if (corrected) {
            holdBack(now);
        } else {
            correct();
        }
    }

    /**
     * Either the gap is still there, and what the rest of the window would bring is dropped; or this ACK is an old one, and the next tells of
     * progress. Once no more come, the first it is. Each time takes twice as long, so that a client that never gets on leaves it to the timeout.
     */
    private void holdBack(long now) {
        if (resume.isSet()) {
            held = true;
            resume.set(now + (2 * pause() << Math.min(holds, 16)));
        }
    }

    /** The one fast retransmission since the last progress. */
    private void correct() {
        corrected = true;
        burst.onGap(window.base());
        goBack();
    }

    /** It is {@code now}; whether anything was due. */
    boolean onTime(long now) {
        if (recheck.isDue(now)) {
            correct();
            return true;
        }
        if (resume.isDue(now)) {
            onPauseOver();
            return true;
        }
        return false;
    }

    /** Nothing was heard, as it should be within a window; but the report of a gap may be lost as a block may. */
    private void onPauseOver() {
        resume.clear();
        if (held) {
            held = false;
            holds++;
            goBack();
        } else if (burst.doubts(window.base(), window.next(), doubts)) {
            doubts++;
            goBack();
        } else {
            burst.onSilence();
            window.allow(burst.burst());
        }
    }

    /**
     * There was no answer to a whole window, for the first time. A gap would have been reported, so the last block or its ACK was lost; either way the
     * last block alone brings an answer. Not so if a gap was reported, or if there is but one block.
     */
    boolean tryLastBlock() {
        if (corrected || !window.hasTail()) {
            return false;
        }
        stop();
        window.goToTail();
        return true;
    }

    /** There was no answer: sends again from the lowest block, a burst or a single one. */
    void onTimeout(boolean single) {
        if (window.base() > 0) {
            burst.onTimeout();
        }
        stop();
        window.goBack(single ? 1 : burst.burst());
    }

    /** Sends a burst from the lowest block that is not acknowledged. */
    void goBack() {
        stop();
        window.goBack(burst.burst());
    }

    /** Nothing leaves by itself any more. */
    void stop() {
        recheck.clear();
        resume.clear();
    }

    long lastSent() {
        return lastSent;
    }

    /** The earlier of {@code time} and the next time for {@link #onTime}. */
    long earlier(long time) {
        return recheck.earlier(resume.earlier(time));
    }
}
