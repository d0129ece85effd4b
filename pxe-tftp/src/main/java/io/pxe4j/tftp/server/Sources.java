package io.pxe4j.tftp.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Which source addresses can be answered at all: a forged packet may claim to come from everybody, or from this server. Thread-safe. */
final class Sources {
    private final Set<InetAddress> broadcasts;
    private volatile Set<InetSocketAddress> own = Set.of();

    Sources(Collection<InetAddress> broadcasts) {
        this.broadcasts = Set.copyOf(broadcasts);
    }

    /** With the broadcast addresses that the machine's interfaces have now. */
    static Sources ofThisMachine() {
        Set<InetAddress> broadcasts = new HashSet<>();
        try {
            for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InterfaceAddress address : card.getInterfaceAddresses()) {
                    if (address.getAddress() instanceof Inet4Address && address.getNetworkPrefixLength() <= 30) {
                        broadcasts.add(broadcastOf(address));
                    }
                }
            }
        } catch (SocketException | UnknownHostException e) {
            broadcasts.clear();
        }
        return new Sources(broadcasts);
    }

    /** The last address of the network: what the interface itself says is missing for loopback and 0.0.0.0 for some tunnels. */
    private static InetAddress broadcastOf(InterfaceAddress address) throws UnknownHostException {
        byte[] octets = address.getAddress().getAddress();
        for (int bit = address.getNetworkPrefixLength(); bit < octets.length * Byte.SIZE; bit++) {
            octets[bit / Byte.SIZE] |= (byte) (0x80 >> bit % Byte.SIZE);
        }
        return InetAddress.getByAddress(octets);
    }

    /** These are the server's own sockets: what seems to come from them is forged. */
    void own(Collection<InetSocketAddress> sockets) {
        own = Set.copyOf(sockets);
    }

    /** Whether a reply to that address could reach one honest host. */
    boolean isOneHost(InetSocketAddress source) {
        return isAnswerable(source) && !broadcasts.contains(source.getAddress()) && !own.contains(source);
    }

    /** Whether what is sent to that address goes to many hosts. */
    boolean isGroup(InetAddress destination) {
        return destination.isMulticastAddress() || isBroadcast(destination) || broadcasts.contains(destination);
    }

    /** {@link #isOneHost} as far as the address alone shows it. */
    static boolean isAnswerable(InetSocketAddress source) {
        InetAddress address = source.getAddress();
        return source.getPort() != 0
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && !isBroadcast(address);
    }

    /** Whether that address stands for everybody. */
    static boolean isBroadcast(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == 4 && (octets[0] & octets[1] & octets[2] & octets[3]) == -1;
    }
}
