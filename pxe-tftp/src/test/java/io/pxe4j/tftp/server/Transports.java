package io.pxe4j.tftp.server;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.util.stream.Stream;

/** The transports that this machine has, for parameterized tests. */
final class Transports {
    private Transports() {}

    static Stream<TftpTransport> available() {
        Stream.Builder<TftpTransport> all = Stream.<TftpTransport>builder().add(TftpTransport.NIO);
        if (Epoll.isAvailable()) {
            all.add(TftpTransport.EPOLL);
        }
        if (IoUring.isAvailable()) {
            all.add(TftpTransport.IO_URING);
        }
        return all.build();
    }
}
