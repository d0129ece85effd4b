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

    /** Around the roll-over a needless duplicate destroys iPXE's transfer, so it takes long for one to be sent. */
    private static final long WRAP_MINIMUM = 1_000 * MILLI;
    /** Retransmissions of the last blocks; then the client, which need not dally, is taken to be done. */
    private static final int FINAL_TRIES = 5;
    /** From this retransmission on only one block is sent: the client may be gone. */
    private static final int SOLO_FROM = 3;
    /** U-Boot's lwIP sends ERROR 5 for any duplicate and goes on; if it is meant, this many timeouts show it. */
    private static final int STRANGER_TRIES = 3;

    private final AgreedOptions agreed;
    private final long size;
    private final long lastBlock;
    private final SendWindow window;
    private final RoundTrip roundTrip;
    private final GapRecovery recovery;
    private final long maximum;
    private final long silence;
    private final int firstTries;

    /** Whether only what was sent again may leave, since the client may be gone. */
    private boolean solo;
    /** Whether what is under way was sent again after a timeout. */
    private boolean timedOut;
    /** Whether the last progress followed a timeout. */
    private boolean timerHelped;

    private int tries;
    private int strangerTries = -1;

    private long lastProgress;
    private long retransmitAt;

    private long datagrams;
    private long retransmits;
    private long timeouts;
    private @Nullable ReadOutcome outcome;

    private ReadTransfer(AgreedOptions agreed, long size, TransferTimers timers, long now) {
        this.agreed = agreed;
        this.size = size;
        this.lastBlock = size / agreed.blockSize() + 1;
        this.window = new SendWindow(agreed.windowSize(), agreed.hasOack() ? 0 : 1, lastBlock);
        this.roundTrip = new RoundTrip(
                timers.minimum().toNanos(),
                agreed.timeout().orElse(timers.initial()).toNanos());
        this.recovery = new GapRecovery(agreed.windowSize(), window, roundTrip, now);
        this.maximum = timers.maximum().toNanos();
        this.silence = timers.silence().toNanos();
        this.firstTries = timers.firstTries();
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
        return window.next();
    }

    /** How many blocks are to be sent now, back to back. */
    public int pendingCount() {
        return outcome != null ? 0 : window.pending();
    }

    /** The first {@code count} of the pending blocks have left. */
    public void onSent(int count, long now) {
        int again = window.sent(count);
        retransmits += again;
        datagrams += count;
        recovery.onSent(again, !solo, now);
        retransmitAt = now + backedOff();
    }

    /** The network refused the blocks that {@link #onSent} confirmed: what is not acknowledged is pending again. */
    public void onNotSent() {
        if (outcome == null) {
            recovery.goBack();
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
        // An ACK for what was never sent comes out a whole cycle too old.
        long block = BlockNumbers.upTo(window.highest() - 1, number, agreed.rollover());
        long last = window.base() - 1;
        if (block > last) {
            onProgress(block, now);
        } else if (block == last && block >= 0 && !window.isClear() && window.pending() == 0) {
            onDuplicateAck(now);
        }
    }

    private void onProgress(long block, long now) {
        long windowBase = window.base();
        window.acknowledge(block);
        if (timedOut) {
            roundTrip.onAnswer(now - recovery.lastSent());
        }
        timerHelped = timedOut;
        timedOut = false;
        lastProgress = now;
        tries = 0;
        strangerTries = -1;
        solo = false;
        if (window.isWhole()) {
            outcome = ReadOutcome.COMPLETED;
        } else {
            recovery.onProgress(windowBase, now);
        }
    }

    private void onDuplicateAck(long now) {
        if (timerHelped) {
            timerHelped = false;
            roundTrip.onNeedless();
        }
        recovery.onDuplicateAck(now);
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
        outcome = window.base() <= 1 && breaksOff ? ReadOutcome.PROBED : ReadOutcome.CLIENT_ERROR;
    }

    /**
     * The same request came again from the same address and port. Says whether this transfer stays the answer to it; if not, the client has
     * started anew and a new transfer replaces this one.
     */
    public boolean onRequestAgain(long now) {
        if (outcome != null) {
            return false;
        }
        if (window.base() > 1) {
            return now - lastProgress < STALE_REQUEST;
        }
        if (window.pending() == 0 && now - recovery.lastSent() >= REPEAT_GATE) {
            recovery.stop();
            window.startAt(agreed.hasOack() ? 0 : 1);
        }
        return true;
    }

    // Time.

    /** When {@link #onTime} is to be called, in nanoseconds; means nothing once {@link #isOver}. */
    public long deadline() {
        long at = lastProgress + silence;
        return window.pending() > 0 ? at : recovery.earlier(Alarm.earlier(at, retransmitAt));
    }

    /** It is {@code now}; does nothing if nothing is due. */
    public void onTime(long now) {
        if (outcome != null) {
            return;
        }
        if (now - lastProgress >= silence) {
            outcome = afterSilence();
            return;
        }
        if (window.pending() == 0 && !recovery.onTime(now) && now - retransmitAt >= 0) {
            onTimeout();
        }
    }

    private void onTimeout() {
        timeouts++;
        tries++;
        if (isUnanswered() && tries >= firstTries) {
            outcome = ReadOutcome.NO_ANSWER;
        } else if (strangerTries >= 0 && ++strangerTries > STRANGER_TRIES) {
            outcome = ReadOutcome.CLIENT_ERROR;
        } else if (window.lastWasSent() && tries > FINAL_TRIES) {
            outcome = afterSilence();
        } else {
            sendAgain();
        }
    }

    private void sendAgain() {
        timedOut = true;
        if (tries == 1 && recovery.tryLastBlock()) {
            solo = true;
        } else {
            solo = tries >= SOLO_FROM;
            recovery.onTimeout(solo);
        }
    }

    private ReadOutcome afterSilence() {
        if (isUnanswered()) {
            return ReadOutcome.NO_ANSWER;
        }
        return window.lastWasSent() ? ReadOutcome.COMPLETED_UNCONFIRMED : ReadOutcome.CLIENT_SILENT;
    }

    /** Whether the client has answered the first packet, so that its address is not forged. */
    public boolean isAnswered() {
        return !isUnanswered();
    }

    /** Whether the address may be forged for all we know. */
    private boolean isUnanswered() {
        return window.base() == (agreed.hasOack() ? 0 : 1);
    }

    private long backedOff() {
        long timeout = roundTrip.timeout();
        if (agreed.windowSize() == 1 && window.isNearRollOver()) {
            timeout = Math.max(timeout, WRAP_MINIMUM);
        }
        if (window.lastWasSent() && tries > 0) {
            // The tries of the last blocks are counted: they must not be over before the client's own timer has helped.
            timeout = Math.max(timeout, roundTrip.minimum());
        }
        long doubled = timeout << Math.min(tries, 20);
        return Math.max(timeout, Math.min(doubled, maximum));
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
        return window.isWhole() ? size : acknowledgedBlocks() * agreed.blockSize();
    }

    /** Blocks that are acknowledged. */
    public long acknowledgedBlocks() {
        return Math.max(0, window.base() - 1);
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
