package io.pxe4j.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the UDP datagrams out of a classic pcap file of Ethernet frames, as tcpdump and QEMU write it.
 *
 * <p>IPv4 with or without one VLAN tag, either byte order, micro- or nanoseconds; frames that are anything else, fragments
 * and frames cut off by the capture's length are passed over. pcapng is not read.
 */
public final class PcapReader {
    private static final int MICROS = 0xa1b2c3d4;
    private static final int NANOS = 0xa1b23c4d;
    private static final int ETHERNET = 1;
    private static final int MOST_FRAME = 0x40000;

    private PcapReader() {}

    /**
     * The datagrams of a file, in its order.
     *
     * @throws IOException if the file cannot be read or is no Ethernet pcap
     */
    public static List<UdpDatagram> read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    /**
     * The datagrams of a file's content, in its order. A last record that is cut off ends the list.
     *
     * @throws IOException if the content is no Ethernet pcap
     */
    public static List<UdpDatagram> read(byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        if (content.length < 24) {
            throw new IOException("not a pcap file: " + content.length + " bytes (expected: at least 24)");
        }
        int magic = buffer.getInt(0);
        boolean swapped = magic == Integer.reverseBytes(MICROS) || magic == Integer.reverseBytes(NANOS);
        buffer.order(swapped ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int known = buffer.getInt(0);
        if (known != MICROS && known != NANOS) {
            throw new IOException(String.format("not a pcap file: magic %08x", magic));
        }
        if (buffer.getInt(20) != ETHERNET) {
            throw new IOException("link type: " + buffer.getInt(20) + " (expected: 1, Ethernet)");
        }
        return records(buffer, known == NANOS ? 1 : 1000);
    }

    private static List<UdpDatagram> records(ByteBuffer buffer, int nanosPerTick) {
        List<UdpDatagram> datagrams = new ArrayList<>();
        int at = 24;
        while (at + 16 <= buffer.capacity()) {
            long seconds = buffer.getInt(at) & 0xffffffffL;
            long ticks = buffer.getInt(at + 4) & 0xffffffffL;
            int captured = buffer.getInt(at + 8);
            if (captured < 0 || captured > MOST_FRAME || captured > buffer.capacity() - at - 16) {
                break;
            }
            byte[] frame = new byte[captured];
            buffer.get(at + 16, frame);
            datagram(frame, Instant.ofEpochSecond(seconds, ticks * nanosPerTick), datagrams);
            at += 16 + captured;
        }
        return List.copyOf(datagrams);
    }

    private static void datagram(byte[] frame, Instant time, List<UdpDatagram> datagrams) {
        int ip = word(frame, 12) == 0x8100 ? 18 : 14;
        if (word(frame, ip - 2) != 0x0800 || frame.length < ip + 20 || frame[ip] >> 4 != 4 || frame[ip + 9] != 17) {
            return;
        }
        // More fragments to come, or not the first one: RFC 791 section 3.1.
        if ((word(frame, ip + 6) & 0x3fff) != 0) {
            return;
        }
        int udp = ip + (frame[ip] & 15) * 4;
        int end = udp + word(frame, udp + 4);
        if (udp + 8 > frame.length || end > frame.length || end < udp + 8) {
            return;
        }
        datagrams.add(UdpDatagram.of(
                time,
                address(frame, ip + 12, word(frame, udp)),
                address(frame, ip + 16, word(frame, udp + 2)),
                Arrays.copyOfRange(frame, udp + 8, end)));
    }

    private static InetSocketAddress address(byte[] frame, int at, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(Arrays.copyOfRange(frame, at, at + 4)), port);
        } catch (IOException e) {
            throw new AssertionError("four octets are always an address", e);
        }
    }

    /** 16 bits in network order; 0 past the end, which no caller takes for anything valid. */
    private static int word(byte[] frame, int at) {
        return at + 2 > frame.length ? 0 : (frame[at] & 0xff) << 8 | frame[at + 1] & 0xff;
    }
}
