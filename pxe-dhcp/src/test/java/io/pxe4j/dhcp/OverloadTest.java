package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Options that find no room, put into the header's names (RFC 2131 section 4.1), and options in pieces (RFC 3396). */
class OverloadTest {
    @Test
    void theLastOptionsMoveFirstAndStayInOrder() {
        DhcpPacketWriter writer = offer(300)
                .overload(true)
                .raw(224, filled(30, 'a'))
                .raw(225, filled(30, 'b'))
                .raw(226, filled(120, 'c'))
                .raw(227, filled(50, 'd'))
                .raw(82, (byte) 1, (byte) 1, (byte) 'a');

        byte[] packet = encode(writer);

        // 227 leaves room in file for 225 and 224, not for 226, which fits no field.
        assertThat(ByteBufUtil.hexDump(packet, 108, 128))
                .startsWith("e01e" + "61".repeat(30) + "e11e" + "62".repeat(30) + "e332" + "64".repeat(50) + "ff00");
        assertThat(writer.dropped()).containsExactly(226);
        assertThat(decode(packet).codes()).containsExactly(53, 52, 82, 224, 225, 227);
    }

    @Test
    void anOverloadedPacketIsWrittenOctetByOctet() {
        DhcpPacketWriter writer = offer(300)
                .overload(true)
                .raw(54, (byte) 10, (byte) 0, (byte) 0, (byte) 1)
                .raw(1, (byte) 255, (byte) 255, (byte) 255, (byte) 0)
                .raw(17, filled(39, 'r'))
                .raw(224, filled(60, 's'))
                .raw(225, filled(120, 'f'));

        byte[] packet = encode(writer);

        assertThat(writer.dropped()).isEmpty();
        assertThat(packet).hasSize(300);
        assertThat(ByteBufUtil.hexDump(packet, 44, 64)).isEqualTo("e03c" + "73".repeat(60) + "ff" + "00");
        assertThat(ByteBufUtil.hexDump(packet, 108, 128)).isEqualTo("e178" + "66".repeat(120) + "ff" + "00".repeat(5));
        assertThat(ByteBufUtil.hexDump(packet, 236, 64))
                .isEqualTo("63825363" + "350102" + "340103" + "36040a000001" + "0104ffffff00" + "1127" + "72".repeat(39)
                        + "ff");
        assertThat(decode(packet).codes()).containsExactly(53, 52, 54, 1, 17, 225, 224);
        assertThat(decode(packet).file()).isEmpty();
        assertThat(decode(packet).sname()).isEmpty();
    }

    @Test
    void aFieldThatIsUsedHoldsNoOptions() {
        DhcpPacketWriter writer =
                offer(300).overload(true).file("boot").raw(224, new byte[50]).raw(225, new byte[50]);

        DhcpPacket packet = decode(encode(writer));

        assertThat(packet.get(DhcpOption.OVERLOAD)).contains(OptionPlan.SNAME);
        assertThat(packet.file()).isEqualTo("boot");
        assertThat(packet.codes()).containsExactly(53, 52, 224, 225);

        packet = decode(encode(
                offer(300).overload(true).sname("server").raw(224, new byte[50]).raw(225, new byte[50])));

        assertThat(packet.get(DhcpOption.OVERLOAD)).contains(OptionPlan.FILE);
        assertThat(packet.sname()).isEqualTo("server");
    }

    @Test
    void nothingMovesWhereAllFits() {
        assertThat(decode(encode(offer(300).overload(true).raw(224, new byte[50])))
                        .codes())
                .containsExactly(53, 224);
    }

    @Test
    void nothingMovesUnasked() {
        DhcpPacketWriter writer = offer(300).raw(224, new byte[50]).raw(225, new byte[50]);

        assertThat(decode(encode(writer)).codes()).containsExactly(53, 224);
        assertThat(writer.dropped()).containsExactly(225);
    }

    @Test
    void whatFitsNowhereIsDroppedAllTheSame() {
        DhcpPacketWriter writer = offer(300)
                .overload(true)
                .raw(224, new byte[120])
                .raw(225, new byte[120])
                .raw(226, new byte[60])
                .raw(227, new byte[50]);

        DhcpPacket packet = decode(encode(writer));

        assertThat(packet.length()).isEqualTo(300);
        assertThat(writer.dropped()).isNotEmpty();
        for (int code = 224; code < 228; code++) {
            assertThat(packet.has(DhcpOption.bytes(code)))
                    .isNotEqualTo(writer.dropped().contains(code));
        }
    }

