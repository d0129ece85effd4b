package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpOptions;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a download or an upload went.
 *
 * @param server the address and port that the server sent from
 * @param oack the options of the OACK; none if the server sent no OACK
 * @param blockSize octets of payload per block
 * @param windowSize blocks per ACK
 * @param bytes octets received, or sent, each counted once
 * @param blocks blocks received, or sent, each counted once
 * @param unwanted DATA packets that came twice or out of order; 0 for an upload
 * @param retransmits packets sent again: requests, and ACKs or DATA
 * @param duration from the request to the last packet
 */
public record TftpReport(
        InetSocketAddress server,
        TftpOptions oack,
        int blockSize,
        int windowSize,
        long bytes,
        long blocks,
        long unwanted,
        long retransmits,
        Duration duration) {}
