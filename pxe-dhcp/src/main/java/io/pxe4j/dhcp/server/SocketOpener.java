package io.pxe4j.dhcp.server;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.pxe4j.dhcp.engine.ServerPort;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens sockets on the server's loop, each at once and ready to use, or explains why it cannot. */
final class SocketOpener {
    private static final Logger LOG = LoggerFactory.getLogger(SocketOpener.class);
    private static final int MAX_BATCH_OCTETS = 1 << 18;
    // What one socket may have queued when the system is slow; then answers are dropped.
    private static final WriteBufferWaterMark SEND_QUEUE = new WriteBufferWaterMark(1 << 18, 1 << 20);

    private final ServerConfig config;
    private final Transport transport;
    private final EventLoop loop;
    private final Reception reception;
    private final Transport.SocketSettings settings;
    private final ReceiveBuffer receiveBuffer;

    SocketOpener(ServerConfig config, Transport transport, EventLoop loop, Reception reception) {
        this.config = config;
        this.transport = transport;
        this.loop = loop;
        this.reception = reception;
        // One octet more than allowed, to notice what is too long.
        int datagramSize = config.maxPacketSize() + 1;
        int batch = ReceiveBuffer.batch(datagramSize, transport.datagramsPerRead(), MAX_BATCH_OCTETS);
        this.settings = new Transport.SocketSettings(datagramSize, config.receiveBuffer());
        this.receiveBuffer = new ReceiveBuffer(batch * datagramSize);
    }

    boolean bindsToDevices() {
        return transport.bindsToDevices();
    }

    /**
     * Opens a socket.
     *
     * @param shared whether others that agreed by {@link #share} have the port already
     * @throws DhcpServerException if that fails; then nothing is left
     */
    DhcpSocket open(BindPlan plan, ServerInterface network, boolean shared) {
        DatagramChannel channel;
        try {
            channel = transport.newChannel(plan, settings);
        } catch (RuntimeException e) {
            throw BindErrors.explain(plan, e);
        }
        DhcpSocket socket = new DhcpSocket(channel, new ReplyRun(channel, transport), plan, network, reception);
        try {
            configure(channel, shared);
            channel.pipeline().addLast(socket);
            finish(loop.register(channel));
            finish(channel.bind(new InetSocketAddress(plan.address().toInetAddress(), plan.portNumber())));
            socket.bound();
            joinGroup(channel, plan);
            return socket;
        } catch (RuntimeException e) {
            socket.close();
            throw BindErrors.explain(plan, e);
        }
    }

    private void configure(DatagramChannel channel, boolean shared) {
        channel.config()
                .setBroadcast(true)
                .setReuseAddress(shared)
                .setRecvByteBufAllocator(receiveBuffer)
                .setWriteBufferWaterMark(SEND_QUEUE);
        if (LOG.isDebugEnabled()) {
            LOG.debug("The system queues {} octets", channel.config().getOption(ChannelOption.SO_RCVBUF));
        }
    }

    /** On the loop itself Netty is done when it returns. */
    private static void finish(ChannelFuture future) {
        if (!future.isDone()) {
            throw new IllegalStateException("socket: not ready (expected: opened on the event loop)");
        }
        Throwable cause = future.cause();
        if (cause != null) {
            throw cause instanceof RuntimeException unchecked ? unchecked : new SocketFailure(cause);
        }
    }

    /** Lets further sockets have the same port, or no more; between that, a second server finds the port busy. */
    static void share(DhcpSocket socket, boolean shared) {
        ((DatagramChannel) socket.channel()).config().setReuseAddress(shared);
    }

    // Boot servers are looked for by multicast as well (PXE 2.1, option 43.7).
    private void joinGroup(DatagramChannel channel, BindPlan plan) {
        if (config.multicastGroup().isEmpty()
                || plan.port() != ServerPort.PXE
                || plan.toDevice() && !plan.isWildcard()) {
            return;
        }
        String group = config.multicastGroup().get().toString();
        try {
            NetworkInterface member = NetworkInterface.getByName(plan.interfaceName());
            if (member == null) {
                throw new SocketException("no such interface");
            }
            ChannelFuture joined = channel.joinGroup(new InetSocketAddress(group, 0), member);
            finish(joined);
        } catch (SocketException | SocketFailure e) {
            throw new DhcpServerException(
                    "Multicast group " + group + " could not be joined on " + plan.interfaceName() + ": "
                            + e.getMessage() + ".",
                    e);
        }
    }

    /** Gives the memory back, once all sockets are closed. */
    void release() {
        receiveBuffer.release();
    }

    /** Carries a checked exception of Netty to the explanation. */
    private static final class SocketFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        SocketFailure(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
