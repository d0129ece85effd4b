package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends one file to one client: says which blocks leave when, and what each ACK, ERROR and silence means.
 *
 * <p>A state machine of a few fields. The caller tells what arrived and what time it is (nanoseconds of any clock that runs evenly), sends
 * {@link #pendingCount} blocks from {@link #pendingBlock} as soon as their content is there, confirms with {@link #onSent}, and calls
 * {@link #onTime} when {@link #deadline} has passed. Block 0 is the OACK; blocks are counted in 64 bits, on the wire they roll over from 65535 to
 * 0. Not thread-safe.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc1123#page-44">RFC 1123 §4.2.3</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc7440#section-4">RFC 7440 §4</a>
 */
public final class ReadTransfer {
    private static final long MILLI = 1_000_000;
    /** A second request within this time is the network's duplicate or a hasty client (the Pi asks three times in 9 ms). */
    private static final long REPEAT_GATE = 50 * MILLI;
    /** A repeated request while blocks were acknowledged this recently was delayed on its way. */
    private static final long STALE_REQUEST = 1_000 * MILLI;
    /** The earliest that a duplicate ACK of a window counts as loss: before that, the real one may still be under way. */
    private static final long DUPLICATE_GATE = 3 * MILLI;

    /** Doublings of the time that an answer may take. */
    private static final int MAX_CAUTION = 3;

    private static final long MIN_PAUSE = MILLI;
    private static final long MAX_PAUSE = 50 * MILLI;
    /** Around the roll-over a needless duplicate destroys iPXE's transfer, so it takes long for one to be sent. */
    private static final long WRAP_MINIMUM = 1_000 * MILLI;
    /** Retransmissions of the last blocks; then the client, which need not dally, is taken to be done. */
    private static final int FINAL_TRIES = 5;
    /** From this retransmission on only one block is sent: the client may be gone. */
    private static final int SOLO_FROM = 3;
    /** Up to this window all of it is sent again on a timeout, beyond only its first block at first. */
    private static final int SMALL_WINDOW = 8;
    /** U-Boot's lwIP sends ERROR 5 for any duplicate and goes on; if it is meant, this many timeouts show it. */
    private static final int STRANGER_TRIES = 3;

    private final AgreedOptions agreed;
    private final TransferTimers timers;
    private final long size;
    private final int window;
    private final long lastBlock;
    private final RoundTrip roundTrip;
    private final BurstControl burst;

    /** The lowest block that is not acknowledged. */
    private long base;
    /** The next block to send; goes back on loss. */
    private long next;
    /** One past the highest block ever sent. */
    private long highest;
    /** Blocks that may leave before a pause. */
    private int credit = 1;

    /** Whether all of what is under way was sent once only. */
    private boolean unambiguous = true;

    private boolean firstWindow = true;
    /** From going back until a whole window is acknowledged. */
    private boolean recovering;

    private boolean solo;
    private boolean fastDone;
    /** Corrections since the last measurement that nothing but missing answers asked for. */
    private int guesses;

    private int tries;
    private int strangerTries = -1;

    private long lastSent;
    private long lastProgress;
    private long retransmitAt;
    private final Alarm resume = new Alarm();
    private final Alarm goBack = new Alarm();
    private final Alarm fast = new Alarm();

    private long datagrams;
    private long retransmits;
    private long timeouts;
    private @Nullable ReadOutcome outcome;

    private ReadTransfer(AgreedOptions agreed, long size, TransferTimers timers, long now) {
        this.agreed = agreed;
        this.timers = timers;
        this.size = size;
        this.window = agreed.windowSize();
        this.lastBlock = size / agreed.blockSize() + 1;
        this.roundTrip = new RoundTrip(
                timers.minimum().toNanos(),
                agreed.timeout().orElse(timers.initial()).toNanos());
        this.burst = new BurstControl(window);
        this.base = agreed.hasOack() ? 0 : 1;
        this.next = base;
        this.highest = base;
        this.lastSent = now;
        this.lastProgress = now;
    }

    /**
     * A transfer whose first packet is pending.
     *
     * @param size octets of content, 0 or more
     * @param now the time in nanoseconds
     */
    public static ReadTransfer start(AgreedOptions agreed, long size, TransferTimers timers, long now) {
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size + " (expected: 0 or more)");
        }
        return new ReadTransfer(agreed, size, timers, now);
    }

    // What to send.

    /** The first block to send now; 0 is the OACK. Means nothing if {@link #pendingCount} is 0. */
    public long pendingBlock() {
        return next;
    }

    /** How many blocks are to be sent now, back to back. */
    public int pendingCount() {
        return outcome != null ? 0 : (int) Math.min(credit, windowEnd() - next);
    }

    /** The first {@code count} of the pending blocks have left. */
    public void onSent(int count, long now) {
        long again = Math.min(highest, next + count) - next;
        if (again > 0) {
            retransmits += again;
            unambiguous = false;
        }
        datagrams += count;
        next += count;
        highest = Math.max(highest, next);
        credit -= count;
        lastSent = now;
        retransmitAt = now + backedOff();
        if (next == windowEnd()) {
            credit = 0;
        } else if (credit == 0 && !solo && !goBack.isSet()) {
            resume.set(now + Math.max(MIN_PAUSE, Math.min(roundTrip.smoothed(), MAX_PAUSE)));
        }
    }

    /** The network refused the blocks that {@link #onSent} confirmed: what is not acknowledged is pending again. */
    public void onNotSent() {
        if (outcome == null) {
            next = base;
            credit = burst.burst();
            resume.clear();
        }
    }

    /** The position of a block's payload in the content. */
    public long position(long block) {
        return (block - 1) * agreed.blockSize();
    }

    /** The length of a block's payload; 0 for the last one if the size is a multiple of the block size. */
    public int length(long block) {
        return block < lastBlock ? agreed.blockSize() : (int) (size - position(lastBlock));
    }

    // What arrived.

    /** An ACK of that 16-bit block number. */
    public void onAck(int number, long now) {
        if (outcome != null) {
            return;
        }
        // The newest block ever sent that has this number on the wire. An ACK for what was never sent comes out a whole
        // cycle too old.
        long block = highest - 1 - (highest - 1 - number & 0xffff);
        if (block < 0 || block < base - 1) {
            return;
        }
        if (block == base - 1) {
            onDuplicateAck(now);
            return;
        }
        long windowBase = base;
        base = block + 1;
        next = Math.max(next, base);
        lastProgress = now;
        tries = 0;
        strangerTries = -1;
        solo = false;
        fastDone = false;
        fast.clear();
        goBack.clear();
        resume.clear();
        if (base > lastBlock) {
            outcome = ReadOutcome.COMPLETED;
        } else if (base == highest) {
            onWindowDone(windowBase, now);
        } else {
            onPartialAck(windowBase, now);
        }
    }

    private void onWindowDone(long windowBase, long now) {
        if (unambiguous) {
            roundTrip.sample(now - lastSent);
            guesses = 0;
        }
        if (windowBase > 0) {
            firstWindow = false;
            burst.onClean();
        }
        unambiguous = true;
        recovering = false;
        next = base;
        credit = burst.burst();
    }

    /**
     * RFC 7440 §4: the client saw a gap after this block and has dropped what came behind it. While a correction is under way the ACK may be older than
     * that, or answer one of its duplicates: then the window goes on, for going back each time would never end with a client that
     * acknowledges duplicates (EDK2) or every block.
     */
    private void onPartialAck(long windowBase, long now) {
        if (recovering) {
            credit = burst.burst();
            goBack.set(now + answerTime(MIN_PAUSE));
            return;
        }
        if (firstWindow && windowBase == 1) {
            burst.onFirstWindowCut((int) (base - windowBase));
        } else if (windowBase > 0) {
            burst.onLoss();
        }
        firstWindow = false;
        goBack(burst.burst());
    }

    /** EDK2 sends one per block behind a gap, iPXE and curl one per block that comes twice: never answer each with data. */
    private void onDuplicateAck(long now) {
        if (highest == base || credit > 0) {
            return;
        }
        if (fastDone) {
            // The gap is still there: what the rest of the window would bring is dropped.
            resume.postpone(now + 2 * roundTrip.smoothed());
            return;
        }
        long since = now - lastSent;
        if (window == 1) {
            // RFC 1123 §4.2.3.1: no resend on a duplicate ACK. One that comes this late is an old U-Boot's way to ask.
            if (since >= roundTrip.timeout() / 2 && !isNearRollOver()) {
                fastDone = true;
                goBack(1);
            }
            return;
        }
        long gate = answerTime(DUPLICATE_GATE);
        if (since >= gate) {
            onFastRetransmit();
        } else if (!fast.isSet()) {
            fast.set(resume.later(lastSent) + gate);
        }
    }

    private void onFastRetransmit() {
        fastDone = true;
        goBackOnGuess();
    }

    private void goBackOnGuess() {
        guesses++;
        burst.onLoss();
        goBack(burst.burst());
    }

    /** How long an answer may take before its absence means loss; longer after each guess that no measurement has confirmed, since the network may be slow instead. */
    private long answerTime(long floor) {
        return Math.min(
                Math.max(roundTrip.smoothed() * 3 / 2, floor) << Math.min(guesses, MAX_CAUTION),
                roundTrip.timeout() / 2);
    }

    /** An ERROR of the client. */
    public void onError(TftpErrorCode code) {
        if (outcome != null) {
            return;
        }
        if (code.equals(TftpErrorCode.UNKNOWN_TRANSFER_ID) && !isUnanswered()) {
            strangerTries = Math.max(strangerTries, 0);
            return;
        }
        boolean breaksOff = code.equals(TftpErrorCode.UNDEFINED)
                || code.equals(TftpErrorCode.OPTION_NEGOTIATION)
                // EDK2 whose options were ignored.
                || code.equals(TftpErrorCode.ILLEGAL_OPERATION) && !agreed.hasOack();
        outcome = base <= 1 && breaksOff ? ReadOutcome.PROBED : ReadOutcome.CLIENT_ERROR;
    }

    /**
     * The same request came again from the same address and port. Says whether this transfer stays the answer to it; if not, the client has
     * started anew and a new transfer replaces this one.
     */
    public boolean onRequestAgain(long now) {
        if (outcome != null) {
            return false;
        }
        if (base > 1) {
            return now - lastProgress < STALE_REQUEST;
        }
        if (credit == 0 && now - lastSent >= REPEAT_GATE) {
            base = agreed.hasOack() ? 0 : 1;
            next = base;
            credit = 1;
            fast.clear();
            resume.clear();
        }
        return true;
    }

    // Time.

    /** When {@link #onTime} is to be called, in nanoseconds; means nothing once {@link #isOver}. */
    public long deadline() {
        long at = lastProgress + timers.silence().toNanos();
        if (pendingCount() > 0) {
            return at;
        }
        at = Alarm.earlier(at, retransmitAt);
        at = resume.earlier(at);
        at = goBack.earlier(at);
        return fast.earlier(at);
    }

    /** It is {@code now}; does nothing if nothing is due. */
    public void onTime(long now) {
        if (outcome != null) {
            return;
        }
        if (now - lastProgress >= timers.silence().toNanos()) {
            outcome = afterSilence();
            return;
        }
        if (pendingCount() > 0) {
            return;
        }
        if (goBack.isDue(now)) {
            goBackOnGuess();
        } else if (fast.isDue(now)) {
            onFastRetransmit();
        } else if (resume.isDue(now)) {
            resume.clear();
            credit = burst.burst();
        } else if (now - retransmitAt >= 0) {
            onTimeout();
        }
    }

    private void onTimeout() {
        timeouts++;
        tries++;
        if (isUnanswered() && tries >= timers.firstTries()) {
            outcome = ReadOutcome.NO_ANSWER;
        } else if (strangerTries >= 0 && ++strangerTries > STRANGER_TRIES) {
            outcome = ReadOutcome.CLIENT_ERROR;
        } else if (highest > lastBlock && tries > FINAL_TRIES) {
            outcome = afterSilence();
        } else {
            if (base > 0) {
                burst.onLoss();
            }
            solo = tries >= SOLO_FROM;
            goBack(solo || window > SMALL_WINDOW ? 1 : burst.burst());
        }
    }

    private ReadOutcome afterSilence() {
        if (isUnanswered()) {
            return ReadOutcome.NO_ANSWER;
        }
        return highest > lastBlock ? ReadOutcome.COMPLETED_UNCONFIRMED : ReadOutcome.CLIENT_SILENT;
    }

    /** Whether the client has answered the first packet, so that its address is not forged. */
    public boolean isAnswered() {
        return !isUnanswered();
    }

    /** Whether the address may be forged for all we know. */
    private boolean isUnanswered() {
        return base == (agreed.hasOack() ? 0 : 1);
    }

    private void goBack(int count) {
        next = base;
        credit = count;
        recovering = true;
        goBack.clear();
        fast.clear();
        resume.clear();
    }

    private long backedOff() {
        long timeout = roundTrip.timeout();
        if (window == 1 && isNearRollOver()) {
            timeout = Math.max(timeout, WRAP_MINIMUM);
        }
        long doubled = timeout << Math.min(tries, 20);
        return Math.max(timeout, Math.min(doubled, timers.maximum().toNanos()));
    }

    private boolean isNearRollOver() {
        return base >= 0xffff && (base + 1 & 0xffff) <= 2;
    }

    private long windowEnd() {
        return base == 0 ? 1 : Math.min(base + window, lastBlock + 1);
    }

    // What became of it.

    /** Whether the transfer has ended. */
    public boolean isOver() {
        return outcome != null;
    }

    /** How it ended; empty while it runs. */
    public Optional<ReadOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** What was agreed. */
    public AgreedOptions agreed() {
        return agreed;
    }

    /** Octets of content that are acknowledged. */
    public long acknowledgedBytes() {
        return base > lastBlock ? size : Math.max(0, base - 1) * agreed.blockSize();
    }

    /** Blocks that are acknowledged. */
    public long acknowledgedBlocks() {
        return Math.max(0, base - 1);
    }

    /** The number of the last block. */
    public long lastBlock() {
        return lastBlock;
    }

    /** DATA and OACK packets sent. */
    public long datagrams() {
        return datagrams;
    }

    /** DATA and OACK packets sent that had been sent before. */
    public long retransmits() {
        return retransmits;
    }

    /** How often the client was silent for too long. */
    public long timeouts() {
        return timeouts;
    }
}
