package io.pxe4j.bench.report;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transfers that are open at once and go on only as far as they are told to, one block each. They come from many addresses of loopback, as
 * servers limit how many one address or one network may have.
 */
final class HeldTransfers implements AutoCloseable {
    private static final int OF_AN_ADDRESS = 900;
    private static final int PATIENCE_MS = 5000;
    private static final int ATTEMPTS = 3;

    private final InetSocketAddress server;
    private final byte[] request;
    private final List<Held> held = new ArrayList<>();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(2048);

    HeldTransfers(InetSocketAddress server, String file, int blksize) {
        this.server = server;
        this.request = ("\0\1" + file + "\0octet\0blksize\0" + blksize + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    /** One client; its next ACK is of the block that came last. */
    private static final class Held {
        private final DatagramChannel channel;
        private final SocketAddress transfer;
        private short block;

        Held(DatagramChannel channel, SocketAddress transfer) {
            this.channel = channel;
            this.transfer = transfer;
        }
    }

    /** Opens more, until there are so many, each with its first block. */
    void openUpTo(int number) throws IOException {
        while (held.size() < number) {
            held.add(open(held.size()));
        }
    }

    private Held open(int index) throws IOException {
        InetAddress address = InetAddress.getByAddress(new byte[] {127, (byte) (1 + index / OF_AN_ADDRESS), 0, 2});
        DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(address, 0));
        try {
            channel.socket().setSoTimeout(PATIENCE_MS);
            for (int attempt = 1; ; attempt++) {
                channel.send(ByteBuffer.wrap(request), server);
                SocketAddress transfer = receive(channel);
                if (transfer != null) {
                    Held opened = new Held(channel, transfer);
                    acknowledge(opened);
                    take(opened);
                    return opened;
                }
                if (attempt == ATTEMPTS) {
                    throw new SocketTimeoutException("no answer to the request of transfer " + (index + 1));
                }
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Every client acknowledges its block and receives the next. */
    void oneBlockEach() throws IOException {
        for (Held each : held) {
            acknowledge(each);
        }
        for (Held each : held) {
            take(each);
        }
    }

    private void acknowledge(Held each) throws IOException {
        packet.clear().putShort((short) 4).putShort(each.block).flip();
        each.channel.send(packet, each.transfer);
    }

    private void take(Held each) throws IOException {
        for (int attempt = 1; receive(each.channel) == null; attempt++) {
            if (attempt == ATTEMPTS) {
                throw new SocketTimeoutException("no block after " + (each.block & 0xffff));
            }
            acknowledge(each);
        }
        if (packet.remaining() < 4 || packet.getShort(0) != 3) {
            throw new IOException("a packet of opcode " + packet.getShort(0) + " (expected: DATA)");
        }
        each.block = packet.getShort(2);
    }

    /** Through the socket, whose wait has an end; null without an answer. */
    private @Nullable SocketAddress receive(DatagramChannel channel) throws IOException {
        byte[] octets = new byte[2048];
        DatagramPacket datagram = new DatagramPacket(octets, octets.length);
        try {
            channel.socket().receive(datagram);
        } catch (SocketTimeoutException e) {
            return null;
        }
        packet.clear().put(octets, 0, datagram.getLength()).flip();
        return datagram.getSocketAddress();
    }

    /** Ends all of them, so that the server need not wait for them. */
    @Override
    public void close() throws IOException {
        byte[] enough = {0, 5, 0, 0, 0};
        for (Held each : held) {
            each.channel.send(ByteBuffer.wrap(enough), each.transfer);
            each.channel.close();
        }
        held.clear();
    }
}
