package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many requests a socket holds while the loop is busy. */
class ReceiveBufferTest {
    private static final int ASKED = 4 << 20;

    @ParameterizedTest
    @EnumSource(
            value = TftpTransport.class,
            names = {"EPOLL", "IO_URING"})
    void rootGetsAllOfItWhateverTheSystemsLimitIs(TftpTransport name) throws Exception {
        assumeThat(isRoot()).as("the test needs root").isTrue();
        assumeThat(Transports.available()).as("transports of this machine").contains(name);

        assertThat(receiveBuffer(Transport.of(name, null))).isGreaterThanOrEqualTo(ASKED);
    }

    @Test
    void whatTheSystemGivesIsEnoughToStart() throws Exception {
        assertThat(receiveBuffer(Transport.of(TftpTransport.NIO, null))).isPositive();
    }

    private static int receiveBuffer(Transport transport) throws Exception {
        EventLoopGroup group = transport.newGroup(1, "buffer");
        try {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            DatagramChannel channel = transport
                    .bind(group.next(), any, 1500, new ChannelInboundHandlerAdapter())
                    .toCompletableFuture()
                    .get();
            return channel.config().getReceiveBufferSize();
        } finally {
            group.shutdownGracefully().sync();
        }
    }

    private static boolean isRoot() throws Exception {
        return Files.exists(Path.of("/proc/self"))
                && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }
}
