package io.pxe4j.tftp.server;

import io.pxe4j.tftp.engine.NegotiationLimits;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the machine's interfaces say about addresses. */
final class LocalAddresses {
    private LocalAddresses() {}

    /**
     * The addresses that a wildcard stands for; any other address as it is. A socket of its own for each, since clients take answers only from the
     * address that they asked, and a wildcard socket answers from the one that the route prefers.
     */
    static List<InetSocketAddress> expand(InetSocketAddress address) {
        if (!address.getAddress().isAnyLocalAddress()) {
            return List.of(address);
        }
        boolean all = address.getAddress() instanceof Inet6Address;
        List<InetSocketAddress> addresses = new ArrayList<>();
        try {
            for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (!card.isUp()) {
                    continue;
                }
                for (InetAddress ip : Collections.list(card.getInetAddresses())) {
                    if (all || ip instanceof Inet4Address) {
                        addresses.add(new InetSocketAddress(ip, address.getPort()));
                    }
                }
            }
        } catch (SocketException e) {
            addresses.clear();
        }
        return addresses.isEmpty() ? List.of(address) : List.copyOf(addresses);
    }

    /** The limits with blocks that fit into one packet of the interface with that address. */
    static NegotiationLimits withinMtu(NegotiationLimits limits, InetAddress address) {
        try {
            NetworkInterface card = NetworkInterface.getByInetAddress(address);
            return card == null ? limits : limits.withinMtu(card.getMTU(), address instanceof Inet6Address);
        } catch (SocketException e) {
            return limits;
        }
    }
}
