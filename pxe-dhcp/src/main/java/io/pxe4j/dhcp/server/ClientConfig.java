package io.pxe4j.dhcp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.dhcp.engine.ClientListener;
import io.pxe4j.dhcp.engine.ClientSettings;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The settings of a client, which no longer change.
 *
 * @param settings how it behaves
 * @param interfaceName the interface that its socket is bound to, if any
 * @param local the address and port that its socket is bound to
 * @param dhcpPort the servers' port that stands for 67
 * @param pxePort the servers' port that stands for 4011
 */
record ClientConfig(
        ClientSettings settings,
        Optional<String> interfaceName,
        InetSocketAddress local,
        int dhcpPort,
        int pxePort,
        ClientListener listener,
        RandomGenerator random,
        DhcpTransport transport,
        Optional<EventLoopGroup> group) {}