    @Test
    void typeServerAndRelayInformationNeverMove() {
        DhcpPacketWriter writer = offer(300)
                .overload(true)
                .raw(54, new byte[4])
                .raw(82, new byte[60])
                .raw(1, new byte[4])
                .raw(3, new byte[4]);

        byte[] packet = encode(writer);

        assertThat(ByteBufUtil.hexDump(packet, 240, 12)).isEqualTo("350102" + "340101" + "3604" + "00000000");
        assertThat(ByteBufUtil.hexDump(packet, 252, 2)).isEqualTo("523c");
        assertThat(packet).hasSize(252 + 62 + 1);
        assertThat(decode(packet).codes()).containsExactly(53, 52, 54, 82, 1, 3);
    }

    @Test
    void theOptionIsTheWritersOwn() {
        assertThatThrownBy(() -> offer(300).overload(true).raw(52, (byte) 1))
                .hasMessage("option 52 (overload): set (expected: the writer's own, see overload)");
    }

    @Test
    void aLongOptionIsSplitAt255Octets() {
        byte[] packet = encode(
                offer(1472).splitLongOptions(true).raw(224, filled(256, 'x')).raw(225, (byte) 1));

        assertThat(ByteBufUtil.hexDump(packet, 240, 3 + 257 + 3 + 3 + 1))
                .isEqualTo("350102" + "e0ff" + "78".repeat(255) + "e00178" + "e10101" + "ff");
    }

    @Test
    void piecesOfOneOctetAreJoinedInLinearTime() {
        RawPacket raw = RawPacket.discover();
        List<Byte> expected = new ArrayList<>();
        for (int i = 0; i < OptionIndex.MAX_ENTRIES - 1; i++) {
            raw.option(77, i & 0xff);
            expected.add((byte) i);
        }
        DhcpPacket packet = raw.end().packet();

        assertThat(packet.length(DhcpOption.USER_CLASS)).isEqualTo(511);
        for (int i = 0; i < 511; i++) {
            assertThat((byte) packet.octet(DhcpOption.USER_CLASS, i)).isEqualTo(expected.get(i));
        }
        assertThat(packet.octet(DhcpOption.USER_CLASS, 511)).isEqualTo(-1);
        assertThat(BootClient.kindOf(packet)).isEqualTo(BootClient.Kind.OTHER);
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadOrNamedAsDropped(@ForAll("options") Map<Integer, byte[]> options) {
        DhcpPacketWriter writer = offer(400).overload(true);
        options.forEach(writer::raw);

        byte[] octets = encode(writer);
        DhcpPacket packet = decode(octets);

        assertThat(octets.length).isBetween(300, 400);
        options.forEach((code, value) -> {
            if (writer.dropped().contains(code)) {
                assertThat(packet.has(DhcpOption.bytes(code))).isFalse();
            } else {
                assertThat(packet.get(DhcpOption.bytes(code))).contains(value);
            }
        });
    }

    @Provide
    Arbitrary<Map<Integer, byte[]>> options() {
        Arbitrary<Integer> codes = Arbitraries.integers().between(100, 254);
        return Arbitraries.maps(codes, Arbitraries.bytes().array(byte[].class).ofMaxSize(130))
                .ofMaxSize(9);
    }

    private static byte[] filled(int length, char octet) {
        byte[] octets = new byte[length];
        java.util.Arrays.fill(octets, (byte) octet);
        return octets;
    }

    private static DhcpPacketWriter offer(int size) {
        return DhcpPacketWriter.replyTo(RawPacket.discover().end().packet(), DhcpMessageType.OFFER)
                .maxSize(size);
    }

    private static byte[] encode(DhcpPacketWriter writer) {
        ByteBuf encoded = writer.encode(UnpooledByteBufAllocator.DEFAULT);
        byte[] octets = ByteBufUtil.getBytes(encoded);
        encoded.release();
        return octets;
    }

    private static DhcpPacket decode(byte[] octets) {
        return (DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(octets));
    }
}
