package io.pxe4j.bench.load;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpLayout;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOpcode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/**
 * One client and the transfer that it runs: datagrams in, the next answer out. Knows no socket and no clock, and makes no object for a block.
 *
 * <p>It answers as firmware does: a window by one ACK (RFC 7440 §4), a gap by one ACK of what came in order, the last block again by its ACK
 * again, silence by the last packet again.
 */
final class LoadClient {
    /** What to send now. */
    enum Answer {
        NOTHING,
        /** The request, to the server's port. */
        REQUEST,
        /** An ACK of {@link #ackBlock}, to the port that answered. */
        ACK,
        /** An ERROR, which ends the transfer, to the port that answered. */
        ERROR
    }

    private enum State {
        ASKING,
        RECEIVING,
        FINISHED,
        FAILED
    }

    /** Silence after which the last packet is sent again. */
    static final long RETRY_NANOS = 1_000_000_000;

    static final int MAX_RETRIES = 8;

    private static final int DATA = 3;

    private final LoadPlan plan;
    private final Checksum crc;
    private final boolean checked;

    private State state = State.ASKING;
    private int blksize;
    private int window;
    private long tsize;
    /** The block that is expected, counted from 1 and past 65535. */
    private long next;

    private int blocksSinceAck;
    /** Whether the server was told of the gap in front of {@link #next}; once is enough, as each further ACK would restart the window. */
    private boolean gapTold;

    private long octets;
    private long startedAt;
    private long endedAt;
    private long heardAt;
    private int retries;
    private String failure = "";

    /** A client that asks for what the plan says. */
    LoadClient(LoadPlan plan) {
        this.plan = plan;
        this.crc = plan.slowCrc() ? new TableCrc32() : new CRC32();
        this.checked = plan.expectedCrc32().isPresent();
        start(0);
    }

    /** The request that such clients send. */
    static TftpRequest request(LoadPlan plan) {
        TftpOptions options = TftpOptions.NONE;
        if (plan.blksize() != 0) {
            options = options.with(TftpOptions.BLKSIZE, plan.blksize());
        }
        if (plan.tsize()) {
            options = options.with(TftpOptions.TSIZE, 0);
        }
        if (plan.window() != 0) {
            options = options.with(TftpOptions.WINDOWSIZE, plan.window());
        }
        return TftpRequest.read(plan.file(), options);
    }

    /** Begins a new transfer. */
    Answer start(long now) {
        state = State.ASKING;
        blksize = LoadPlan.DEFAULT_BLKSIZE;
        window = 1;
        tsize = -1;
        next = 1;
        blocksSinceAck = 0;
        gapTold = false;
        octets = 0;
        startedAt = now;
        heardAt = now;
        retries = 0;
        failure = "";
        crc.reset();
        return Answer.REQUEST;
    }

    /**
     * Takes what one read of the socket gave: one datagram, or several of one size that the kernel put together, the last one possibly shorter
     * (UDP_GRO). All octets from the reader index are taken. Of several answers the last one counts, as it acknowledges the others.
     */
    Answer onDatagrams(ByteBuf datagrams, long now) {
        Answer answer = Answer.NOTHING;
        int at = datagrams.readerIndex();
        int end = datagrams.writerIndex();
        while (at < end && !isOver()) {
            int length = end - at;
            // Only a server's DATA comes in windows; all blocks but the last are of the agreed size.
            if (length > TftpLayout.HEADER_LENGTH && datagrams.getUnsignedShort(at) == DATA) {
                length = Math.min(length, TftpLayout.HEADER_LENGTH + blksize);
            }
            Answer last = onDatagram(datagrams, at, length, now);
            answer = last == Answer.NOTHING ? answer : last;
            at += length;
        }
        return answer;
    }

    private Answer onDatagram(ByteBuf octets, int at, int length, long now) {
        if (length < TftpLayout.HEADER_LENGTH) {
            return Answer.NOTHING;
        }
        return octets.getUnsignedShort(at) == DATA
                ? onData(octets, at, length, now)
                : onOther(TftpPacket.decode(octets.slice(at, length)), now);
    }

