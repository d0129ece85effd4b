package io.pxe4j.tftp.server;

/** Which of Netty's transports carries the packets. */
public enum TftpTransport {
    /** {@link #EPOLL} where it is there, else {@link #NIO}. */
    AUTO,
    /** Linux, with many packets per system call; needs {@code netty-transport-native-epoll} on the class path. */
    EPOLL,
    /** Everywhere. */
    NIO
}
