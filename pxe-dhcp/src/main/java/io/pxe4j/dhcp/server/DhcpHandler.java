package io.pxe4j.dhcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.pxe4j.dhcp.DhcpDecoded;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.MalformedDhcp;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpDrop;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.DropReason;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the packets of one socket to the engine, and the answers back out of the same socket. */
final class DhcpHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(DhcpHandler.class);

    private final BindPlan plan;
    private final EngineDriver driver;
    private final DhcpListener listener;
    private final int maxPacketSize;
    private final boolean replyToSource;
    private boolean flushPending;

    DhcpHandler(BindPlan plan, EngineDriver driver, DhcpListener listener, int maxPacketSize, boolean replyToSource) {
        this.plan = plan;
        this.driver = driver;
        this.listener = listener;
        this.maxPacketSize = maxPacketSize;
        this.replyToSource = replyToSource;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof DatagramPacket datagram)
                || !(datagram.sender().getAddress() instanceof Inet4Address)) {
            ReferenceCountUtil.release(message);
            return;
        }
        Exchange exchange = new Exchange(ctx, datagram, arrivalOf(datagram));
        try {
            receive(exchange);
        } catch (RuntimeException e) {
            LOG.error("Fault while receiving a DHCP packet", e);
            exchange.drop(DropReason.INTERNAL_ERROR, e.getClass().getSimpleName());
        }
    }

    private DhcpArrival arrivalOf(DatagramPacket datagram) {
        ServerInterface network = plan.network();
        Ip4 source = Ip4.of(datagram.sender().getAddress());
        Ip4 hit = datagram.recipient() != null && datagram.recipient().getAddress() instanceof Inet4Address address
                ? Ip4.of(address)
                : Ip4.ANY;
        ServerInterface.Address used = network.addresses().stream()
                .filter(one -> one.address().equals(hit))
                .findFirst()
                .orElse(network.first());
        return new DhcpArrival(
                network.name(),
                used.address(),
                used.prefixLength(),
                plan.port(),
                source,
                datagram.sender().getPort(),
                network.isBroadcast(hit) || source.isAny());
    }

    private void receive(Exchange exchange) {
        ByteBuf content = exchange.datagram.content();
        if (content.readableBytes() > maxPacketSize) {
            exchange.drop(DropReason.TOO_LARGE, "more than " + maxPacketSize + " octets");
            return;
        }
        if (isOwnSocket(exchange)) {
            exchange.drop(DropReason.OWN_PACKET, "");
            return;
        }
        DhcpDecoded decoded = DhcpPacket.decode(content);
        if (decoded instanceof MalformedDhcp malformed) {
            exchange.drop(DropReason.MALFORMED, malformed.problem() + " at offset " + malformed.offset());
            return;
        }
        DhcpPacket packet = (DhcpPacket) decoded;
        exchange.packet = packet;
        if (!packet.isRequest()) {
            tell(heard -> heard.otherServerSeen(new OtherServerSeen(packet, exchange.arrival)));
            exchange.drop(DropReason.NOT_A_REQUEST, "from " + exchange.arrival.sourceAddress());
            return;
        }
        if (plan.network().hardwareAddress().filter(packet.chaddr()::equals).isPresent()) {
            exchange.drop(DropReason.OWN_PACKET, packet.chaddr().toString());
            return;
        }
        tell(heard -> heard.received(new RequestReceived(packet, exchange.arrival)));
        driver.handle(packet, exchange.arrival, exchange);
    }

    private boolean isOwnSocket(Exchange exchange) {
        InetSocketAddress local = (InetSocketAddress) exchange.ctx.channel().localAddress();
        return exchange.arrival.sourcePort() == local.getPort()
                && plan.network().hasAddress(exchange.arrival.sourceAddress());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (flushPending) {
            flushPending = false;
            ctx.flush();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A datagram socket stays usable after an error, such as an ICMP message about an earlier answer.
        LOG.debug("Error on the DHCP socket at {}", plan.where(), cause);
    }

    private void tell(Consumer<DhcpListener> event) {
        if (listener == DhcpListener.NONE) {
            return;
        }
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("A DHCP listener failed", e);
        }
    }

    /** One packet from receipt to its end, which releases its buffer. */
    final class Exchange implements EngineDriver.Waiting {
        private final ChannelHandlerContext ctx;
        private final DatagramPacket datagram;
        private final DhcpArrival arrival;
        private @Nullable DhcpPacket packet;
        private boolean ended;

        Exchange(ChannelHandlerContext ctx, DatagramPacket datagram, DhcpArrival arrival) {
            this.ctx = ctx;
            this.datagram = datagram;
            this.arrival = arrival;
        }

        @Override
        public void end(DhcpOutcome outcome, boolean atOnce) {
            if (ended) {
                return;
            }
            if (!(outcome instanceof DhcpReply reply)) {
                finish((DhcpDrop) outcome);
                return;
            }
            try {
                send(reply, atOnce);
            } catch (RuntimeException e) {
                LOG.error("Fault while sending a DHCP answer", e);
                finish(new DhcpDrop(DropReason.INTERNAL_ERROR, e.getClass().getSimpleName()));
            }
        }

        void drop(DropReason reason, String detail) {
            end(new DhcpDrop(reason, detail), true);
        }

        private void finish(DhcpDrop drop) {
            DhcpPacket request = packet;
            RequestDropped event = request == null
                    ? RequestDropped.unreadable(arrival, drop.reason(), drop.detail())
                    : RequestDropped.of(request, arrival, drop);
            if (LOG.isDebugEnabled()) {
                LOG.debug("No answer to {}", event);
            }
            tell(heard -> heard.dropped(event));
            release();
        }

        private void send(DhcpReply reply, boolean atOnce) {
            InetSocketAddress to = destination(reply);
            ByteBuf encoded = reply.message().encode(ctx.alloc());
            tellAnswered(encoded, to);
            DatagramPacket answer = new DatagramPacket(encoded, to);
            ctx.write(answer).addListener(sent -> {
                if (!sent.isSuccess()) {
                    String why = to.getAddress().getHostAddress() + ": "
                            + sent.cause().getMessage();
                    tell(heard -> heard.dropped(RequestDropped.unreadable(arrival, DropReason.SEND_FAILED, why)));
                }
            });
            if (atOnce) {
                flushPending = true;
            } else {
                ctx.flush();
            }
            release();
        }

        private InetSocketAddress destination(DhcpReply reply) {
            return replyToSource && !arrival.sourceAddress().isAny()
                    ? datagram.sender()
                    : new InetSocketAddress(
                            reply.destination().address().toInetAddress(),
                            reply.destination().port());
        }

        private void tellAnswered(ByteBuf encoded, InetSocketAddress to) {
            DhcpPacket request = packet;
            if (listener == DhcpListener.NONE && !LOG.isDebugEnabled()) {
                return;
            }
            if (request != null && DhcpPacket.decode(encoded) instanceof DhcpPacket sent) {
                LOG.debug("Answer to {}: {}", to, sent);
                tell(heard -> heard.answered(new RequestAnswered(request, arrival, sent, to)));
            }
        }

        private void release() {
            ended = true;
            datagram.release();
        }
    }
}
