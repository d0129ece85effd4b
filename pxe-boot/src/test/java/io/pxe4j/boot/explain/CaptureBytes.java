package io.pxe4j.boot.explain;

import io.pxe4j.dhcp.Ip4;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Captures and frames made by hand. */
final class CaptureBytes {
    static final int ETHERNET = 1;
    private static final Ip4 CLIENT = Ip4.of("10.0.0.9");
    private static final Ip4 SERVER = Ip4.of("10.0.0.1");

    private CaptureBytes() {}

    /** The head of a pcap file. */
    static byte[] pcapHead(ByteOrder order, int magic, int linkType) {
        return ByteBuffer.allocate(24)
                .order(order)
                .putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(0x40000)
                .putInt(linkType)
                .array();
    }

    /** A record of a pcap file. */
    static byte[] pcapRecord(ByteOrder order, int seconds, int ticks, int captured, int length, byte[] octets) {
        return ByteBuffer.allocate(16 + octets.length)
                .order(order)
                .putInt(seconds)
                .putInt(ticks)
                .putInt(captured)
                .putInt(length)
                .put(octets)
                .array();
    }

    /** A little-endian pcap file with one frame. */
    static byte[] pcap(int linkType, byte[] frame) {
        return join(
                pcapHead(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, linkType),
                pcapRecord(ByteOrder.LITTLE_ENDIAN, 1, 0, frame.length, frame.length, frame));
    }

    /** A block of a pcapng file; its body is filled up to a multiple of four octets. */
    static byte[] block(ByteOrder order, int type, byte[] body) {
        int padded = (body.length + 3) / 4 * 4;
        return ByteBuffer.allocate(12 + padded)
                .order(order)
                .putInt(type)
                .putInt(12 + padded)
                .put(body)
                .putInt(8 + padded, 12 + padded)
                .array();
    }

    static byte[] section(ByteOrder order) {
        ByteBuffer body = ByteBuffer.allocate(16).order(order).putInt(0x1a2b3c4d);
        return block(
                order,
                0x0a0d0d0a,
                body.putShort((short) 1).putShort((short) 0).putLong(-1).array());
    }

    static byte[] describeInterface(ByteOrder order, int linkType, byte... options) {
        ByteBuffer body = ByteBuffer.allocate(8 + options.length).order(order);
        return block(
                order,
                1,
                body.putShort((short) linkType)
                        .putShort((short) 0)
                        .putInt(0)
                        .put(options)
                        .array());
    }

    static byte[] enhanced(ByteOrder order, int from, long ticks, int captured, byte[] frame) {
        ByteBuffer body = ByteBuffer.allocate(20 + frame.length).order(order);
        body.putInt(from)
                .putInt((int) (ticks >>> 32))
                .putInt((int) ticks)
                .putInt(captured)
                .putInt(frame.length);
        return block(order, 6, body.put(frame).array());
    }

    static byte[] simple(ByteOrder order, byte[] frame) {
        return block(
                order,
                3,
                ByteBuffer.allocate(4 + frame.length)
                        .order(order)
                        .putInt(frame.length)
                        .put(frame)
                        .array());
    }

    /** An Ethernet frame of that type. */
    static byte[] ethernet(int type, byte[] content) {
        return join(new byte[12], new byte[] {(byte) (type >> 8), (byte) type}, content);
    }

    /** An IPv4 packet with a UDP datagram, ports 1000 to 69. */
    static byte[] udp(byte[] payload) {
        return udp(payload, payload.length, 0);
    }

    /** The same with a length and a fragment field of one's own. */
    static byte[] udp(byte[] payload, int claimed, int fragment) {
        return ByteBuffer.allocate(28 + payload.length)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (28 + payload.length))
                .putShort((short) 7)
                .putShort((short) fragment)
                .put((byte) 64)
                .put((byte) 17)
                .putShort((short) 0)
                .putInt(CLIENT.bits())
                .putInt(SERVER.bits())
                .putShort((short) 1000)
                .putShort((short) 69)
                .putShort((short) (8 + claimed))
                .putShort((short) 0)
                .put(payload)
                .array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Reads all packets of a file with that content. */
    static List<CapturedPacket> read(Path directory, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("test.pcap"), content);
        List<CapturedPacket> packets = new ArrayList<>();
        try (Capture capture = Capture.open(file)) {
            for (Optional<CapturedPacket> one = capture.next(); one.isPresent(); one = capture.next()) {
                packets.add(one.get());
            }
        }
        return packets;
    }
}
