package io.pxe4j.bench.load;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the clients of a load ask from. Machines have an address each, and so do they where the server is on IPv4 loopback, of which Linux has 16
 * million addresses: no two share a limit for an address, and a new transfer does not come from the port that another has just left.
 */
final class ClientAddresses {
    private static final int OF_A_NETWORK = 250;
    private static final int MOST = 200 * OF_A_NETWORK * OF_A_NETWORK;

    private ClientAddresses() {}

    /** The address of a client, counted from 0, with any port; empty if the system is to choose. */
    static Optional<InetSocketAddress> of(int client, InetSocketAddress server) {
        InetAddress address = server.getAddress();
        boolean plenty = System.getProperty("os.name", "").equals("Linux");
        if (!plenty || !(address instanceof Inet4Address) || !address.isLoopbackAddress() || client >= MOST) {
            return Optional.empty();
        }
        byte[] octets = {
            127,
            (byte) (1 + client / (OF_A_NETWORK * OF_A_NETWORK)),
            (byte) (client / OF_A_NETWORK % OF_A_NETWORK),
            (byte) (1 + client % OF_A_NETWORK)
        };
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(octets), 0));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
