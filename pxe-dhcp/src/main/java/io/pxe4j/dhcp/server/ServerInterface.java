package io.pxe4j.dhcp.server;

import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/**
 * A network interface with its IPv4 addresses, as it was when the server started.
 *
 * @param name as the operating system names it
 * @param addresses its addresses, the one to use first; never empty
 * @param hardwareAddress its own, which no client has
 */
record ServerInterface(String name, List<Address> addresses, Optional<HardwareAddress> hardwareAddress) {
    private static final int MAC_LENGTH = 6;

    /** An address and the length of its network's prefix. */
    record Address(Ip4 address, int prefixLength) {
        boolean isBroadcast(Ip4 other) {
            int hostBits = prefixLength == 0 ? -1 : ~(-1 << 32 - prefixLength);
            return prefixLength < 31 && other.bits() == (address.bits() | hostBits);
        }
    }

    /** Looks an interface up, and says which there are if it is missing. */
    static ServerInterface named(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found == null) {
                throw new DhcpServerException("There is no network interface " + name + ": choose one of "
                        + String.join(", ", names()) + ".");
            }
            // Not isUp(): on Linux that is false for a bridge or card that waits for its first client's carrier.
            List<Address> addresses = addressesOf(found);
            if (addresses.isEmpty()) {
                throw new DhcpServerException("Network interface " + name
                        + " has no IPv4 address: give it one, on Linux with `ip address add ADDRESS/PREFIX dev " + name
                        + "`.");
            }
            return new ServerInterface(name, addresses, macOf(found));
        } catch (SocketException e) {
            throw new DhcpServerException("Network interface " + name + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** The interface that has the address; it comes first in the list. */
    static ServerInterface having(Ip4 address) {
        try {
            NetworkInterface found = NetworkInterface.getByInetAddress(address.toInetAddress());
            if (found == null) {
                throw new DhcpServerException(
                        address + " is no address of this machine: choose one that one of its interfaces has.");
            }
            List<Address> addresses = addressesOf(found);
            List<Address> only = addresses.stream()
                    .filter(one -> one.address.equals(address))
                    .toList();
            // All of 127.0.0.0/8 belongs to loopback, listed or not.
            int prefixLength = addresses.isEmpty() ? 32 : addresses.get(0).prefixLength;
            return new ServerInterface(
                    found.getName(), only.isEmpty() ? List.of(new Address(address, prefixLength)) : only, macOf(found));
        } catch (SocketException e) {
            throw new DhcpServerException(
                    "The interface of " + address + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** The same interface once for each of its addresses. */
    List<ServerInterface> oneByOne() {
        return addresses.stream()
                .map(one -> new ServerInterface(name, List.of(one), hardwareAddress))
                .toList();
    }

    Address first() {
        return addresses.get(0);
    }

    boolean hasAddress(Ip4 address) {
        return addresses.stream().anyMatch(one -> one.address.equals(address));
    }

    boolean isBroadcast(Ip4 address) {
        return address.equals(Ip4.BROADCAST) || addresses.stream().anyMatch(one -> one.isBroadcast(address));
    }

    private static List<Address> addressesOf(NetworkInterface found) {
        return found.getInterfaceAddresses().stream()
                .filter(one -> one.getAddress() instanceof Inet4Address)
                .map(ServerInterface::addressOf)
                .toList();
    }

    private static Address addressOf(InterfaceAddress one) {
        return new Address(Ip4.of(one.getAddress()), Math.min(Math.max(one.getNetworkPrefixLength(), 0), 32));
    }

    private static Optional<HardwareAddress> macOf(NetworkInterface found) throws SocketException {
        byte[] mac = found.getHardwareAddress();
        return mac == null || mac.length != MAC_LENGTH
                ? Optional.empty()
                : Optional.of(HardwareAddress.of(HardwareAddress.ETHERNET, mac));
    }

    private static List<String> names() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .map(NetworkInterface::getName)
                .sorted()
                .toList();
    }
}
