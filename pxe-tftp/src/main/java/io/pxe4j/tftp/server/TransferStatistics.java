package io.pxe4j.tftp.server;

import java.time.Duration;

/**
 * What a transfer took.
 *
 * @param bytes octets of content that the client acknowledged, or wrote
 * @param blocks blocks that the client acknowledged, or wrote
 * @param datagrams packets sent, retransmissions among them: DATA and OACK, for a write ACK and OACK
 * @param retransmits packets sent that had been sent before
 * @param timeouts how often the client stayed silent for too long
 * @param duration from the request to the end
 */
public record TransferStatistics(
        long bytes, long blocks, long datagrams, long retransmits, long timeouts, Duration duration) {
    /** Octets of content in a second; 0 if it took no time. */
    public long bytesPerSecond() {
        long nanos = duration.toNanos();
        return nanos <= 0 ? 0 : (long) (bytes * 1e9 / nanos);
    }
}
