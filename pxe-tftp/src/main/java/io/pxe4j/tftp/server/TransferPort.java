package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.pxe4j.tftp.TftpPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A socket that many transfers share; its port is their server-side TID (RFC 1350 §4). Used on its loop only. */
final class TransferPort {
    /** The most a UDP datagram of IPv4 carries. */
    private static final int MAX_DATAGRAM = 65507;

    private final DatagramChannel channel;
    /** The handler that reads this channel, so that writes skip the rest of the pipeline. */
    private final ChannelHandlerContext context;

    private final ChannelPromise nobodyWaits;
    private final InetSocketAddress address;
    private final Transport transport;
    private final TransferLoop loop;
    private final int number;
    private boolean dirty;
    /** The last packet that was no DATA: what a server that closes has to say. */
    private @Nullable ChannelFuture lastWord;

    /**
     * Makes a port.
     *
     * @param number its place among the ports of its loop and address
     */
    TransferPort(ChannelHandlerContext context, Transport transport, TransferLoop loop, int number) {
        this.context = context;
        this.channel = (DatagramChannel) context.channel();
        this.nobodyWaits = channel.voidPromise();
        this.address = channel.localAddress();
        this.transport = transport;
        this.loop = loop;
        this.number = number;
    }

    /** The loop that reads it. */
    TransferLoop loop() {
        return loop;
    }

    /** The address and port that packets leave from. */
    InetSocketAddress address() {
        return address;
    }

    /** Its place among the ports of its loop and address. */
    int number() {
        return number;
    }

    /** How many datagrams of that many octets one write to that client can carry. */
    int segmentsPerWrite(int segment, InetAddress client) {
        int most = transport.maxSegments();
        return most > 1 && !loop.refusedSegments().contains(client, segment)
                ? Math.max(1, Math.min(most, MAX_DATAGRAM / segment))
                : 1;
    }

    /** Sends one datagram, at the end of the batch. */
    void write(ByteBuf datagram, InetSocketAddress client) {
        Futures.ignore(context.write(new DatagramPacket(datagram, client), nobodyWaits));
        touch();
    }

    /** Sends several datagrams of {@code segment} octets in one write, at the end of the batch. */
    void writeSegmented(ByteBuf datagrams, int segment, InetSocketAddress client) {
        Futures.ignore(context.write(transport.segmented(datagrams, segment, client), nobodyWaits));
        touch();
    }

    /** As {@link #writeSegmented(ByteBuf, int, InetSocketAddress)}, and tells what became of it. */
    void writeSegmented(ByteBuf datagrams, int segment, InetSocketAddress client, ChannelFutureListener whenDone) {
        ChannelFuture written = context.write(transport.segmented(datagrams, segment, client));
        written.addListener(whenDone);
        touch();
    }

    /** Sends a packet, at the end of the batch. */
    void write(TftpPacket packet, InetSocketAddress client) {
        lastWord = context.write(new DatagramPacket(packet.encode(channel.alloc()), client));
        touch();
    }

    void flush() {
        if (dirty) {
            dirty = false;
            context.flush();
        }
    }

    /** Closes the socket once the last packet has left: io_uring drops what the kernel has not taken yet. */
    ChannelFuture close() {
        ChannelPromise closed = channel.newPromise();
        if (lastWord == null) {
            return channel.close(closed);
        }
        lastWord.addListener(left -> Futures.ignore(channel.close(closed)));
        return closed;
    }

    private void touch() {
        if (!dirty) {
            dirty = true;
            loop.flushSoon(this);
        }
    }
}
