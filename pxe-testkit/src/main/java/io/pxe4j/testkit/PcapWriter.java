package io.pxe4j.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Writes UDP datagrams as a classic pcap file of Ethernet frames (little-endian, microseconds), for Wireshark and for
 * {@link PcapReader}. Frames get made-up Ethernet addresses, an IPv4 header with its checksum, and a UDP checksum of 0.
 */
public final class PcapWriter {
    private static final int LONGEST = 65535 - 28;
    private static final byte[] ETHERNET = {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0};

    private PcapWriter() {}

    /**
     * Writes a file, replacing one that exists.
     *
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if a datagram is not IPv4 or too long
     */
    public static void write(Path file, List<UdpDatagram> datagrams) throws IOException {
        Files.write(file, bytes(datagrams));
    }

    /**
     * The content of such a file.
     *
     * @throws IllegalArgumentException if a datagram is not IPv4 or too long
     */
    public static byte[] bytes(List<UdpDatagram> datagrams) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0);
        header.putInt(0x40000).putInt(1);
        out.writeBytes(header.array());
        for (UdpDatagram datagram : datagrams) {
            byte[] frame = frame(datagram);
            ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, datagram.time());
            record.putInt((int) Math.floorDiv(micros, 1_000_000)).putInt(Math.floorMod(micros, 1_000_000));
            record.putInt(frame.length).putInt(frame.length);
            out.writeBytes(record.array());
            out.writeBytes(frame);
        }
        return out.toByteArray();
    }

    private static byte[] frame(UdpDatagram datagram) {
        byte[] payload = datagram.payload();
        if (payload.length > LONGEST) {
            throw new IllegalArgumentException("payload: " + payload.length + " bytes (expected: <= " + LONGEST + ")");
        }
        ByteBuffer frame = ByteBuffer.allocate(14 + 28 + payload.length);
        frame.put(ETHERNET);
        frame.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (28 + payload.length))
                .putInt(0);
        frame.put((byte) 64).put((byte) 17).putShort((short) 0);
        frame.put(octets(datagram.source())).put(octets(datagram.destination()));
        frame.putShort(24, (short) checksum(frame, 14));
        frame.putShort((short) datagram.source().getPort());
        frame.putShort((short) datagram.destination().getPort());
        frame.putShort((short) (8 + payload.length)).putShort((short) 0);
        frame.put(payload);
        return frame.array();
    }

    private static byte[] octets(InetSocketAddress address) {
        if (!(address.getAddress() instanceof Inet4Address v4)) {
            throw new IllegalArgumentException("address: " + address + " (expected: IPv4)");
        }
        return v4.getAddress();
    }

    /** The ones' complement sum over a 20-byte IPv4 header whose checksum is still 0 (RFC 1071). */
    private static int checksum(ByteBuffer frame, int at) {
        int sum = 0;
        for (int i = 0; i < 20; i += 2) {
            sum += frame.getShort(at + i) & 0xffff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }
}
