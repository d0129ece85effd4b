package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The networks that this machine's interfaces are in, to which ranges of addresses belong. */
final class InterfaceNetworks {
    private InterfaceNetworks() {}

    /** Those of the interfaces with these names, and of those that have these addresses. */
    static List<Ip4Network> of(List<String> names, List<Ip4> addresses) {
        Set<Ip4Network> networks = new LinkedHashSet<>();
        try {
            for (String name : names) {
                networks.addAll(networks(NetworkInterface.getByName(name), "network interface " + name));
            }
            for (Ip4 address : addresses) {
                networks.addAll(networks(
                        NetworkInterface.getByInetAddress(address.toInetAddress()),
                        "interface with address " + address));
            }
        } catch (SocketException e) {
            throw new BootException("The network interfaces cannot be read: " + e.getMessage() + ".", e);
        }
        return List.copyOf(networks);
    }

    private static List<Ip4Network> networks(@Nullable NetworkInterface found, String what) {
        if (found == null) {
            throw new BootException("There is no " + what + " on this machine: choose another one.");
        }
        List<Ip4Network> networks = new ArrayList<>();
        found.getInterfaceAddresses().forEach(one -> {
            if (one.getAddress() instanceof Inet4Address address) {
                networks.add(Ip4Network.of(Ip4.of(address), one.getNetworkPrefixLength()));
            }
        });
        return networks;
    }
}
