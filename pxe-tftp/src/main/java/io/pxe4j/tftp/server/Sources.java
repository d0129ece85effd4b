package io.pxe4j.tftp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Which source addresses can be answered at all. */
final class Sources {
    private Sources() {}

    /** Whether a reply to that address could reach one honest host: a forged packet may claim a group or everybody as its source. */
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
