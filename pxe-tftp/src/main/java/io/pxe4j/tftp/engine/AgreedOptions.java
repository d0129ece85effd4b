package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * What client and server agreed on.
 *
 * @param oack the options of the OACK; without any there is no OACK and the transfer starts with DATA 1
 * @param blockSize octets of payload per block
 * @param windowSize blocks that may be under way without an ACK
 * @param timeout the time until a retransmission that the client asked for
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record AgreedOptions(TftpOptions oack, int blockSize, int windowSize, Optional<Duration> timeout) {
    /** RFC 1350 without options: blocks of 512 octets in lock-step. */
    public static final AgreedOptions NONE = new AgreedOptions(TftpOptions.NONE, 512, 1, Optional.empty());

    /** Whether the transfer starts with an OACK. */
    public boolean hasOack() {
        return !oack.isEmpty();
    }
}
