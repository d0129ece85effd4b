package io.pxe4j.tftp.server;

import java.time.Duration;

/**
 * What a transfer took.
 *
 * @param bytes octets of content that the client acknowledged
 * @param blocks blocks that the client acknowledged
 * @param datagrams DATA and OACK packets sent, retransmissions among them
 * @param retransmits DATA and OACK packets that had been sent before
 * @param timeouts how often the client stayed silent for too long
 * @param duration from the request to the end
 */
public record TransferStatistics(
        long bytes, long blocks, long datagrams, long retransmits, long timeouts, Duration duration) {}
