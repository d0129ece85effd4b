package io.pxe4j.boot;

import io.pxe4j.boot.explain.Printable;
import io.pxe4j.dhcp.Ip4;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The network that a boot server serves.
 *
 * @param interfaceName the interface, as the operating system names it
 * @param address this server's address there, where TFTP and HTTP listen
 * @param prefixLength 0 to 32
 */
record ServedNetwork(String interfaceName, Ip4 address, int prefixLength) {
    /** An interface, by the wanted address or else its first. */
    static ServedNetwork onInterface(String name, Optional<Ip4> wanted) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found == null) {
                throw new BootException("There is no network interface " + Printable.of(name) + ": choose one of "
                        + interfaceNames() + ".");
            }
            List<InterfaceAddress> addresses = ipv4(found);
            if (addresses.isEmpty()) {
                throw new BootException("Network interface " + name
                        + " has no IPv4 address: give it one, on Linux with `ip address add ADDRESS/PREFIX dev " + name
                        + "`.");
            }
            // Whether it is up does not matter: a bridge may wait for its first client's carrier.
            Ip4 address = wanted.orElse(Ip4.of(addresses.get(0).getAddress()));
            return addresses.stream()
                    .filter(one -> Ip4.of(one.getAddress()).equals(address))
                    .findFirst()
                    .map(one -> new ServedNetwork(name, address, one.getNetworkPrefixLength()))
                    .orElseThrow(() -> new BootException("Network interface " + name + " does not have the address "
                            + address + ": choose one of " + texts(addresses) + "."));
        } catch (SocketException e) {
            throw new BootException("Network interface " + name + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** The interface that has the address. */
    static ServedNetwork onAddress(Ip4 address) {
        try {
            NetworkInterface found = NetworkInterface.getByInetAddress(address.toInetAddress());
            if (found == null) {
                throw new BootException(address + " is no address of this machine: choose one that an interface has.");
            }
            int prefix = ipv4(found).stream()
                    .filter(one -> Ip4.of(one.getAddress()).sameNetwork(address, one.getNetworkPrefixLength()))
                    .mapToInt(InterfaceAddress::getNetworkPrefixLength)
                    .findFirst()
                    .orElse(32);
            return new ServedNetwork(found.getName(), address, prefix);
        } catch (SocketException e) {
            throw new BootException("The interface of " + address + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static List<InterfaceAddress> ipv4(NetworkInterface found) {
        return found.getInterfaceAddresses().stream()
                .filter(one -> one.getAddress() instanceof Inet4Address)
                .toList();
    }

    private static String texts(List<InterfaceAddress> addresses) {
        return addresses.stream().map(one -> one.getAddress().getHostAddress()).collect(Collectors.joining(", "));
    }

    private static String interfaceNames() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .map(NetworkInterface::getName)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** {@code 10.77.0.0/24}. */
    String prefix() {
        int mask = prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
        return new Ip4(address.bits() & mask) + "/" + prefixLength;
    }
}
