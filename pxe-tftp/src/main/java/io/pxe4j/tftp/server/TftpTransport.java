package io.pxe4j.tftp.server;

/** Which of Netty's transports carries the packets. */
public enum TftpTransport {
    /** {@link #EPOLL} where it is there, else {@link #NIO}. */
    AUTO,
    /** Linux, with many packets per system call; needs {@code netty-transport-native-epoll} on the class path. */
    EPOLL,
    /** Everywhere. */
    NIO,
    /**
     * Linux's io_uring; needs {@code netty-transport-native-io_uring} on the class path. Never chosen by {@link #AUTO} unless the caller's group is one:
     * for datagrams it has cost more than {@link #EPOLL} wherever it was measured.
     */
    IO_URING
}
