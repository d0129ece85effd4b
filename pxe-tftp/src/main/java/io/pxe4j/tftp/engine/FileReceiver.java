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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receives one file as a client: what to answer to each packet and to silence.
 *
 * <p>The caller sends {@link #request}, hands in what arrives from the server's transfer port, sends what the methods return, and calls
 * {@link #onTime} when {@link #deadline} has passed. Times are nanoseconds of any clock that runs evenly. Not thread-safe.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc7440#section-4">RFC 7440 §4</a>
 */
public final class FileReceiver {
    /** A second ACK of the same block within this time would answer the network's duplicates. */
    private static final long REPEAT_GATE = 10_000_000;

    private final TftpRequest request;
    private final Consumer<ByteBuf> payloads;
    private final int maxTries;
    private long retryAfter;

    private TftpOptions oack = TftpOptions.NONE;
    private int blockSize = 512;
    private int windowSize = 1;
    private TftpPacket last;
    private boolean answered;
    /** The next block in order. */
    private long expected = 1;
    /** Blocks in order since the last ACK. */
    private int sinceAck;

    private boolean gapTold;
    private int tries = 1;
    private long lastSent;
    private boolean done;
    private @Nullable TftpError serverError;
    private @Nullable String failure;
    private long bytes;
    private long unwanted;
    private long retransmits;

    private FileReceiver(TftpRequest request, Duration retryAfter, int maxTries, Consumer<ByteBuf> payloads, long now) {
        this.request = request;
        this.last = request;
        this.retryAfter = retryAfter.toNanos();
        this.maxTries = maxTries;
        this.payloads = payloads;
        this.lastSent = now;
    }

    /**
     * A transfer whose request leaves now.
     *
     * @param request a read request
     * @param retryAfter the first wait for an answer, doubled at each try
     * @param tries how often a packet is sent before the server is given up, 1 or more
     * @param payloads takes the octets of the file in order; each buffer is valid during the call only
     * @param now the time in nanoseconds
     */
    public static FileReceiver start(
            TftpRequest request, Duration retryAfter, int tries, Consumer<ByteBuf> payloads, long now) {
        return new FileReceiver(request, retryAfter, tries, payloads, now);
    }

    /** The request. */
    public TftpRequest request() {
        return request;
    }

    /** A packet of the server; gives the answer, if one is due. */
    public Optional<TftpPacket> onPacket(TftpPacket packet, long now) {
        if (packet instanceof TftpData data) {
            return isOver() && !done ? Optional.empty() : onData(data, now);
        }
        if (isOver()) {
            return Optional.empty();
        }
        if (packet instanceof TftpOack oackPacket) {
            return onOack(oackPacket, now);
        }
        if (packet instanceof TftpError error) {
            serverError = error;
        }
        return Optional.empty();
    }

    private Optional<TftpPacket> onOack(TftpOack packet, long now) {
        if (expected > 1 || request.options().isEmpty()) {
            return Optional.empty();
        }
        if (answered) {
            // Our ACK 0 was lost.
            return now - lastSent >= REPEAT_GATE ? acknowledge(now) : Optional.empty();
        }
        String problem = problemOf(packet.options());
        if (problem != null) {
            return fail(TftpErrorCode.OPTION_NEGOTIATION, problem);
        }
        oack = packet.options();
        blockSize = (int) oack.number(TftpOptions.BLKSIZE).orElse(512);
        windowSize = (int) oack.number(TftpOptions.WINDOWSIZE).orElse(1);
        oack.number(TftpOptions.TIMEOUT)
                .ifPresent(seconds -> retryAfter = Duration.ofSeconds(seconds).toNanos());
        answered = true;
        return acknowledge(now);
    }

    /** RFC 2347: a server may leave out what was asked, lower it where the option says so, and nothing else. */
    private @Nullable String problemOf(TftpOptions offered) {
        for (Map.Entry<String, String> option : offered.asMap().entrySet()) {
            String name = option.getKey();
            Optional<String> asked = request.options().value(name);
            if (asked.isEmpty()) {
                return "option " + name + " was not requested";
            }
            long value = offered.number(name).orElse(-1);
            long limit = request.options().number(name).orElse(-1);
            boolean good = switch (name) {
                case TftpOptions.BLKSIZE -> value >= 8 && value <= limit;
                case TftpOptions.WINDOWSIZE -> value >= 1 && value <= limit;
                case TftpOptions.TIMEOUT -> value == limit;
                case TftpOptions.TSIZE -> value >= 0;
                default -> true;
            };
            if (!good) {
                return "option " + name + "=" + option.getValue() + " does not answer " + asked.get();
            }
        }
        return null;
    }

    private Optional<TftpPacket> onData(TftpData data, long now) {
        int ahead = (short) (data.block() - (int) expected);
        if (done || ahead < 0) {
            unwanted++;
            // The server repeats since our ACK was lost; or the network does, then it comes too soon to be answered.
            return answered && now - lastSent >= REPEAT_GATE ? repeat(now) : Optional.empty();
        }
        if (ahead > 0) {
            unwanted++;
            if (!answered || gapTold && now - lastSent < REPEAT_GATE) {
                return Optional.empty();
            }
            gapTold = true;
            return acknowledge(now);
        }
        int length = data.payload().readableBytes();
        if (length > blockSize) {
            return fail(TftpErrorCode.ILLEGAL_OPERATION, "block of " + length + " octets, agreed were " + blockSize);
        }
        answered = true;
        gapTold = false;
        tries = 1;
        payloads.accept(data.payload());
        bytes += length;
        expected++;
        sinceAck++;
        done = length < blockSize;
        if (done || sinceAck >= windowSize) {
            return acknowledge(now);
        }
        // The wait starts anew with each block; only the answer has to wait for the window.
        lastSent = now;
        return Optional.empty();
    }

    /** It is {@code now}; gives the packet to send again, if it is time. */
    public Optional<TftpPacket> onTime(long now) {
        if (isOver() || now - deadline() < 0) {
            return Optional.empty();
        }
        if (tries >= maxTries) {
            failure = answered
                    ? "the server fell silent after block " + (expected - 1)
                    : "no answer to " + request + " after " + tries + " tries";
            return Optional.empty();
        }
        tries++;
        return answered && !done ? repeatAck(now) : repeat(now);
    }

    private Optional<TftpPacket> repeatAck(long now) {
        retransmits++;
        return acknowledge(now);
    }

    private Optional<TftpPacket> repeat(long now) {
        retransmits++;
        lastSent = now;
        return Optional.of(last);
    }

    private Optional<TftpPacket> acknowledge(long now) {
        last = new TftpAck((int) (expected - 1 & 0xffff));
        lastSent = now;
        sinceAck = 0;
        return Optional.of(last);
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
        return lastSent + (retryAfter << Math.min(tries - 1, 6));
    }

    /** Whether a packet of the server has arrived that starts the transfer. */
    public boolean isAnswered() {
        return answered;
    }

    /** Whether the transfer has ended, well or not. */
    public boolean isOver() {
        return done || serverError != null || failure != null;
    }

    /** Whether the whole file was received. After that, packets may still be handed in: a repeated last block is acknowledged again. */
    public boolean isDone() {
        return done;
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

    /** The size of the file, if the server told. */
    public OptionalLong size() {
        return oack.number(TftpOptions.TSIZE);
    }

    /** Octets of payload per block. */
    public int blockSize() {
        return blockSize;
    }

    /** Blocks per ACK. */
    public int windowSize() {
        return windowSize;
    }

    /** Octets received in order. */
    public long bytes() {
        return bytes;
    }

    /** Blocks received in order. */
    public long blocks() {
        return expected - 1;
    }

    /** DATA packets that came twice or out of order. */
    public long unwanted() {
        return unwanted;
    }

    /** Packets sent again. */
    public long retransmits() {
        return retransmits;
    }
}
