package io.pxe4j.dhcp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The answers that wait to leave a socket: those that go to one place and have one size leave as one segmented datagram (UDP_SEGMENT),
 * which the system cuts at the last moment.
 *
 * <p>In a storm nearly all answers do, those to a relay as well as those that are broadcast, since most are padded to the same 300 octets; the
 * way through the system is what an answer costs most.
 */
final class ReplyRun {
    // The kernel's UDP_MAX_SEGMENTS; 64 answers of a whole Ethernet frame would be more than a datagram holds.
    private static final int MAX_REPLIES = 64;
    private static final int MAX_OCTETS = 65_507;

    private final Channel channel;
    private final Transport transport;
    private final ByteBuf[] replies = new ByteBuf[MAX_REPLIES];
    private final ChannelFutureListener[] listeners = new ChannelFutureListener[MAX_REPLIES];
    private boolean canSegment;
    private @Nullable InetSocketAddress to;
    private int size;
    private int count;

    ReplyRun(Channel channel, Transport transport) {
        this.channel = channel;
        this.transport = transport;
        this.canSegment = transport.canSegment();
    }

    /** Queues an answer, and takes its buffer over. */
    void add(ByteBuf encoded, InetSocketAddress destination, ChannelFutureListener sent) {
        if (!canSegment) {
            writeOne(encoded, destination, sent);
            return;
        }
        if (count > 0 && !fits(encoded, destination)) {
            write();
        }
        to = destination;
        size = encoded.readableBytes();
        replies[count] = encoded;
        listeners[count] = sent;
        count++;
    }

    private boolean fits(ByteBuf encoded, InetSocketAddress destination) {
        return encoded.readableBytes() == size
                && count < MAX_REPLIES
                && (count + 1) * size <= MAX_OCTETS
                && destination.equals(to);
    }

    /** Hands what is queued to the channel, to be flushed. */
    void write() {
        InetSocketAddress destination = to;
        if (count == 0 || destination == null) {
            return;
        }
        if (count == 1) {
            writeOne(replies[0], destination, listeners[0]);
        } else {
            writeSegmented(destination);
        }
        Arrays.fill(replies, 0, count, null);
        Arrays.fill(listeners, 0, count, null);
        count = 0;
    }

    private void writeOne(ByteBuf encoded, InetSocketAddress destination, ChannelFutureListener sent) {
        ChannelFuture future = channel.write(new DatagramPacket(encoded, destination));
        future.addListener(sent);
    }

    private void writeSegmented(InetSocketAddress destination) {
        ByteBuf all = channel.alloc().directBuffer(count * size, count * size);
        for (int i = 0; i < count; i++) {
            all.writeBytes(replies[i]);
            replies[i].release();
        }
        Segments segments = new Segments(all.retainedDuplicate(), size, destination, Arrays.copyOf(listeners, count));
        ChannelFuture future = channel.write(transport.segmented(all, size, destination));
        future.addListener(segments);
    }

    /** A segmented datagram on its way. A route may refuse it (no checksum offload, a small MTU); then its answers leave one by one. */
    private final class Segments implements ChannelFutureListener {
        private final ByteBuf all;
        private final int size;
        private final InetSocketAddress destination;
        private final ChannelFutureListener[] listeners;

        Segments(ByteBuf all, int size, InetSocketAddress destination, ChannelFutureListener[] listeners) {
            this.all = all;
            this.size = size;
            this.destination = destination;
            this.listeners = listeners;
        }

        @Override
        public void operationComplete(ChannelFuture written) throws Exception {
            try {
                if (written.isSuccess() || !channel.isOpen()) {
                    for (ChannelFutureListener one : listeners) {
                        one.operationComplete(written);
                    }
                    return;
                }
                canSegment = false;
                for (ChannelFutureListener one : listeners) {
                    writeOne(all.readRetainedSlice(size), destination, one);
                }
                channel.flush();
            } finally {
                all.release();
            }
        }
    }
}
