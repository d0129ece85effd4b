package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.join;
import static io.pxe4j.tftp.server.TftpServerTest.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.engine.ContentSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A route that refuses segmented writes: EIO without checksum offload, EINVAL behind a small MTU. */
class SegmentationFallbackTest {
    @Test
    void blocksLeaveOneByOneAndTheRouteIsRemembered() {
        byte[] file = random(100_000);
        RefusingTransport transport = new RefusingTransport();
        Recorder recorder = new Recorder();
        ServerConfig.Draft draft = new ServerConfig.Draft();
        draft.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        draft.content = ContentSource.ofBytes(Map.of("f", file));
        draft.listener = recorder;
        ServerRuntime server = new ServerRuntime(draft.build(), () -> transport);
        join(server.start());
        try (TftpClient client = TftpClient.builder().build()) {
            InetSocketAddress address = server.localAddresses().get(0);
            TftpOptions options = TftpOptions.of("blksize", "1428", "windowsize", "8");
            for (int i = 0; i < 6; i++) {
                assertThat(join(client.get(address, "f", options)).bytes()).isEqualTo(file);
            }
            TransferFinished finished = recorder.next(TransferFinished.class);
            assertThat(finished.statistics().timeouts())
                    .as("nobody had to wait")
                    .isZero();
            assertThat(transport.refused.get()).as("tried once").isEqualTo(1);
        } finally {
            server.close();
        }
    }

    private static final class RefusingTransport extends Transport {
        private final Transport nio = new NioTransport();
        private final AtomicInteger refused = new AtomicInteger();

        @Override
        EventLoopGroup newGroup(int threads, String name) {
            return nio.newGroup(threads, name);
        }

        @Override
        boolean fits(EventLoopGroup group) {
            return nio.fits(group);
        }

        @Override
        DatagramChannel newChannel(SocketProtocolFamily family) {
            return nio.newChannel(family);
        }

        @Override
        void configure(Bootstrap bootstrap, boolean ipv6, int datagramSize) {
            nio.configure(bootstrap, ipv6, datagramSize);
        }

        @Override
        int maxSegments() {
            return MAX_SEGMENTS;
        }

        @Override
        DatagramPacket segmented(ByteBuf datagrams, int segment, InetSocketAddress recipient) {
            assertThat(segment).isEqualTo(1432);
            assertThat(datagrams.readableBytes()).isGreaterThan(segment);
            datagrams.release();
            refused.incrementAndGet();
            // Too long for UDP: the kernel says EMSGSIZE.
            return new DatagramPacket(Unpooled.directBuffer(70_000).writeZero(70_000), recipient);
        }
    }
}
