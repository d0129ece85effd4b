package io.pxe4j.tftp.server;

import java.net.InetSocketAddress;

/**
 * A packet started no transfer.
 *
 * @param client the address and port it came from
 * @param server the address and port it was sent to
 * @param file the file name with control characters escaped; empty if the packet holds none
 * @param reason why
 * @param detail the same in words, for an administrator
 */
public record RequestRefused(
        InetSocketAddress client, InetSocketAddress server, String file, RefusalReason reason, String detail) {}