    private Answer onData(ByteBuf datagrams, int at, int length, long now) {
        int block = datagrams.getUnsignedShort(at + TftpLayout.BLOCK_OFFSET);
        if (block != (int) (next & 0xffff)) {
            return onUnexpected(block);
        }
        state = State.RECEIVING;
        int payload = length - TftpLayout.HEADER_LENGTH;
        if (checked && payload > 0) {
            crc.update(datagrams.internalNioBuffer(at + TftpLayout.HEADER_LENGTH, payload));
        }
        octets += payload;
        next++;
        blocksSinceAck++;
        gapTold = false;
        heard(now);
        if (payload < blksize) {
            state = State.FINISHED;
            endedAt = now;
            return Answer.ACK;
        }
        return blocksSinceAck >= window ? ack() : Answer.NOTHING;
    }

    private Answer onUnexpected(int block) {
        int ahead = block - (int) next & 0xffff;
        if (ahead < 0x8000) {
            if (gapTold) {
                return Answer.NOTHING;
            }
            gapTold = true;
            return ack();
        }
        // The last block again: our ACK was lost.
        return ahead == 0xffff ? ack() : Answer.NOTHING;
    }

    private Answer onOther(TftpDecoded packet, long now) {
        if (packet instanceof TftpError error) {
            return fail(error.toString(), Answer.NOTHING, now);
        }
        // An OACK that comes again after the first block is an old one.
        if (!(packet instanceof TftpOack oack) || next > 1) {
            return Answer.NOTHING;
        }
        TftpOptions options = oack.options();
        long agreedBlksize = options.number(TftpOptions.BLKSIZE).orElse(LoadPlan.DEFAULT_BLKSIZE);
        long agreedWindow = options.number(TftpOptions.WINDOWSIZE).orElse(1);
        // RFC 2348 and 7440: a server may lower what was asked for, never raise it, and says nothing about the rest
        // (RFC 2347).
        if (options.has(TftpOptions.BLKSIZE) && (agreedBlksize < 8 || agreedBlksize > plan.blksize())
                || options.has(TftpOptions.WINDOWSIZE) && (agreedWindow < 1 || agreedWindow > plan.window())) {
            return fail(oack + " was not asked for (asked: " + request(plan).options() + ")", Answer.ERROR, now);
        }
        blksize = (int) agreedBlksize;
        window = (int) agreedWindow;
        tsize = options.number(TftpOptions.TSIZE).orElse(-1);
        state = State.RECEIVING;
        heard(now);
        return ack();
    }

    private Answer ack() {
        blocksSinceAck = 0;
        return Answer.ACK;
    }

    private void heard(long now) {
        heardAt = now;
        retries = 0;
    }

    private Answer fail(String why, Answer answer, long now) {
        state = State.FAILED;
        endedAt = now;
        failure = why;
        return answer;
    }

    /** What silence asks for: the last packet again after a second, and nothing before. Fails after some tries. */
    Answer onTime(long now) {
        if (isOver() || now - heardAt < RETRY_NANOS) {
            return Answer.NOTHING;
        }
        if (++retries > MAX_RETRIES) {
            return fail("no answer to " + MAX_RETRIES + " tries", Answer.NOTHING, now);
        }
        heardAt = now;
        gapTold = false;
        return state == State.ASKING ? Answer.REQUEST : ack();
    }

    /** The block that an {@link Answer#ACK} names: the last one that came in order; 0 for an OACK. */
    int ackBlock() {
        return (int) (next - 1 & 0xffff);
    }

    /** The packet of an {@link Answer#ERROR}. */
    static TftpError error() {
        return TftpError.of(TftpErrorCode.OPTION_NEGOTIATION, "not asked for");
    }

    /** Makes {@code target} the packet of an {@link Answer#ACK}. */
    void writeAck(ByteBuf target) {
        target.clear().writeShort(TftpOpcode.ACK.value()).writeShort(ackBlock());
    }

    /** Whether a part of the window is still missing, so that more may wait in the socket. */
    boolean isInsideWindow() {
        return !isOver() && blocksSinceAck > 0;
    }

    /** Whether the transfer has ended, one way or the other. */
    boolean isOver() {
        return state == State.FINISHED || state == State.FAILED;
    }

    /** Whether the whole file came. */
    boolean isFinished() {
        return state == State.FINISHED;
    }

    /** Whether the finished transfer's content is not what was expected. */
    boolean isCorrupt() {
        return isFinished()
                && (checked && crc.getValue() != plan.expectedCrc32().getAsLong() || tsize >= 0 && octets != tsize);
    }

    /** Why it failed; empty if it did not. */
    String failure() {
        return failure;
    }

    /** Octets of content so far. */
    long octets() {
        return octets;
    }

    /** From the request to the end. */
    long nanos() {
        return endedAt - startedAt;
    }
}
