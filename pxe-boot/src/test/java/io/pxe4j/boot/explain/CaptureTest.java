package io.pxe4j.boot.explain;

import static io.pxe4j.boot.explain.CaptureBytes.ETHERNET;
import static io.pxe4j.boot.explain.CaptureBytes.block;
import static io.pxe4j.boot.explain.CaptureBytes.describeInterface;
import static io.pxe4j.boot.explain.CaptureBytes.enhanced;
import static io.pxe4j.boot.explain.CaptureBytes.ethernet;
import static io.pxe4j.boot.explain.CaptureBytes.join;
import static io.pxe4j.boot.explain.CaptureBytes.pcap;
import static io.pxe4j.boot.explain.CaptureBytes.pcapHead;
import static io.pxe4j.boot.explain.CaptureBytes.pcapRecord;
import static io.pxe4j.boot.explain.CaptureBytes.section;
import static io.pxe4j.boot.explain.CaptureBytes.simple;
import static io.pxe4j.boot.explain.CaptureBytes.udp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import io.pxe4j.dhcp.Ip4;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTest {
    private static final byte[] HELLO = {'h', 'e', 'l', 'l', 'o'};
    private static final byte[] FRAME = ethernet(0x0800, udp(HELLO));

    @TempDir
    Path directory;

    private List<CapturedPacket> read(byte[]... parts) throws IOException {
        return CaptureBytes.read(directory, join(parts));
    }

    private UdpPacket only(byte[]... parts) throws IOException {
        List<CapturedPacket> packets = read(parts);
        assertThat(packets).hasSize(1);
        return (UdpPacket) packets.get(0);
    }

    private void assertHello(UdpPacket packet) {
        assertThat(ByteBufUtil.getBytes(packet.payload())).isEqualTo(HELLO);
        assertThat(packet.source()).isEqualTo(Ip4.of("10.0.0.9"));
        assertThat(packet.destination()).isEqualTo(Ip4.of("10.0.0.1"));
        assertThat(packet.way()).isEqualTo("10.0.0.9:1000 > 10.0.0.1:69");
        assertThat(packet.isWhole()).isTrue();
        assertThat(packet.number()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"a1b2c3d4, 500000", "a1b23c4d, 500000000"})
    void readsPcapInBothOrdersAndResolutions(String magic, int ticks) throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            UdpPacket packet = only(
                    pcapHead(order, Integer.parseUnsignedInt(magic, 16), ETHERNET),
                    pcapRecord(order, 100, ticks, FRAME.length, FRAME.length, FRAME));

            assertHello(packet);
            assertThat(packet.time()).isEqualTo(Instant.ofEpochSecond(100, 500_000_000));
            assertThat(packet.remarks()).isEmpty();
        }
    }

    @Test
    void tellsItsFormat() throws IOException {
        Path pcap = Files.write(directory.resolve("a"), pcap(ETHERNET, FRAME));
        Path pcapng = Files.write(directory.resolve("b"), section(ByteOrder.LITTLE_ENDIAN));
        try (Capture one = Capture.open(pcap);
                Capture other = Capture.open(pcapng)) {
            assertThat(one.format()).isEqualTo("pcap");
            assertThat(other.format()).isEqualTo("pcapng");
        }
    }

    @Test
    void readsPcapngInBothOrders() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            UdpPacket packet = only(
                    section(order),
                    describeInterface(order, ETHERNET),
                    block(order, 5, new byte[8]),
                    enhanced(order, 0, 100_500_000, FRAME.length, FRAME));

            assertHello(packet);
            assertThat(packet.time()).isEqualTo(Instant.ofEpochSecond(100, 500_000_000));
        }
    }

    @Test
    void readsTheClockOfEachPcapngInterface() throws IOException {
        ByteOrder order = ByteOrder.BIG_ENDIAN;
        byte[] nanos = {0, 9, 0, 1, 9, 0, 0, 0};
        byte[] halves = {0, 9, 0, 1, (byte) 0x81, 0, 0, 0, 0, 14, 0, 8, 0, 0, 0, 0, 0, 0, 0, 50};
        List<CapturedPacket> packets = read(
                section(order),
                describeInterface(order, ETHERNET, nanos),
                describeInterface(order, ETHERNET, halves),
                enhanced(order, 0, 7_000_000_003L, FRAME.length, FRAME),
                enhanced(order, 1, 5, FRAME.length, FRAME),
                simple(order, FRAME));

        assertThat(packets)
                .extracting(CapturedPacket::time)
                .containsExactly(
                        Instant.ofEpochSecond(7, 3),
                        Instant.ofEpochSecond(52, 500_000_000),
                        Instant.ofEpochSecond(52, 500_000_000));
        assertThat(packets).extracting(CapturedPacket::number).containsExactly(1, 2, 3);
    }

    @Test
    void forgetsTheInterfacesOfAnEarlierSection() {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        assertThatThrownBy(() -> read(
                        section(order),
                        describeInterface(order, ETHERNET),
                        section(order),
                        enhanced(order, 0, 0, FRAME.length, FRAME)))
                .isInstanceOf(CaptureException.class)
                .hasMessage("packet 1 is of interface 0, and 0 are described");
    }

    @Test
    void takesATimeThatCannotBeForTheEpoch() throws IOException {
        ByteOrder order = ByteOrder.BIG_ENDIAN;
        byte[] seconds = {0, 9, 0, 1, 0, 0, 0, 0, 0, 14, 0, 8, 127, -1, -1, -1, -1, -1, -1, -1};
        assertThat(only(
                                section(order),
                                describeInterface(order, ETHERNET, seconds),
                                enhanced(order, 0, -1, FRAME.length, FRAME))
                        .time())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void readsEveryLinkLayerThatCapturesOfDhcpHave() throws IOException {
        byte[] ip = udp(HELLO);
        assertHello(only(pcap(101, ip)));
        assertHello(only(pcap(228, ip)));
        assertHello(only(pcap(12, ip)));
        assertHello(only(pcap(14, ip)));
        assertHello(only(pcap(113, join(new byte[14], new byte[] {8, 0}, ip))));
        assertHello(only(pcap(276, join(new byte[] {8, 0}, new byte[18], ip))));
        assertHello(only(pcap(0, join(new byte[] {2, 0, 0, 0}, ip))));
        assertHello(only(pcap(108, join(new byte[] {0, 0, 0, 2}, ip))));
    }

    @Test
    void tellsVlanTags() throws IOException {
        byte[] tagged = ethernet(0x88a8, join(new byte[] {0, 5, (byte) 0x81, 0, 0x20, 6, 8, 0}, udp(HELLO)));
        UdpPacket packet = only(pcap(ETHERNET, tagged));

        assertHello(packet);
        assertThat(packet.remarks()).containsExactly("VLAN 5", "VLAN 6");
    }

    @Test
    void readsAsFarAsTheIpHeaderSays() throws IOException {
        // Ethernet fills short frames up to 60 octets.
        assertHello(only(pcap(ETHERNET, join(FRAME, new byte[13]))));
    }

    @Test
    void takesAnIpLengthOfZeroForTheWholeFrame() throws IOException {
        byte[] ip = udp(HELLO);
        ip[2] = 0;
        ip[3] = 0;
        assertHello(only(pcap(101, ip)));
    }

    @Test
    void tellsFragments() throws IOException {
        UdpPacket first = only(pcap(101, udp(HELLO, 2000, 0x2000)));
        assertThat(first.remarks()).containsExactly("first fragment, 5 of 2000 octets");
        assertThat(first.isWhole()).isFalse();

        assertThat(read(pcap(101, udp(HELLO, 5, 185))))
                .containsExactly(new OtherPacket(1, Instant.ofEpochSecond(1), OtherPacket.Kind.LATER_FRAGMENT));
    }

    @Test
    void tellsWhatTheCaptureCutOff() throws IOException {
        UdpPacket cut = only(
                pcapHead(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 101),
                pcapRecord(ByteOrder.LITTLE_ENDIAN, 1, 0, 33, 328, udp(HELLO, 300, 0)));
        assertThat(cut.remarks()).containsExactly("cut off by the capture, 5 of 300 octets");

        UdpPacket lie = only(pcap(101, udp(HELLO, 300, 0)));
        assertThat(lie.remarks()).containsExactly("shorter than its header says, 5 of 300 octets");
    }

    @Test
    void passesOverWhatIsNotUdp() throws IOException {
        byte[] tcp = udp(HELLO);
        tcp[9] = 6;
        assertOther(OtherPacket.Kind.NOT_UDP, pcap(101, tcp));
        assertOther(OtherPacket.Kind.NOT_UDP, pcap(ETHERNET, ethernet(0x0806, new byte[28])));
        assertOther(OtherPacket.Kind.NOT_UDP, pcap(ETHERNET, ethernet(0x86dd, new byte[60])));
        assertOther(OtherPacket.Kind.NOT_UDP, pcap(ETHERNET, new byte[0]));
        assertOther(OtherPacket.Kind.NOT_UDP, pcap(ETHERNET, new byte[13]));
        assertOther(OtherPacket.Kind.NOT_UDP, pcap(0, new byte[] {7, 0, 0, 0}));
        assertOther(OtherPacket.Kind.UNKNOWN_LINK, pcap(127, FRAME));
    }

    @Test
    void saysThatLengthsAreImpossible() throws IOException {
        byte[] shortHeader = udp(HELLO);
        shortHeader[0] = 0x41;
        assertOther(OtherPacket.Kind.DAMAGED, pcap(101, shortHeader));

        byte[] longHeader = udp(HELLO);
        longHeader[0] = 0x4f;
        assertOther(OtherPacket.Kind.DAMAGED, pcap(101, longHeader));

        assertOther(OtherPacket.Kind.DAMAGED, pcap(101, udp(HELLO, -1, 0)));
    }

    private void assertOther(OtherPacket.Kind kind, byte[] content) throws IOException {
        assertThat(read(content)).containsExactly(new OtherPacket(1, Instant.ofEpochSecond(1), kind));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 10, 23})
    void refusesWhatEndsInItsHead(int length) throws IOException {
        Path file = directory.resolve("head");
        Files.write(file, Arrays.copyOf(pcap(ETHERNET, FRAME), length));
        assertThatThrownBy(() -> Capture.open(file))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith("it ends in the middle of ");
    }

    @Test
    void refusesWhatIsNoCapture() {
        assertThatThrownBy(() -> read("hello, world".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(CaptureException.class)
                .hasMessage("it begins with 68656c6c, which is neither pcap nor pcapng");
        assertThatThrownBy(() -> read(block(ByteOrder.BIG_ENDIAN, 0x0a0d0d0a, new byte[16])))
                .isInstanceOf(CaptureException.class)
                .hasMessage("it begins like pcapng, but with byte order 00000000");
    }

    @Test
    void saysWhereAPcapBreaksOff() {
        byte[] whole = pcap(ETHERNET, FRAME);
        assertThatThrownBy(() -> read(whole, new byte[9]))
                .isInstanceOf(CaptureException.class)
                .hasMessage("it ends in the middle of packet 2, after 96 octets where 103 are needed");
        assertThatThrownBy(() -> read(whole, pcapRecord(ByteOrder.LITTLE_ENDIAN, 1, 0, -1, 9, FRAME)))
                .isInstanceOf(CaptureException.class)
                .hasMessage("packet 2, at octet 87, claims 4294967295 octets");
    }

    @Test
    void saysWhereAPcapngBreaksOff() {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        byte[] head = join(section(order), describeInterface(order, ETHERNET));
        byte[] bad = enhanced(order, 0, 0, FRAME.length, FRAME);
        bad[4] = 13;
        assertThatThrownBy(() -> read(head, bad))
                .hasMessage("a block before the first packet, before octet 56, claims 13 octets");
        assertThatThrownBy(() -> read(head, enhanced(order, 0, 0, 4000, FRAME)))
                .hasMessage("packet 1 claims 4000 octets, and its block has 48");
        assertThatThrownBy(() -> read(head, block(order, 6, new byte[16])))
                .hasMessage("packet 1 has 16 octets of head");
        assertThatThrownBy(() -> read(head, block(order, 3, new byte[0]))).hasMessage("packet 1 has no length");
        assertThatThrownBy(() -> read(section(order), block(order, 1, new byte[4])))
                .hasMessage("interface 0 is not described as it should be");
        assertThatThrownBy(() -> read(head, new byte[] {6, 0, 0, 0, 0, 0, 0, 2}))
                .hasMessage("a block before the first packet, before octet 56, claims 33554432 octets");
        assertThatThrownBy(() -> read(head, new byte[] {6, 0, 0, 0, 0, 1, 0, 0}))
                .hasMessage(
                        "it ends in the middle of a block before the first packet, after 56 octets where 300 are needed");
    }
}
