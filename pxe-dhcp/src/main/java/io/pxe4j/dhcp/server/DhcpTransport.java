package io.pxe4j.dhcp.server;

/** Which of Netty's transports carries the packets. */
public enum DhcpTransport {
    /** {@link #EPOLL} where it is there, else {@link #NIO}. */
    AUTO,

    /** Linux, with sockets bound to an interface; needs {@code netty-transport-native-epoll} on the class path. */
    EPOLL,

    /** Everywhere, with sockets bound to addresses. On Linux such a socket hears no broadcasts, so it serves only loopback and relays. */
    NIO
}
