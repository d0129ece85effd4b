package io.pxe4j.dhcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpDrop;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.DropReason;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where packets end: encodes answers and sends them where they belong, or says why there is none; tells and counts both. */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    // RFC 2131 section 2: yiaddr.
    private static final int YIADDR_OFFSET = 16;

    private final CounterBoard counters;
    private final Teller teller;
    private final Endpoints endpoints = new Endpoints();
    private final HeldReplies held;
    private final Optional<UnicastToUnconfigured> unicast;
    private final boolean replyToSource;

    Dispatch(ServerConfig config, EventLoop loop, CounterBoard counters, Teller teller) {
        this.counters = counters;
        this.teller = teller;
        this.held = new HeldReplies(loop, config.maxHeldBack());
        this.unicast = config.unicast();
        this.replyToSource = config.replyToSource();
    }

    CounterBoard counters() {
        return counters;
    }

    Teller teller() {
        return teller;
    }

    HeldReplies held() {
        return held;
    }

    /** Sends an answer out of the socket, now or when its delay is over; the request may be forgotten when this returns. */
    void send(DhcpSocket socket, DhcpPacket request, DhcpArrival arrival, DhcpReply reply) {
        InetSocketAddress to = destination(arrival, reply);
        ByteBuf encoded = reply.message().encode(socket.channel().alloc());
        tellAnswered(request, arrival, encoded, to);
        Sending sending = new Sending(socket, arrival, reply.type(), encoded, to, isUnicastable(request, reply));
        if (reply.delay().isZero()) {
            sending.go();
        } else if (held.hold(sending, reply.delay())) {
            counters.count(DhcpCounter.HELD_BACK);
        } else {
            counters.count(DhcpCounter.NOT_HELD_BACK);
            sending.go();
        }
    }

    private InetSocketAddress destination(DhcpArrival arrival, DhcpReply reply) {
        return replyToSource && !arrival.sourceAddress().isAny()
                ? endpoints.of(arrival.sourceAddress(), arrival.sourcePort())
                : endpoints.of(
                        reply.destination().address(), reply.destination().port());
    }

    // RFC 2131 section 4.1: no giaddr, no ciaddr, no broadcast flag; the engine broadcasts it for want of a better way.
    private boolean isUnicastable(DhcpPacket request, DhcpReply reply) {
        return unicast.isPresent()
                && !replyToSource
                && reply.destination().address().equals(Ip4.BROADCAST)
                && !reply.type().equals(DhcpMessageType.NAK)
                && !request.isBroadcast()
                && request.chaddr().isStation();
    }

    private void tellAnswered(DhcpPacket request, DhcpArrival arrival, ByteBuf encoded, InetSocketAddress to) {
        if (teller.isSilent() && !LOG.isDebugEnabled()) {
            return;
        }
        if (DhcpPacket.decode(encoded) instanceof DhcpPacket sent) {
            LOG.debug("Answer to {}: {}", to, sent);
            teller.tell(heard -> heard.answered(new RequestAnswered(request, arrival, sent, to)));
        }
    }

    /** A packet gets no answer. */
    void dropped(@Nullable DhcpPacket request, DhcpArrival arrival, DhcpDrop drop) {
        counters.countDropped(drop.reason());
        if (teller.isSilent() && !LOG.isDebugEnabled()) {
            return;
        }
        RequestDropped event = request == null
                ? RequestDropped.unreadable(arrival, drop.reason(), drop.detail())
                : RequestDropped.of(request, arrival, drop);
        LOG.debug("No answer to {}", event);
        teller.tell(heard -> heard.dropped(event));
    }

    /** An encoded answer on its way: it is counted when the system has taken it. */
    final class Sending implements ChannelFutureListener {
        private final DhcpSocket socket;
        private final DhcpArrival arrival;
        private final DhcpMessageType type;
        private final ByteBuf encoded;
        private final int size;
        private InetSocketAddress to;
        private final boolean unicastable;

        Sending(
                DhcpSocket socket,
                DhcpArrival arrival,
                DhcpMessageType type,
                ByteBuf encoded,
                InetSocketAddress to,
                boolean unicastable) {
            this.socket = socket;
            this.arrival = arrival;
            this.type = type;
            this.encoded = encoded;
            this.size = encoded.readableBytes();
            this.to = to;
            this.unicastable = unicastable;
        }

        void go() {
            if (unicastable && wasDelivered()) {
                encoded.release();
                countSent();
            } else if (socket.hasRoom()) {
                socket.send(encoded, to, this);
            } else {
                encoded.release();
                failed("the system takes no more packets");
            }
        }

        private boolean wasDelivered() {
            Ip4 yiaddr = new Ip4(encoded.getInt(encoded.readerIndex() + YIADDR_OFFSET));
            if (yiaddr.isAny() || !(DhcpPacket.decode(encoded) instanceof DhcpPacket reply)) {
                return false;
            }
            try {
                UnicastToUnconfigured.Delivery delivery = unicast.orElseThrow().deliver(reply, arrival);
                if (delivery == UnicastToUnconfigured.Delivery.UNICAST) {
                    to = endpoints.of(yiaddr, to.getPort());
                }
                return delivery == UnicastToUnconfigured.Delivery.SENT;
            } catch (RuntimeException e) {
                LOG.warn("Unicast to a client without an address failed, the answer is broadcast", e);
                return false;
            }
        }

        /** Ends it unsent. */
        void cancel() {
            encoded.release();
            dropped(null, arrival, new DhcpDrop(DropReason.CLOSING, ""));
        }

        @Override
        public void operationComplete(ChannelFuture sent) {
            if (sent.isSuccess()) {
                countSent();
            } else {
                failed(to.getAddress().getHostAddress() + ": " + sent.cause().getMessage());
            }
        }

        private void countSent() {
            counters.countSent(type);
            counters.add(DhcpCounter.SENT_OCTETS, size);
        }

        private void failed(String why) {
            dropped(null, arrival, new DhcpDrop(DropReason.SEND_FAILED, why));
        }
    }
}
