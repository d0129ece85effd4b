package io.pxe4j.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.DatagramSocketAddress;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sockets straight on Netty's epoll loop, without channel and pipeline: a block in lock-step costs one receive and one send, a window that
 * left the server by UDP_SEGMENT one receive in all (UDP_GRO), and neither makes an object.
 */
final class EpollPorts implements LoadNetwork.Ports {
    private static final Logger LOG = LoggerFactory.getLogger(EpollPorts.class);

    // Of the kernel's headers; Netty's names for them are for channels only.
    private static final int SOL_UDP = 17;
    private static final int UDP_GRO = 104;

    private final ByteBuf buffer = Unpooled.directBuffer(LoadNetwork.READ_BUFFER);

    @Override
    public LoadPort open(
            IoEventLoop loop, Optional<InetSocketAddress> source, InetSocketAddress server, LoadPort.Receiver receiver)
            throws IOException {
        Datagrams socket = new Datagrams(
                server.getAddress() instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET);
        try {
            socket.setReceiveBufferSize(LoadNetwork.SOCKET_BUFFER);
            coalesce(socket);
            if (source.isPresent()) {
                socket.bind(source.get());
            }
            Port port = new Port(socket, server, receiver);
            port.registration = loop.register(port).syncUninterruptibly().getNow();
            port.registration.submit(EpollIoOps.EPOLLIN);
            return port;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void coalesce(Socket socket) {
        try {
            socket.setIntOpt(SOL_UDP, UDP_GRO, 1);
        } catch (IOException e) {
            // Since Linux 5.0; without it each block is read by itself.
            LOG.debug("no UDP_GRO", e);
        }
    }

    @Override
    public void close() {
        buffer.release();
    }

    private static final class Datagrams extends Socket {
        Datagrams(SocketProtocolFamily family) {
            super(newSocketDgram0(family));
        }
    }

    private final class Port implements LoadPort, EpollIoHandle {
        private final Socket socket;
        private final InetSocketAddress server;
        private final Receiver receiver;
        private boolean connected;

        private @Nullable IoRegistration registration;

        Port(Socket socket, InetSocketAddress server, Receiver receiver) {
            this.socket = socket;
            this.server = server;
            this.receiver = receiver;
        }

        @Override
        public FileDescriptor fd() {
            return socket;
        }

        @Override
        public void handle(IoRegistration unused, IoEvent event) {
            try {
                while (socket.isOpen() && read()) {
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
            int length =
                    connected ? socket.recvAddress(buffer.memoryAddress(), 0, LoadNetwork.READ_BUFFER) : readFirst();
            buffer.setIndex(0, Math.max(0, length));
            return length > 0;
        }

        /** Who answers first is the peer of the transfer from then on. */
        private int readFirst() throws IOException {
            DatagramSocketAddress from = socket.recvFromAddress(buffer.memoryAddress(), 0, LoadNetwork.READ_BUFFER);
            if (from == null) {
                return 0;
            }
            connected = socket.connect(from);
            return from.receivedAmount();
        }

        @Override
        public void send(ByteBuf packet) {
            try {
                if (connected) {
                    socket.sendAddress(packet.memoryAddress(), packet.readerIndex(), packet.writerIndex());
                } else {
                    socket.sendToAddress(
                            packet.memoryAddress(),
                            packet.readerIndex(),
                            packet.writerIndex(),
                            server.getAddress(),
                            server.getPort());
                }
            } catch (IOException e) {
                LOG.debug("send to {}", server, e);
            }
        }

        @Override
        public void close() {
            if (!socket.isOpen()) {
                return;
            }
            try {
                // First: a closed socket leaves epoll by itself.
                socket.close();
            } catch (IOException e) {
                LOG.debug("close", e);
            }
            if (registration != null) {
                registration.cancel();
            }
        }
    }
}
