package io.pxe4j.tftp.server;

import io.pxe4j.tftp.TftpOptions;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a download went.
 *
 * @param server the address and port that the server sent from
 * @param oack the options of the OACK; none if the server sent no OACK
 * @param blockSize octets of payload per block
 * @param windowSize blocks per ACK
 * @param bytes octets received
 * @param blocks blocks received, each counted once
 * @param unwanted DATA packets that came twice or out of order
 * @param retransmits requests and ACKs repeated for want of an answer
 * @param duration from the request to the last block
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
