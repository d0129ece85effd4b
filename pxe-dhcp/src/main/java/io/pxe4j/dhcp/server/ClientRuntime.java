package io.pxe4j.dhcp.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.ClientContext;
import io.pxe4j.dhcp.engine.ClientException;
import io.pxe4j.dhcp.engine.ClientFailure;
import io.pxe4j.dhcp.engine.ClientLease;
import io.pxe4j.dhcp.engine.ClientMachine;
import io.pxe4j.dhcp.engine.ClientState;
import io.pxe4j.dhcp.engine.ClientTarget;
import io.pxe4j.dhcp.engine.ServerPort;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's life: one socket and one event loop, which drive the state machine. */
final class ClientRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(ClientRuntime.class);
    private static final int MAX_PACKET_SIZE = 1500;
    private static final int RECEIVE_BUFFER = 1 << 18;
    private static final long SHUTDOWN_SECONDS = 2;

    private final ClientConfig config;
    private final EventLoop loop;
    private final Transport transport;
    private final @Nullable EventLoopGroup ownGroup;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile Optional<ClientLease> lease = Optional.empty();
    private volatile ClientState state = ClientState.INIT;
    private volatile Optional<InetSocketAddress> localAddress = Optional.empty();

    // What follows belongs to the event loop.
    private final ClientMachine machine;
    private @Nullable CompletableFuture<Channel> opening;
    private @Nullable Channel channel;
    private @Nullable Future<?> alarm;
    private long alarmAt;
    private boolean closing;

    ClientRuntime(ClientConfig config) {
        this.config = config;
        this.transport = Transport.choose(config.transport(), config.group());
        EventLoopGroup group = config.group().orElseGet(transport::newGroup);
        this.ownGroup = config.group().isPresent() ? null : group;
        this.loop = group.next();
        this.machine = ClientMachine.create(
                config.settings(),
                new ClientContext(this::send, System::nanoTime, InstantSource.system(), config.random()),
                config.listener());
    }

    Optional<ClientLease> lease() {
        return lease;
    }

    ClientState state() {
        return state;
    }

    Optional<InetSocketAddress> localAddress() {
        return localAddress;
    }

    <T> CompletionStage<T> run(Function<ClientMachine, CompletionStage<T>> operation) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            loop.execute(() -> opened().whenComplete((open, failure) -> {
                if (failure != null) {
                    result.completeExceptionally(failure);
                } else {
                    start(operation, result);
                }
            }));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new ClientException(ClientFailure.CLOSED, "its event loop has ended", e));
        }
        return result.minimalCompletionStage();
    }

    private <T> void start(Function<ClientMachine, CompletionStage<T>> operation, CompletableFuture<T> result) {
        operation.apply(machine).whenComplete((value, failure) -> {
            // Before the user hears of it, who may look at the lease at once.
            publish();
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                result.complete(value);
            }
        });
        settle();
    }

    private CompletionStage<Channel> opened() {
        CompletableFuture<Channel> known = opening;
        if (known != null) {
            return known;
        }
        CompletableFuture<Channel> open = new CompletableFuture<>();
        if (closing) {
            open.completeExceptionally(new ClientException(ClientFailure.CLOSED, ""));
            return open;
        }
        opening = open;
        try {
            bind(open);
        } catch (RuntimeException e) {
            noSocket(open, e);
        }
        return open;
    }

    private void bind(CompletableFuture<Channel> open) {
        BindPlan plan = plan();
        if (plan.toDevice() && !transport.bindsToDevices()) {
            throw new DhcpServerException(
                    "The transport binds no socket to an interface: on Linux, add" + " netty-transport-native-epoll.");
        }
        Channel made = transport.newChannel(plan, new Transport.SocketSettings(MAX_PACKET_SIZE, RECEIVE_BUFFER));
        new Bootstrap()
                .group(loop)
                .channelFactory(() -> made)
                .option(ChannelOption.SO_BROADCAST, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_PACKET_SIZE))
                .handler(new Receiver())
                .bind(config.local())
                .addListener(bound -> {
                    if (!bound.isSuccess()) {
                        noSocket(open, BindErrors.explain(plan, bound.cause()));
                    } else if (closing) {
                        made.close()
                                .addListener(closed ->
                                        open.completeExceptionally(new ClientException(ClientFailure.CLOSED, "")));
                    } else {
                        channel = made;
                        localAddress = Optional.of((InetSocketAddress) made.localAddress());
                        open.complete(made);
                    }
                });
    }

    private BindPlan plan() {
        return new BindPlan(
                config.interfaceName().orElse("any"),
                config.interfaceName().isPresent(),
                Ip4.of(config.local().getAddress()),
                ServerPort.DHCP,
                config.local().getPort());
    }

    private void noSocket(CompletableFuture<Channel> open, RuntimeException why) {
        // The next operation tries again.
        opening = null;
        open.completeExceptionally(new ClientException(ClientFailure.NO_SOCKET, String.valueOf(why.getMessage()), why));
    }

    /** Takes the datagrams of the socket to the state machine. */
    private final class Receiver extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            try {
                if (message instanceof DatagramPacket datagram
                        && datagram.sender().getAddress() instanceof Inet4Address source) {
                    machine.receive(
                            datagram.content(),
                            Ip4.of(source),
                            datagram.sender().getPort());
                }
            } catch (RuntimeException e) {
                LOG.error("Fault while a DHCP client received a packet", e);
            } finally {
                ReferenceCountUtil.release(message);
                settle();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // A datagram socket stays usable after an error, such as an ICMP message about an earlier packet.
            LOG.debug("Error on the DHCP client's socket", cause);
        }
    }

    private void send(ByteBuf packet, ClientTarget target) {
        Channel open = channel;
        if (open == null) {
            packet.release();
            return;
        }
        int port = target.port() == ServerPort.PXE ? config.pxePort() : config.dhcpPort();
        InetSocketAddress to = new InetSocketAddress(target.address().toInetAddress(), port);
        open.writeAndFlush(new DatagramPacket(packet, to)).addListener(sent -> {
            if (!sent.isSuccess()) {
                LOG.debug("A DHCP message to {} could not be sent", to, sent.cause());
                machine.sendFailed(target, String.valueOf(sent.cause().getMessage()));
            }
        });
    }

    /** After anything that may have changed the machine. */
    private void settle() {
        publish();
        OptionalLong deadline = closing ? OptionalLong.empty() : machine.nextDeadline();
        if (alarm != null && (deadline.isEmpty() || deadline.getAsLong() != alarmAt)) {
            alarm.cancel(false);
            alarm = null;
        }
        if (alarm == null && deadline.isPresent()) {
            alarmAt = deadline.getAsLong();
            alarm = loop.schedule(this::ring, Math.max(0, alarmAt - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private void ring() {
        alarm = null;
        machine.tick();
        settle();
    }

    private void publish() {
        lease = machine.lease();
        state = machine.state();
    }

    CompletionStage<Void> stop() {
        try {
            loop.execute(this::shutDown);
        } catch (RejectedExecutionException e) {
            // The user's group is gone, and the socket with it.
            LOG.debug("The event loop ended before the client", e);
            stopped.complete(null);
        }
        return stopped.minimalCompletionStage();
    }

    private void shutDown() {
        if (closing) {
            return;
        }
        closing = true;
        machine.close();
        settle();
        localAddress = Optional.empty();
        Channel open = channel;
        if (open == null) {
            shutDownOwnGroup();
        } else {
            open.close().addListener(done -> shutDownOwnGroup());
        }
    }

    private void shutDownOwnGroup() {
        EventLoopGroup group = ownGroup;
        if (group == null) {
            stopped.complete(null);
            return;
        }
        group.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).addListener(done -> stopped.complete(null));
    }

    void close() {
        CompletionStage<Void> end = stop();
        if (!loop.inEventLoop()) {
            end.toCompletableFuture().join();
        }
    }
}
