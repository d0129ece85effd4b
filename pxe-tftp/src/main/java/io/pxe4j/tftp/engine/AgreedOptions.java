package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What client and server agreed on.
 *
 * @param oack the options of the OACK; without any there is no OACK, and a read starts with DATA 1, a write with ACK 0
 * @param blockSize octets of payload per block (blksize or blksize2), 8 to 65464
 * @param windowSize blocks that may be under way without an ACK, 1 to 65535
 * @param timeout the time until a retransmission that the client asked for (timeout or utimeout)
 * @param rollover the number of the block behind 65535: 0, or 1 where the client asked for that
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record AgreedOptions(TftpOptions oack, int blockSize, int windowSize, Optional<Duration> timeout, int rollover) {
    /** RFC 1350 without options: blocks of 512 octets in lock-step. */
    public static final AgreedOptions NONE = of(TftpOptions.NONE);

    /** What an OACK of these options means; an option that it leaves out has its default. The values must be in their ranges. */
    public static AgreedOptions of(TftpOptions oack) {
        return new AgreedOptions(
                oack,
                (int) oack.number(TftpOptions.BLKSIZE)
                        .orElse(oack.number(TftpOptions.BLKSIZE2).orElse(512)),
                (int) oack.number(TftpOptions.WINDOWSIZE).orElse(1),
                timeoutOf(oack),
                (int) oack.number(TftpOptions.ROLLOVER).orElse(0));
    }

    private static Optional<Duration> timeoutOf(TftpOptions oack) {
        OptionalLong micros = oack.number(TftpOptions.UTIMEOUT);
        if (micros.isPresent()) {
            return Optional.of(Duration.ofNanos(micros.getAsLong() * 1000));
        }
        OptionalLong seconds = oack.number(TftpOptions.TIMEOUT);
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
    }

    /** Whether the server answers the request with an OACK. */
    public boolean hasOack() {
        return !oack.isEmpty();
    }
}
