package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Uploads one file as a client: asks, judges the OACK, and sends by a {@link ReadTransfer}, as a server does.
 *
 * <p>The caller sends {@link #request}, hands in what arrives from the server's transfer port, sends what the methods return and the
 * {@link #pendingCount} blocks from {@link #pendingBlock}, confirms those with {@link #onSent}, and calls {@link #onTime} when {@link #deadline} has
 * passed. Times are nanoseconds of any clock that runs evenly. Not thread-safe.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2347">RFC 2347</a>
 */
public final class FileSender {
    private final Asking asking;
    private final long size;
    private TftpOptions oack = TftpOptions.NONE;
    private @Nullable ReadTransfer transfer;
    private @Nullable TftpError serverError;
    private @Nullable String failure;

    private FileSender(Asking asking, long size) {
        this.asking = asking;
        this.size = size;
    }

    /**
     * A transfer whose request leaves now.
     *
     * @param request a write request
     * @param size the octets that will travel, 0 or more
     * @param retryAfter the first wait for an answer, doubled at each try; after the first answer the wait follows the measured round trip
     * @param tries how often the request is sent before the server is given up, 1 or more; a server that falls silent in the middle is given up
     *     after the time that these tries take
     * @param now the time in nanoseconds
     */
    public static FileSender start(TftpRequest request, long size, Duration retryAfter, int tries, long now) {
        return new FileSender(new Asking(request, retryAfter, tries, now), size);
    }

    /** The request. */
    public TftpRequest request() {
        return asking.request();
    }

    /** A packet of the server; gives the ERROR to send if the server cannot mean it. */
    public Optional<TftpPacket> onPacket(TftpPacket packet, long now) {
        if (isOver()) {
            return Optional.empty();
        }
        if (packet instanceof TftpAck ack) {
            onAck(ack.block(), now);
        } else if (packet instanceof TftpOack oackPacket) {
            return onOack(oackPacket, now);
        } else if (packet instanceof TftpError error) {
            serverError = error;
        }
        return Optional.empty();
    }

    private void onAck(int number, long now) {
        if (transfer != null) {
            transfer.onAck(number, now);
        } else if (number == 0) {
            begin(AgreedOptions.NONE, now);
        }
    }

    private Optional<TftpPacket> onOack(TftpOack packet, long now) {
        if (request().options().isEmpty()) {
            return Optional.empty();
        }
        if (transfer != null) {
            // The network's duplicate, or the server missed DATA 1: both are what a repeated ACK 0 says.
            transfer.onAck(0, now);
            return Optional.empty();
        }
        String problem = asking.problemOf(packet);
        if (problem != null) {
            return Optional.of(abort(TftpErrorCode.OPTION_NEGOTIATION, problem));
        }
        oack = packet.options();
        begin(AgreedOptions.of(oack), now);
        return Optional.empty();
    }

    private void begin(AgreedOptions agreed, long now) {
        ReadTransfer begun = ReadTransfer.start(agreed, size, asking.timers(agreed), asking.lastSent());
        transfer = begun;
        if (agreed.hasOack()) {
            // The request is this side's block 0, and the OACK its ACK.
            begun.onSent(1, asking.lastSent());
            begun.onAck(0, now);
        }
    }

    // What to send.

    /** The first block to send now. Means nothing if {@link #pendingCount} is 0. */
    public long pendingBlock() {
        return transfer == null ? 1 : transfer.pendingBlock();
    }

    /** How many blocks are to be sent now, back to back; 0 until the server has answered. */
    public int pendingCount() {
        return transfer == null || isOver() ? 0 : transfer.pendingCount();
    }

    /** The first {@code count} of the pending blocks have left. */
    public void onSent(int count, long now) {
        if (transfer != null) {
            transfer.onSent(count, now);
        }
    }

    // Time.

    /** It is {@code now}; gives the request if it is time to send it again. Blocks may have become pending. */
    public Optional<TftpPacket> onTime(long now) {
        if (isOver() || now - deadline() < 0) {
            return Optional.empty();
        }
        ReadTransfer running = transfer;
        if (running != null) {
            running.onTime(now);
            if (running.isOver()) {
                failure = running.outcome().orElseThrow() == ReadOutcome.COMPLETED_UNCONFIRMED
                        ? "the server did not confirm the last block"
                        : "the server fell silent after block " + running.acknowledgedBlocks();
            }
            return Optional.empty();
        }
        if (asking.again(now)) {
            return Optional.of(request());
        }
        failure = "no answer to " + request() + " after " + asking.tries() + " tries";
        return Optional.empty();
    }

    /** When {@link #onTime} is to be called; means nothing once {@link #isOver}. */
    public long deadline() {
        return transfer == null ? asking.deadline() : transfer.deadline();
    }

    /** Ends the transfer from this side; gives the ERROR to send. */
    public TftpPacket abort(TftpErrorCode code, String message) {
        failure = message;
        return TftpError.of(code, message);
    }

    // What became of it.

    /** Whether the server has answered. */
    public boolean isAnswered() {
        return transfer != null;
    }

    /** Whether the transfer has ended, well or not. */
    public boolean isOver() {
        return serverError != null || failure != null || transfer != null && transfer.isOver();
    }

    /** Whether the server has acknowledged the whole file. */
    public boolean isDone() {
        return transfer != null
                && transfer.outcome().filter(ReadOutcome.COMPLETED::equals).isPresent();
    }

    /** The ERROR of the server that ended the transfer. */
    public Optional<TftpError> serverError() {
        return Optional.ofNullable(serverError);
    }

    /** What ended the transfer on this side. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** The options of the OACK; none without one. */
    public TftpOptions oack() {
        return oack;
    }

    /** What was agreed; the defaults of RFC 1350 until the server answers. */
    public AgreedOptions agreed() {
        return transfer == null ? AgreedOptions.NONE : transfer.agreed();
    }

    /** Octets that will travel. */
    public long size() {
        return size;
    }

    /** Octets that the server has acknowledged. */
    public long bytes() {
        return transfer == null ? 0 : transfer.acknowledgedBytes();
    }

    /** Blocks that the server has acknowledged. */
    public long blocks() {
        if (transfer == null) {
            return 0;
        }
        return isDone() ? transfer.lastBlock() : transfer.acknowledgedBlocks();
    }

    /** Packets sent again. */
    public long retransmits() {
        return asking.tries() - 1 + (transfer == null ? 0 : transfer.retransmits());
    }
}
