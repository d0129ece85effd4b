package io.pxe4j.boot.explain;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a capture tells about its network in a first pass: who gives addresses there, who gives boot files, and which client got which
 * address. Put in their places, our engines answer what the clients then ask for.
 */
public final class SiteSurvey {
    private static final int MAX_CLIENTS = 4096;
    private static final int USUAL_PREFIX = 24;

    private final Map<HardwareAddress, Ip4> addresses = new LinkedHashMap<>();
    private final Set<Ip4> taken = new HashSet<>();
    private Optional<Ip4> addressServer = Optional.empty();
    private Optional<Ip4> bootServer = Optional.empty();
    private Optional<Ip4Network> network = Optional.empty();

    private SiteSurvey() {}

    /** A survey that knows nothing yet. */
    public static SiteSurvey create() {
        return new SiteSurvey();
    }

    /** Learns from one packet. */
    public void see(CapturedPacket packet) {
        if (packet instanceof UdpPacket datagram
                && Explainer.isDhcp(datagram)
                && DhcpPacket.decode(datagram.payload()) instanceof DhcpPacket dhcp
                && !dhcp.isRequest()
                && (dhcp.is(DhcpMessageType.OFFER) || dhcp.is(DhcpMessageType.ACK))) {
            learn(dhcp, dhcp.get(DhcpOption.SERVER_IDENTIFIER).orElse(datagram.source()));
        }
    }

    private void learn(DhcpPacket reply, Ip4 server) {
        if (server.isAny() || server.equals(Ip4.BROADCAST)) {
            return;
        }
        if (reply.yiaddr().isAny()) {
            if (bootServer.isEmpty() && reply.has(DhcpOption.VENDOR_CLASS)) {
                bootServer = Optional.of(server);
            }
            return;
        }
        if (addressServer.isEmpty()) {
            addressServer = Optional.of(server);
            network = Optional.of(networkOf(reply, server));
        }
        // One that was given twice cannot be kept for two.
        if (addressServer.get().equals(server)
                && network.get().isHost(reply.yiaddr())
                && addresses.size() < MAX_CLIENTS
                && !addresses.containsKey(reply.chaddr())
                && taken.add(reply.yiaddr())) {
            addresses.put(reply.chaddr(), reply.yiaddr());
        }
    }

    private static Ip4Network networkOf(DhcpPacket reply, Ip4 server) {
        int prefix = reply.get(DhcpOption.SUBNET_MASK).map(SiteSurvey::prefixOf).orElse(USUAL_PREFIX);
        // A relayed client's network is another than the server's: the client's counts.
        Ip4 member = reply.giaddr().isAny() && server.sameNetwork(reply.yiaddr(), prefix) ? server : reply.yiaddr();
        return Ip4Network.of(member, prefix);
    }

    private static int prefixOf(Ip4 mask) {
        int length = Integer.bitCount(mask.bits());
        boolean usable = length >= 8 && length <= 30 && mask.bits() == -1 << (32 - length);
        return usable ? length : USUAL_PREFIX;
    }

    /** The first server that gave an address. */
    public Optional<Ip4> addressServer() {
        return addressServer;
    }

    /** The first server that gave boot information and no address. */
    public Optional<Ip4> bootServer() {
        return bootServer;
    }

    /** The network of the first address that was given. */
    public Optional<Ip4Network> network() {
        return network;
    }

    /** Which address each client got of {@link #addressServer}; at most {@value #MAX_CLIENTS}, no address twice. */
    public Map<HardwareAddress, Ip4> addresses() {
        return Collections.unmodifiableMap(addresses);
    }
}
