package io.pxe4j.dhcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.ServerPort;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One socket: takes its packets to the reception, and answers out of itself, many with one system call. */
final class DhcpSocket extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(DhcpSocket.class);

    private final Channel channel;
    private final ReplyRun replies;
    private final BindPlan plan;
    private final Reception reception;
    private ServerInterface network;
    private ServerInterface.Address self;
    private Arrivals arrivals;
    private int portNumber;
    private boolean reading;
    private boolean flushPending;

    DhcpSocket(Channel channel, ReplyRun replies, BindPlan plan, ServerInterface network, Reception reception) {
        this.channel = channel;
        this.replies = replies;
        this.plan = plan;
        this.reception = reception;
        this.network = network;
        this.self = selfIn(network);
        this.arrivals = newArrivals();
    }

    /** The interface changed, but still has this socket's address. */
    void serve(ServerInterface changed) {
        network = changed;
        self = selfIn(changed);
        arrivals = newArrivals();
    }

    private ServerInterface.Address selfIn(ServerInterface in) {
        for (ServerInterface.Address one : in.addresses()) {
            if (one.address().equals(plan.address())) {
                return one;
            }
        }
        return in.first();
    }

    // Linux gives a unicast to the socket of its address, so the wildcard one hears the rest: broadcasts and
    // multicasts.
    private Arrivals newArrivals() {
        return new Arrivals(network.name(), self, plan.port(), plan.isWildcard());
    }

    /** To be called once it is bound. */
    void bound() {
        portNumber = ((InetSocketAddress) channel.localAddress()).getPort();
    }

    Channel channel() {
        return channel;
    }

    int portNumber() {
        return portNumber;
    }

    ServerInterface network() {
        return network;
    }

    DhcpEndpoint endpoint() {
        return new DhcpEndpoint(network.name(), self.address(), plan.port(), portNumber);
    }

    ServerPort job() {
        return plan.port();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof DatagramPacket datagram
                    && datagram.sender().getAddress() instanceof Inet4Address source) {
                reading = true;
                DhcpArrival arrival =
                        arrivals.from(Ip4.of(source), datagram.sender().getPort());
                reception.receive(this, datagram.content(), arrival);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        flush();
    }

    /** Whether a further answer may be queued: not when the system takes no more. A closed socket fails it by itself. */
    boolean hasRoom() {
        if (!channel.isWritable()) {
            flush();
        }
        return channel.isWritable() || !channel.isOpen();
    }

    /** Queues an answer, which leaves at the end of this batch of packets or of this turn of the loop. Takes the buffer over. */
    void send(ByteBuf encoded, InetSocketAddress to, ChannelFutureListener sent) {
        replies.add(encoded, to, sent);
        if (!flushPending) {
            flushPending = true;
            if (!reading) {
                channel.eventLoop().execute(this::flush);
            }
        }
    }

    void flush() {
        if (flushPending) {
            flushPending = false;
            replies.write();
            channel.flush();
        }
    }

    /** Sends what is queued, then closes. */
    void close() {
        flush();
        var unused = channel.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A datagram socket stays usable after an error, such as an ICMP message about an earlier answer.
        LOG.debug("Error on the DHCP socket at {}", plan.where(), cause);
    }
}
