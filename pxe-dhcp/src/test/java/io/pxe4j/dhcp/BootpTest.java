package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients without a message type: RFC 951, RFC 1497's vendor field, RFC 1534. */
class BootpTest {
    private static final Ip4 US = Ip4.of("10.0.0.1");

    @Test
    void aRequestWithoutCookieHasNoOptionsAndIsBootp() {
        DhcpPacket request = plain().packet();

        assertThat(request.isBootp()).isTrue();
        assertThat(request.codes()).isEmpty();
        assertThat(BootClient.of(request).kind()).isEqualTo(BootClient.Kind.OTHER);
    }

    @Test
    void aRequestWithCookieHasItsOptionsAndIsBootp() {
        DhcpPacket request = cookie().packet();

        assertThat(request.isBootp()).isTrue();
        assertThat(request.get(DhcpOption.HOST_NAME)).contains("pc");
        assertThat(RawPacket.discover().end().packet().isBootp()).isFalse();
    }

    @Test
    void aReplyWithCookieIsWrittenOctetByOctet() {
        byte[] reply = encode(DhcpPacketWriter.bootpReplyTo(
                        cookie().at(4, 0xca, 0xfe, 0xba, 0xbe).at(10, 0x80).packet())
                .yiaddr(Ip4.of("10.0.0.9"))
                .nextServer(US)
                .bootFile("vmunix")
                .set(DhcpOption.ROUTERS, List.of(US))
                .set(DhcpOption.SUBNET_MASK, Ip4.of("255.255.255.0")));

        assertThat(reply).hasSize(300);
        assertThat(ByteBufUtil.hexDump(reply, 0, 44))
                .isEqualTo("02010600" + "cafebabe" + "00008000" + "00000000" + "0a000009" + "0a000001" + "00000000"
                        + "52540000000100000000000000000000");
        assertThat(ByteBufUtil.hexDump(reply, 44, 64)).isEqualTo("31302e302e302e31" + "00".repeat(56));
        assertThat(ByteBufUtil.hexDump(reply, 108, 128)).isEqualTo("766d756e6978" + "00".repeat(122));
        assertThat(ByteBufUtil.hexDump(reply, 236, 64))
                .isEqualTo("63825363" + "0104ffffff00" + "03040a000001" + "ff" + "00".repeat(47));
    }

    @Test
    void aReplyWithoutCookieHasAnEmptyVendorField() {
        DhcpPacketWriter writer = DhcpPacketWriter.bootpReplyTo(plain().packet())
                .yiaddr(Ip4.of("10.0.0.9"))
                .set(DhcpOption.SUBNET_MASK, Ip4.of("255.255.255.0"));

        byte[] reply = encode(writer);

        assertThat(reply).hasSize(300);
        assertThat(ByteBufUtil.hexDump(reply, 236, 64)).isEqualTo("00".repeat(64));
        assertThat(((DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(reply))).yiaddr())
                .isEqualTo(Ip4.of("10.0.0.9"));
    }

    @Test
    void whatOnlyDhcpHasIsLeftOutWhoeverSetsIt() {
        DhcpPacketWriter writer = DhcpPacketWriter.bootpReplyTo(cookie().packet());
        for (int code = 1; code < 255; code++) {
            if (code != 52) {
                writer.raw(code, (byte) 1);
            }
        }

        DhcpPacket reply = decode(writer.maxSize(1472));

        assertThat(reply.codes())
                .doesNotContain(50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 66, 67, 80)
                .contains(1, 49, 62, 65, 68, 79, 81, 254)
                .hasSize(254 - 15);
    }

    @Test
    void optionsThatFindNoRoomIn64OctetsAreDropped() {
        DhcpPacketWriter writer = DhcpPacketWriter.bootpReplyTo(cookie().packet())
                .set(DhcpOption.SUBNET_MASK, Ip4.of("255.255.255.0"))
                .set(DhcpOption.LEASE_TIME, Duration.ofHours(1))
                .raw(224, new byte[51])
                .raw(225);

        assertThat(encode(writer)).hasSize(300);
        assertThat(writer.dropped()).containsExactly(225);
        writer.remove(DhcpOption.bytes(225));
        assertThat(encode(writer)).hasSize(300);
        assertThat(writer.dropped()).isEmpty();
        assertThat(encode(writer.raw(224, new byte[52]))).hasSize(300);
        assertThat(writer.dropped()).containsExactly(224);
    }

    @Test
    void aClientWithALongerVendorFieldGetsALongerReply() {
        DhcpPacketWriter writer =
                DhcpPacketWriter.bootpReplyTo(cookie().length(400).packet()).raw(224, new byte[152]);

        assertThat(encode(writer)).hasSize(236 + 4 + 2 + 152 + 1);
        assertThat(writer.dropped()).isEmpty();
        encode(writer.raw(224, new byte[158]));
        assertThat(writer.dropped()).containsExactly(224);
    }

    @Test
    void theRelaysOptionComesBackWithoutTheClientsIdentifier() {
        DhcpPacket reply = decode(DhcpPacketWriter.bootpReplyTo(RawPacket.request()
                .at(24, 10, 0, 0, 254)
                .option(61, 1, 2, 3)
                .option(82, 1, 1, 'a')
                .end()
                .length(300)
                .packet()));

        assertThat(reply.giaddr()).isEqualTo(Ip4.of("10.0.0.254"));
        assertThat(reply.codes()).containsExactly(82);
        assertThat(reply.isBootp()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 576, 1472, 65507})
    void plainPacketsOfEveryLengthAreAnswered(int length) {
        assertThat(encode(DhcpPacketWriter.bootpReplyTo(plain().length(length).packet())))
                .hasSize(300);
    }

    private static RawPacket plain() {
        return RawPacket.request().at(236, 0, 0, 0, 0).length(300);
    }

    private static RawPacket cookie() {
        return RawPacket.request().option(12, "pc").end().length(300);
    }

    private static byte[] encode(DhcpPacketWriter writer) {
        ByteBuf encoded = writer.encode(UnpooledByteBufAllocator.DEFAULT);
        byte[] octets = ByteBufUtil.getBytes(encoded);
        encoded.release();
        return octets;
    }

    private static DhcpPacket decode(DhcpPacketWriter writer) {
        return (DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(encode(writer)));
    }
}
