package io.pxe4j.boot;

import io.pxe4j.boot.explain.DhcpWords;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which client has which address, as far as its DHCP packets told, so that TFTP and HTTP can name it. At most {@value #MAX}. */
final class ClientBook {
    private static final int MAX = 16_384;

    private final Map<Ip4, Entry> byAddress = new LinkedHashMap<>();

    /** A client as the trace names it. */
    record Entry(HardwareAddress hardwareAddress, String name) {}

    synchronized void learn(Ip4 address, BootClient client) {
        if (address.isAny()) {
            return;
        }
        byAddress.remove(address);
        byAddress.put(address, entry(client));
        if (byAddress.size() > MAX) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
    }

    synchronized Optional<Entry> find(InetAddress address) {
        return address instanceof Inet4Address ? Optional.ofNullable(byAddress.get(Ip4.of(address))) : Optional.empty();
    }

    static Entry entry(BootClient client) {
        return new Entry(client.hardwareAddress(), DhcpWords.client(client));
    }
}
