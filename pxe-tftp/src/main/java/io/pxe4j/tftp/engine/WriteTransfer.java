package io.pxe4j.tftp.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Receives one file: which blocks to take, when to acknowledge, what silence means. The server's side of a write, and a client's of a read.
 *
 * <p>A state machine of a few fields. The caller hands in what arrived and what time it is (nanoseconds of any clock that runs evenly), takes a block
 * if {@link #onData} says so, sends an ACK of {@link #ackNumber} (or the OACK, see {@link #isFirst}) when {@link #isAckPending}, confirms it with
 * {@link #onSent}, and calls {@link #onTime} when {@link #deadline} has passed. A caller whose buffer is full calls {@link #hold}: no ACK then asks
 * for more until {@link #proceed}. The last block is acknowledged only after {@link #onStored}. Not thread-safe.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc7440#section-4">RFC 7440 §4</a>
 */
public final class WriteTransfer {
    private static final long MILLI = 1_000_000;
    /** A second ACK of the same block within this time would answer the network's duplicates. */
    private static final long REPEAT_GATE = 10 * MILLI;
    /** A second request within this time is the network's duplicate or a hasty client. */
    private static final long REQUEST_GATE = 50 * MILLI;
    /** A repeated request while blocks arrived this recently was delayed on its way. */
    private static final long STALE_REQUEST = 1_000 * MILLI;
    /** RFC 1350 §6: stay in case the last ACK is lost; curl repeats its last block after 6 seconds, U-Boot and atftp after 5. */
    private static final long DALLY = 6_500 * MILLI;
    /** Answers to a last block that comes again and again. */
    private static final int FINAL_REPEATS = 8;

    private final AgreedOptions agreed;
    private final TransferTimers timers;
    private final RoundTrip roundTrip;

    /** The next block in order. */
    private long expected = 1;
    /** The block of the last ACK; -1 before the first. */
    private long acknowledged = -1;
    /** Blocks in order since the last ACK. */
    private int sinceAck;

    private boolean pending = true;
    private boolean held;
    /** Whether a block has come: the sender is there and has our first packet. */
    private boolean answered;
    /** Whether the last ACK was sent once only (Karn). */
    private boolean unambiguous;

    private boolean gapTold;
    private boolean whole;
    private boolean stored;
    private int finalRepeats;
    private int tries;

    private long lastSent;
    private long lastProgress;
    private long retransmitAt;

    private long bytes;
    private long datagrams;
    private long retransmits;
    private long unwanted;
    private long timeouts;
    private @Nullable WriteOutcome outcome;

    private WriteTransfer(AgreedOptions agreed, TransferTimers timers, long now) {
        this.agreed = agreed;
        this.timers = timers;
        this.roundTrip = new RoundTrip(
                timers.minimum().toNanos(),
                agreed.timeout().orElse(timers.initial()).toNanos());
        this.lastSent = now;
        this.lastProgress = now;
        this.retransmitAt = now;
    }

    /**
     * A transfer whose first packet, the OACK or ACK 0, is pending.
     *
     * @param now the time in nanoseconds
     */
    public static WriteTransfer start(AgreedOptions agreed, TransferTimers timers, long now) {
        return new WriteTransfer(agreed, timers, now);
    }

    // What to send.

    /** Whether an ACK is to be sent now. */
    public boolean isAckPending() {
        return pending && !held && outcome == null;
    }

    /** Whether the pending packet is the first one: the OACK if one was agreed on. */
    public boolean isFirst() {
        return expected == 1 && !answered;
    }

    /** The number of the pending ACK on the wire, 0 to 65535. */
    public int ackNumber() {
        return BlockNumbers.onWire(expected - 1, agreed.rollover());
    }

    /** The pending ACK has left. */
    public void onSent(long now) {
        pending = false;
        sinceAck = 0;
        datagrams++;
        unambiguous = acknowledged != expected - 1;
        if (!unambiguous) {
            retransmits++;
        }
        acknowledged = expected - 1;
        lastSent = now;
        retransmitAt = now + backedOff();
    }

    // What arrived.

    /**
     * A DATA packet. Says whether its payload is the next part of the file and so for the caller to take.
     *
     * @param number its block number, 0 to 65535
     * @param length the octets of its payload
     */
    public boolean onData(int number, int length, long now) {
        if (outcome != null) {
            return false;
        }
        long block = BlockNumbers.nearest(expected, number, agreed.rollover());
        if (!isPossible(block)) {
            unwanted++;
            return false;
        }
        if (length > agreed.blockSize()) {
            outcome = whole ? outcome : WriteOutcome.BLOCK_TOO_LONG;
            return false;
        }
        if (block != expected || whole) {
            unwanted++;
            onUnexpected(block, now);
            return false;
        }
        if (sinceAck == 0 && unambiguous) {
            roundTrip.sample(now - lastSent);
            unambiguous = false;
        }
        answered = true;
        gapTold = false;
        tries = 0;
        bytes += length;
        expected++;
        sinceAck++;
        whole = length < agreed.blockSize();
        pending = !whole && sinceAck >= agreed.windowSize();
        lastProgress = now;
        // The wait starts anew with each block; only the answer has to wait for the window.
        retransmitAt = now + backedOff();
        return true;
    }

    /**
     * Whether the sender can have sent that block now: its window begins behind some ACK of ours, the oldest of which is a window back. DATA 0, late
     * duplicates and what is left of an older transfer fall outside.
     */
    private boolean isPossible(long block) {
        return block >= Math.max(1, expected - agreed.windowSize())
                && block <= Math.max(0, acknowledged) + agreed.windowSize();
    }

    private void onUnexpected(long block, long now) {
        answered = true;
        if (pending) {
            return;
        }
        if (whole) {
            onAfterTheEnd(block, now);
        } else if (block > expected) {
            // RFC 7440 §4: one ACK of the last block in order, at once. What of the old window is still under way
            // brings
            // no second one, but a sender that did not hear the first does.
            if (!gapTold || isRepeatDue(now)) {
                gapTold = true;
                pending = true;
            }
        } else if (sinceAck == 0 && isRepeatDue(now)) {
            // The sender repeats since our ACK was lost; or the network does, then it comes too soon to be answered
            // (RFC 1123 §4.2.3.1). Within a window the sender comes to the block that we want by itself.
            pending = true;
        }
    }

    /** Any block of the last window says that its ACK did not arrive: who is unsure whether we are still here begins with the lowest. */
    private void onAfterTheEnd(long block, long now) {
        if (stored && block < expected && finalRepeats < FINAL_REPEATS && isRepeatDue(now)) {
            finalRepeats++;
            lastProgress = now;
            pending = true;
        }
    }

    /** Whether an answer to our last ACK would be here by now, had it arrived. */
    private boolean isRepeatDue(long now) {
        return now - lastSent >= Math.max(REPEAT_GATE, Math.min(2 * roundTrip.smoothed(), roundTrip.timeout()));
    }

    /** An ERROR of the sender. Behind the last block it changes nothing. */
    public void onError() {
        if (outcome == null && !whole) {
            outcome = WriteOutcome.SENDER_ERROR;
        }
    }

    /**
     * The same request came again from the same address and port. Says whether this transfer stays the answer to it; if not, the sender has
     * started anew and a new transfer replaces this one.
     */
    public boolean onRequestAgain(long now) {
        if (outcome != null) {
            return false;
        }
        if (answered) {
            return whole && !stored || now - lastProgress < STALE_REQUEST;
        }
        if (now - lastSent >= REQUEST_GATE && datagrams < timers.firstTries()) {
            pending = true;
        }
        return true;
    }

    // Where the octets go.

    /** No room for another window: ACKs wait. */
    public void hold() {
        held = true;
    }

    /** There is room again. */
    public void proceed(long now) {
        if (held) {
            held = false;
            lastProgress = now;
            retransmitAt = now + backedOff();
        }
    }

    /** Whether ACKs wait for room. */
    public boolean isHeld() {
        return held;
    }

    /** The whole file is where it belongs; its last block can be acknowledged. */
    public void onStored(long now) {
        if (whole && !stored && outcome == null) {
            stored = true;
            held = false;
            pending = true;
            lastProgress = now;
        }
    }

    // Time.

    /** When {@link #onTime} is to be called, in nanoseconds; means nothing once {@link #isOver}. */
    public long deadline() {
        if (stored) {
            return lastProgress + dally();
        }
        long at = lastProgress + timers.silence().toNanos();
        return pending || held || whole ? at : Alarm.earlier(at, retransmitAt);
    }

    /** It is {@code now}; does nothing if nothing is due. */
    public void onTime(long now) {
        if (outcome != null || now - deadline() < 0) {
            return;
        }
        if (stored) {
            outcome = WriteOutcome.STORED;
        } else if (now - lastProgress >= timers.silence().toNanos()) {
            outcome = afterSilence();
        } else {
            onTimeout();
        }
    }

    private void onTimeout() {
        timeouts++;
        tries++;
        if (!answered && datagrams >= timers.firstTries()) {
            // The address may be forged for all we know: it gets no more.
            outcome = WriteOutcome.NO_ANSWER;
        } else {
            pending = true;
        }
    }

    private WriteOutcome afterSilence() {
        if (held || whole) {
            return WriteOutcome.STORE_SILENT;
        }
        return answered ? WriteOutcome.SENDER_SILENT : WriteOutcome.NO_ANSWER;
    }

    private long dally() {
        return Math.max(DALLY, 2 * agreed.timeout().orElse(timers.initial()).toNanos());
    }

    private long backedOff() {
        long timeout = roundTrip.timeout();
        return Math.max(
                timeout,
                Math.min(timeout << Math.min(tries, 20), timers.maximum().toNanos()));
    }

    // What became of it.

    /** Whether the transfer has ended. */
    public boolean isOver() {
        return outcome != null;
    }

    /** How it ended; empty while it runs. */
    public Optional<WriteOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Whether a block has come, so that the sender's address is no forged one. */
    public boolean isAnswered() {
        return answered;
    }

    /** Whether the last block has been taken. */
    public boolean isWhole() {
        return whole;
    }

    /** Whether {@link #onStored} was called: what happens now is only the answer to a last block that comes again. */
    public boolean isStored() {
        return stored;
    }

    /** What was agreed. */
    public AgreedOptions agreed() {
        return agreed;
    }

    /** Octets taken. */
    public long bytes() {
        return bytes;
    }

    /** Blocks taken. */
    public long blocks() {
        return expected - 1;
    }

    /** ACKs and OACKs sent. */
    public long datagrams() {
        return datagrams;
    }

    /** ACKs and OACKs that had been sent before. */
    public long retransmits() {
        return retransmits;
    }

    /** DATA packets that came twice or out of order. */
    public long unwanted() {
        return unwanted;
    }

    /** How often the sender was silent for too long. */
    public long timeouts() {
        return timeouts;
    }
}
