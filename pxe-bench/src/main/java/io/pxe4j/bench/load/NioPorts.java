package io.pxe4j.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's sockets on Netty's NIO loop, where there is no epoll: each block is read by itself. */
final class NioPorts implements LoadNetwork.Ports {
    private static final Logger LOG = LoggerFactory.getLogger(NioPorts.class);

    private final ByteBuf buffer = Unpooled.directBuffer(LoadNetwork.READ_BUFFER);

    @Override
    public LoadPort open(
            IoEventLoop loop, Optional<InetSocketAddress> source, InetSocketAddress server, LoadPort.Receiver receiver)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, LoadNetwork.SOCKET_BUFFER);
            if (source.isPresent()) {
                channel.bind(source.get());
            }
            Port port = new Port(channel, server, receiver);
            port.registration = loop.register(port).syncUninterruptibly().getNow();
            port.registration.submit(NioIoOps.READ);
            return port;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        buffer.release();
    }

    private final class Port implements LoadPort, NioIoHandle {
        private final DatagramChannel channel;
        private final InetSocketAddress server;
        private final Receiver receiver;

        private @Nullable IoRegistration registration;

        Port(DatagramChannel channel, InetSocketAddress server, Receiver receiver) {
            this.channel = channel;
            this.server = server;
            this.receiver = receiver;
        }

        @Override
        public SelectableChannel selectableChannel() {
            return channel;
        }

        @Override
        public void handle(IoRegistration unused, IoEvent event) {
            try {
                while (channel.isOpen() && read()) {
                    if (!receiver.received(buffer)) {
                        return;
                    }
                }
            } catch (IOException e) {
                // ICMP's "port unreachable": the server has forgotten the transfer, and silence will end it.
                LOG.debug("receive from {}", server, e);
            }
        }

        private boolean read() throws IOException {
            ByteBuffer target = buffer.internalNioBuffer(0, LoadNetwork.READ_BUFFER);
            int length = channel.isConnected() ? channel.read(target) : readFirst(target);
            buffer.setIndex(0, Math.max(0, length));
            return length > 0;
        }

        /** Who answers first is the peer of the transfer from then on. */
        private int readFirst(ByteBuffer target) throws IOException {
            int start = target.position();
            SocketAddress from = channel.receive(target);
            if (from == null) {
                return 0;
            }
            channel.connect(from);
            return target.position() - start;
        }

        @Override
        public void send(ByteBuf packet) {
            ByteBuffer octets = packet.internalNioBuffer(packet.readerIndex(), packet.readableBytes());
            try {
                if (channel.isConnected()) {
                    channel.write(octets);
                } else {
                    channel.send(octets, server);
                }
            } catch (IOException e) {
                LOG.debug("send to {}", server, e);
            }
        }

        @Override
        public void close() {
            if (registration != null) {
                registration.cancel();
            }
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("close", e);
            }
        }
    }
}
