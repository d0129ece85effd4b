package io.pxe4j.tftp.server;

import io.netty.channel.ChannelException;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;

/** Socket options that Netty has no names for. Loaded only where its optional native classes are. */
final class LinuxOptions {
    /** IPPROTO_IP 0, IP_MTU_DISCOVER 10. */
    static final IntegerUnixChannelOption IP_MTU_DISCOVER = new IntegerUnixChannelOption("IP_MTU_DISCOVER", 0, 10);

    /** A block that is larger than a link on the way is cut into fragments, not lost: clients cannot tell us to shrink. */
    static final int IP_PMTUDISC_DONT = 0;

    /** SOL_SOCKET 1, SO_RCVBUFFORCE 33. */
    private static final IntegerUnixChannelOption SO_RCVBUFFORCE =
            new IntegerUnixChannelOption("SO_RCVBUFFORCE", 1, 33);

    private LinuxOptions() {}

    /** Makes the receive buffer that large past the limit net.core.rmem_max, if the process may (CAP_NET_ADMIN). */
    static void forceReceiveBuffer(DatagramChannel channel, int octets) {
        try {
            channel.config().setOption(SO_RCVBUFFORCE, octets);
        } catch (ChannelException e) {
            // Then what SO_RCVBUF got stays.
        }
    }
}
