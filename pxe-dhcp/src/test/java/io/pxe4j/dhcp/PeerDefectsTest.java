package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other Java DHCP libraries get wrong; each test names the fault, not the library. */
class PeerDefectsTest {
    @ParameterizedTest
    @ValueSource(ints = {127, 128, 200, 255})
    void optionLengthsAreUnsigned(int length) {
        assertThat(RawPacket.discover()
                        .option(17, "x".repeat(length))
                        .end()
                        .packet()
                        .get(DhcpOption.ROOT_PATH))
                .contains("x".repeat(length));
    }

    @Test
    void fullNameFieldsNeedNoNul() {
        DhcpPacket packet = RawPacket.discover()
                .at(44, "s".repeat(64))
                .at(108, "f".repeat(128))
                .end()
                .packet();

        assertThat(packet.sname()).isEqualTo("s".repeat(64));
        assertThat(packet.file()).isEqualTo("f".repeat(128));
    }

    @Test
    void paddingIsNoOption() {
        DhcpPacket packet = RawPacket.request()
                .octets(0, 0, 0)
                .option(53, 1)
                .octets(0)
                .option(12, "pc")
                .octets(0, 0)
                .end()
                .octets(0, 0)
                .packet();

        assertThat(packet.codes()).containsExactly(53, 12);
    }

    @Test
    void aMissingEndIsForgiven() {
        assertThat(RawPacket.discover().option(12, "pc").packet().get(DhcpOption.HOST_NAME))
                .contains("pc");
        assertThat(RawPacket.discover().option(12, "pc").octets(0, 0).packet().get(DhcpOption.HOST_NAME))
                .contains("pc");
    }

    @ParameterizedTest
    @CsvSource({"0,true", "6,true", "16,true", "17,false", "128,false", "255,false"})
    void hardwareLengthsAreUnsignedAndBounded(int length, boolean taken) {
        DhcpDecoded decoded = RawPacket.discover().at(2, length).end().decode();

        assertThat(decoded instanceof DhcpPacket).isEqualTo(taken);
        if (decoded instanceof DhcpPacket packet) {
            assertThat(packet.chaddr().length()).isEqualTo(length);
            assertThat(packet.messageType()).contains(DhcpMessageType.DISCOVER);
        }
    }

    @Test
    void namesInTheHeaderDoNotShiftTheOptions() {
        DhcpPacket reply =
                reply(writer().sname("boot.example").file("pxelinux.0").set(DhcpOption.HOST_NAME, "pc"));

        assertThat(reply.sname()).isEqualTo("boot.example");
        assertThat(reply.file()).isEqualTo("pxelinux.0");
        assertThat(reply.get(DhcpOption.HOST_NAME)).contains("pc");
        assertThat(reply.content().getInt(236)).isEqualTo(0x63825363);
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 510, 511, 1000})
    void longOptionsSurviveTheRoundTripInPieces(int length) {
        String path = "p".repeat(length);

        DhcpPacket reply = reply(writer().maxSize(1472).splitLongOptions(true).set(DhcpOption.ROOT_PATH, path));

        assertThat(reply.get(DhcpOption.ROOT_PATH)).contains(path);
    }

    @Test
    void longOptionsAreNotSplitUnasked() {
        assertThat(reply(writer().set(DhcpOption.ROOT_PATH, "p".repeat(255))).get(DhcpOption.ROOT_PATH))
                .contains("p".repeat(255));
        assertThatThrownBy(() -> writer().set(DhcpOption.ROOT_PATH, "p".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "option 17: 256 octets (expected: at most 255; boot ROMs do not join pieces, see splitLongOptions)");
    }

    @Test
    void theArchitectureOptionIsAList() {
        DhcpPacket packet = RawPacket.discover()
                .option(93, 0, 7, 0, 9, 0, 41, 0x12, 0x34)
                .end()
                .packet();

        assertThat(packet.get(DhcpOption.CLIENT_ARCHITECTURE))
                .contains(List.of(
                        ClientArchitecture.X64_UEFI,
                        ClientArchitecture.EBC,
                        ClientArchitecture.ARM_RPIBOOT,
                        ClientArchitecture.of(0x1234)));
    }

    @Test
    void repliesMayBeLongerThanAThousandOctets() {
        DhcpPacketWriter writer = writer().maxSize(1472);
        for (int code = 224; code < 228; code++) {
            writer.raw(code, new byte[255]);
        }
        DhcpPacket reply = reply(writer);

        assertThat(reply.length()).isGreaterThan(1200);
        assertThat(writer.dropped()).isEmpty();
        assertThat(reply.codes()).contains(224, 225, 226, 227);
    }

    @ParameterizedTest
    @ValueSource(ints = {43, 82, 175})
    void aTruncatedSubOptionLeaksNoBuffer(int code) {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
        buffer.writeBytes(RawPacket.discover().option(code, 1, 200, 1).end().octets());

        DhcpPacket packet = (DhcpPacket) DhcpPacket.decode(buffer);
        assertThat(packet.get(DhcpOption.of(code))).isPresent();
        assertThat(packet.raw(code).readableBytes()).isEqualTo(3);

        assertThat(buffer.refCnt()).isEqualTo(1);
        assertThat(buffer.release()).isTrue();
    }

    private static DhcpPacketWriter writer() {
        return DhcpPacketWriter.replyTo(RawPacket.discover().end().packet(), DhcpMessageType.OFFER);
    }

    private static DhcpPacket reply(DhcpPacketWriter writer) {
        ByteBuf encoded = writer.encode(UnpooledByteBufAllocator.DEFAULT);
        DhcpPacket packet = ((DhcpPacket) DhcpPacket.decode(encoded)).copy();
        encoded.release();
        return packet;
    }
}
