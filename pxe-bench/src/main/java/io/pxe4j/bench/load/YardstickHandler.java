package io.pxe4j.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpLayout;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the yardstick answers: {@link YardstickServer} says what it leaves out. */
final class YardstickHandler extends ChannelInboundHandlerAdapter {
    /** The most that one UDP datagram, and so one write, carries. */
    private static final int MAX_DATAGRAM = 65507;
    /** The kernel's UDP_MAX_SEGMENTS. */
    private static final int MAX_SEGMENTS = 64;

    private static final int ACK = 4;

    private final byte[] content;
    /** The file with headers between its blocks, by block size. */
    private final Map<Integer, ByteBuf> images = new HashMap<>();

    private final Map<InetSocketAddress, Transfer> transfers = new HashMap<>();

    YardstickHandler(byte[] content) {
        this.content = content;
    }

    /** How far a client has come. */
    private static final class Transfer {
        private final ByteBuf image;
        private final int segment;
        private final int window;
        private final long last;
        private long acked;

        Transfer(ByteBuf image, int blksize, int window, long last) {
            this.image = image;
            this.segment = blksize + TftpLayout.HEADER_LENGTH;
            this.window = window;
            this.last = last;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        try {
            ByteBuf octets = packet.content();
            if (octets.readableBytes() >= TftpLayout.HEADER_LENGTH && TftpLayout.opcode(octets) == ACK) {
                Transfer transfer = transfers.get(packet.sender());
                if (transfer != null) {
                    onAck(context, packet.sender(), transfer, TftpLayout.block(octets));
                }
            } else {
                onOther(context, packet.sender(), TftpPacket.decode(octets));
            }
        } finally {
            packet.release();
        }
    }

    private void onAck(ChannelHandlerContext context, InetSocketAddress client, Transfer transfer, int block) {
        int further = (short) (block - transfer.acked);
        if (further < 0) {
            return;
        }
        transfer.acked += further;
        if (transfer.acked >= transfer.last) {
            transfers.remove(client);
        } else {
            sendWindow(context, client, transfer);
        }
    }

    private static void sendWindow(ChannelHandlerContext context, InetSocketAddress client, Transfer transfer) {
        int segment = transfer.segment;
        long first = transfer.acked;
        long end = Math.min(transfer.last, first + transfer.window);
        int most = Math.max(1, Math.min(MAX_SEGMENTS, MAX_DATAGRAM / segment));
        while (first < end) {
            int count = (int) Math.min(end - first, most);
            int from = (int) first * segment;
            ByteBuf blocks =
                    transfer.image.retainedSlice(from, Math.min(count * segment, transfer.image.writerIndex() - from));
            write(
                    context,
                    count == 1
                            ? new DatagramPacket(blocks, client)
                            : new SegmentedDatagramPacket(blocks, segment, client));
            first += count;
        }
    }

    private static void write(ChannelHandlerContext context, @Nullable Object packet) {
        var unused = context.write(packet, context.channel().voidPromise());
    }

    private void onOther(ChannelHandlerContext context, InetSocketAddress client, TftpDecoded packet) {
        if (packet instanceof TftpError) {
            transfers.remove(client);
        } else if (packet instanceof TftpRequest request) {
            begin(context, client, request.options());
        }
    }

    private void begin(ChannelHandlerContext context, InetSocketAddress client, TftpOptions asked) {
        int blksize = (int) asked.number(TftpOptions.BLKSIZE).orElse(LoadPlan.DEFAULT_BLKSIZE);
        int window = (int) asked.number(TftpOptions.WINDOWSIZE).orElse(1);
        ByteBuf image = images.computeIfAbsent(blksize, size -> framed(context, size));
        Transfer transfer = new Transfer(image, blksize, window, content.length / blksize + 1);
        transfers.put(client, transfer);
        TftpOptions agreed = agreed(asked);
        if (agreed.isEmpty()) {
            sendWindow(context, client, transfer);
        } else {
            write(context, new DatagramPacket(new TftpOack(agreed).encode(context.alloc()), client));
        }
    }

    private TftpOptions agreed(TftpOptions asked) {
        TftpOptions agreed = TftpOptions.NONE;
        for (String name : asked.asMap().keySet()) {
            switch (name) {
                case TftpOptions.BLKSIZE, TftpOptions.WINDOWSIZE ->
                    agreed = agreed.with(name, asked.value(name).orElseThrow());
                case TftpOptions.TSIZE -> agreed = agreed.with(name, content.length);
                default -> {}
            }
        }
        return agreed;
    }

    private ByteBuf framed(ChannelHandlerContext context, int blksize) {
        int blocks = content.length / blksize + 1;
        int length = content.length + blocks * TftpLayout.HEADER_LENGTH;
        // First on the heap: Netty's leak detection, where it is on, looks at each access to a buffer of its own.
        ByteBuf image = Unpooled.wrappedBuffer(new byte[length]).clear();
        for (int block = 0; block < blocks; block++) {
            int from = block * blksize;
            TftpLayout.writeDataHeader(image, block + 1L);
            image.writeBytes(content, from, Math.min(blksize, content.length - from));
        }
        return context.alloc().directBuffer(length).writeBytes(image);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        images.values().forEach(ByteBuf::release);
    }
}
