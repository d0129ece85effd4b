package io.pxe4j.tftp.engine;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one file as a client: asks, judges the OACK, and receives by a {@link WriteTransfer}.
 *
 * <p>The caller sends {@link #request}, hands in what arrives from the server's transfer port, sends what the methods return, and calls
 * {@link #onTime} when {@link #deadline} has passed. Once {@link #isWhole}, it stores the file and then calls {@link #onStored}. Times are nanoseconds
 * of any clock that runs evenly. Not thread-safe.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2347">RFC 2347</a>
 */
public final class FileReceiver {
    private final Asking asking;
    private final Consumer<ByteBuf> payloads;
    private TftpOptions oack = TftpOptions.NONE;
    private @Nullable WriteTransfer transfer;
    private @Nullable TftpError serverError;
    private @Nullable String failure;

    private FileReceiver(Asking asking, Consumer<ByteBuf> payloads) {
        this.asking = asking;
        this.payloads = payloads;
    }

    /**
     * A transfer whose request leaves now.
     *
     * @param request a read request
     * @param retryAfter the first wait for an answer, doubled at each try; after the first answer the wait follows the measured round trip
     * @param tries how often the request is sent before the server is given up, 1 or more; a server that falls silent in the middle is given up
     *     after the time that these tries take
     * @param payloads takes the octets of the file in order; each buffer is valid during the call only
     * @param now the time in nanoseconds
     */
    public static FileReceiver start(
            TftpRequest request, Duration retryAfter, int tries, Consumer<ByteBuf> payloads, long now) {
        return new FileReceiver(new Asking(request, retryAfter, tries, now), payloads);
    }

    /** The request. */
    public TftpRequest request() {
        return asking.request();
    }

    /** A packet of the server; gives the answer, if one is due. */
    public Optional<TftpPacket> onPacket(TftpPacket packet, long now) {
        if (isOver()) {
            return Optional.empty();
        }
        if (packet instanceof TftpData data) {
            return onData(data, now);
        }
        if (packet instanceof TftpOack oackPacket) {
            return onOack(oackPacket, now);
        }
        if (packet instanceof TftpError error && !isWhole()) {
            serverError = error;
        }
        return Optional.empty();
    }

    private Optional<TftpPacket> onOack(TftpOack packet, long now) {
        if (request().options().isEmpty()) {
            return Optional.empty();
        }
        WriteTransfer running = transfer;
        if (running != null) {
            // Our ACK 0 was lost.
            return running.onRequestAgain(now) ? pending(running, now) : Optional.empty();
        }
        String problem = asking.problemOf(packet);
        if (problem != null) {
            return fail(TftpErrorCode.OPTION_NEGOTIATION, problem);
        }
        oack = packet.options();
        return pending(begin(AgreedOptions.of(oack), now), now);
    }

    private Optional<TftpPacket> onData(TftpData data, long now) {
        WriteTransfer running = transfer;
        if (running == null) {
            if (data.block() != 1) {
                return Optional.empty();
            }
            // The server knows no options: the request stands for ACK 0.
            running = begin(AgreedOptions.NONE, asking.lastSent());
            running.onSent(asking.lastSent());
        }
        int length = data.payload().readableBytes();
        if (running.onData(data.block(), length, now)) {
            payloads.accept(data.payload());
        } else if (running.isOver()) {
            int agreed = running.agreed().blockSize();
            return fail(TftpErrorCode.ILLEGAL_OPERATION, "block of " + length + " octets, agreed were " + agreed);
        }
        return pending(running, now);
    }

    private WriteTransfer begin(AgreedOptions agreed, long now) {
        WriteTransfer begun = WriteTransfer.start(agreed, asking.timers(agreed), now);
        transfer = begun;
        return begun;
    }

    private static Optional<TftpPacket> pending(WriteTransfer running, long now) {
        if (!running.isAckPending()) {
            return Optional.empty();
        }
        TftpPacket ack = new TftpAck(running.ackNumber());
        running.onSent(now);
        return Optional.of(ack);
    }

    /** The file that {@link #isWhole} is where it belongs; gives the last ACK. */
    public Optional<TftpPacket> onStored(long now) {
        WriteTransfer running = transfer;
        if (running == null || isOver()) {
            return Optional.empty();
        }
        running.onStored(now);
        return pending(running, now);
    }

    /** There is no room for another window: until {@link #proceed} no ACK asks for more. */
    public void hold() {
        if (transfer != null) {
            transfer.hold();
        }
    }

    /** There is room again; gives the ACK that waited. */
    public Optional<TftpPacket> proceed(long now) {
        WriteTransfer running = transfer;
        if (running == null || isOver()) {
            return Optional.empty();
        }
        running.proceed(now);
        return pending(running, now);
    }

    /** It is {@code now}; gives the packet to send again, if it is time. */
    public Optional<TftpPacket> onTime(long now) {
        if (isOver() || now - deadline() < 0) {
            return Optional.empty();
        }
        WriteTransfer running = transfer;
        if (running == null) {
            if (asking.again(now)) {
                return Optional.of(request());
            }
            failure = "no answer to " + request() + " after " + asking.tries() + " tries";
            return Optional.empty();
        }
        running.onTime(now);
        if (running.isOver() && !running.isStored()) {
            failure = running.outcome().orElseThrow() == WriteOutcome.STORE_SILENT
                    ? "the file could not be stored in time"
                    : "the server fell silent after block " + running.blocks();
            return Optional.empty();
        }
        return pending(running, now);
    }

    /** Ends the transfer from this side; gives the ERROR to send. */
    public TftpPacket abort(TftpErrorCode code, String message) {
        failure = message;
        return TftpError.of(code, message);
    }

    private Optional<TftpPacket> fail(TftpErrorCode code, String message) {
        return Optional.of(abort(code, message));
    }

    /** When {@link #onTime} is to be called; means nothing once {@link #isOver}. */
    public long deadline() {
        return transfer == null ? asking.deadline() : transfer.deadline();
    }

    /** Whether a packet of the server has arrived that starts the transfer. */
    public boolean isAnswered() {
        return transfer != null;
    }

    /** Whether the transfer has ended, well or not; well, when a stored file's last block came no more for a while. */
    public boolean isOver() {
        return serverError != null || failure != null || transfer != null && transfer.isOver();
    }

    /** Whether the whole file was received. */
    public boolean isWhole() {
        return transfer != null && transfer.isWhole();
    }

    /** Whether {@link #onStored} was called: what happens now is only the answer to a last block that comes again. */
    public boolean isStored() {
        return transfer != null && transfer.isStored();
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

    /** The size of the file, if the server told. */
    public OptionalLong size() {
        return oack.number(TftpOptions.TSIZE);
    }

    /** Octets received in order. */
    public long bytes() {
        return transfer == null ? 0 : transfer.bytes();
    }

    /** Blocks received in order. */
    public long blocks() {
        return transfer == null ? 0 : transfer.blocks();
    }

    /** DATA packets that came twice or out of order. */
    public long unwanted() {
        return transfer == null ? 0 : transfer.unwanted();
    }

    /** Packets sent again. */
    public long retransmits() {
        return asking.tries() - 1 + (transfer == null ? 0 : transfer.retransmits());
    }
}
