package io.pxe4j.tftp.server;

import io.netty.channel.unix.IntegerUnixChannelOption;

/** Socket options that Netty has no names for. Loaded only where its optional native classes are. */
final class LinuxOptions {
    /** IPPROTO_IP 0, IP_MTU_DISCOVER 10. */
    static final IntegerUnixChannelOption IP_MTU_DISCOVER = new IntegerUnixChannelOption("IP_MTU_DISCOVER", 0, 10);

    /** A block that is larger than a link on the way is cut into fragments, not lost: clients cannot tell us to shrink. */
    static final int IP_PMTUDISC_DONT = 0;

    private LinuxOptions() {}
}
