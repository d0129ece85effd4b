package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.pxe4j.tftp.TftpPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A socket that many transfers share; its port is their server-side TID (RFC 1350 §4). Used on its loop only. */
final class TransferPort {
    /** The most a UDP datagram of IPv4 carries. */
    private static final int MAX_DATAGRAM = 65507;
    /** The kernel's UDP_MAX_SEGMENTS. */
    private static final int MAX_SEGMENTS = 64;

    private static final int MAX_REMEMBERED = 1024;

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final Transport transport;
    private final TransferLoop loop;
    private boolean dirty;

    /** Clients whose route refuses segmented writes (EIO, EINVAL); bounded. */
    private final Set<InetAddress> unsegmented = Collections.newSetFromMap(new LinkedHashMap<InetAddress, Boolean>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    });

    TransferPort(DatagramChannel channel, Transport transport, TransferLoop loop) {
        this.channel = channel;
        this.address = channel.localAddress();
        this.transport = transport;
        this.loop = loop;
    }

    /** The address and port that packets leave from. */
    InetSocketAddress address() {
        return address;
    }

    /** How many blocks one write to that client can carry. */
    int blocksPerWrite(int blockSize, InetAddress client) {
        return transport.canSegment() && !unsegmented.contains(client)
                ? Math.max(1, Math.min(MAX_SEGMENTS, MAX_DATAGRAM / (blockSize + 4)))
                : 1;
    }

    /** Remembers that the route to that client refuses segmented writes. */
    void doNotSegment(InetAddress client) {
        unsegmented.add(client);
    }

    /** A buffer that leaves without another copy. */
    ByteBuf buffer(int octets) {
        return channel.alloc().directBuffer(octets, octets);
    }

    /** Sends one datagram, at the end of the batch. */
    void write(ByteBuf datagram, InetSocketAddress client) {
        Futures.ignore(channel.write(new DatagramPacket(datagram, client), channel.voidPromise()));
        touch();
    }

    /** Sends several datagrams of {@code segment} octets in one write, at the end of the batch. */
    void writeSegmented(ByteBuf datagrams, int segment, InetSocketAddress client, ChannelFutureListener whenDone) {
        ChannelFuture written = channel.write(transport.segmented(datagrams, segment, client));
        written.addListener(whenDone);
        touch();
    }

    /** Sends a packet, at the end of the batch. */
    void write(TftpPacket packet, InetSocketAddress client) {
        write(packet.encode(channel.alloc()), client);
    }

    void flush() {
        if (dirty) {
            dirty = false;
            channel.flush();
        }
    }

    ChannelFuture close() {
        return channel.close();
    }

    private void touch() {
        if (!dirty) {
            dirty = true;
            loop.flushSoon(this);
        }
    }
}
