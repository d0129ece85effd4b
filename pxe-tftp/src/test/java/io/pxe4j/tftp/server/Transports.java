package io.pxe4j.tftp.server;

import io.netty.channel.epoll.Epoll;
import java.util.stream.Stream;

/** The transports that this machine has, for parameterized tests. */
final class Transports {
    private Transports() {}

    static Stream<TftpTransport> available() {
        return Epoll.isAvailable() ? Stream.of(TftpTransport.NIO, TftpTransport.EPOLL) : Stream.of(TftpTransport.NIO);
    }
}
