package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Option overload (RFC 2131 section 4.1, RFC 2132 section 9.3) and long options (RFC 3396). */
class OptionPiecesTest {
    @Test
    void readsOptionsInTheFileField() {
        DhcpPacket packet = overloaded(1).packet();

        assertThat(packet.get(DhcpOption.DOMAIN_NAME)).contains("in-file");
        assertThat(packet.has(DhcpOption.HOST_NAME)).isFalse();
        assertThat(packet.file()).isEmpty();
        assertThat(packet.sname()).isNotEmpty();
    }

    @Test
    void readsOptionsInTheSnameField() {
        DhcpPacket packet = overloaded(2).packet();

        assertThat(packet.get(DhcpOption.HOST_NAME)).contains("in-sname");
        assertThat(packet.has(DhcpOption.DOMAIN_NAME)).isFalse();
        assertThat(packet.sname()).isEmpty();
        assertThat(packet.file()).isNotEmpty();
    }

    @Test
    void joinsPiecesInTheOrderOptionsThenFileThenSname() {
        DhcpPacket packet = overloaded(3).packet();

        assertThat(packet.get(DhcpOption.ROOT_PATH)).contains("options-file-sname");
        assertThat(packet.codes()).containsExactly(53, 52, 17, 15, 12);
        assertThat(packet.sname()).isEmpty();
        assertThat(packet.file()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 255})
    void followsNoOverloadOfAValueThatDoesNotExist(int value) {
        DhcpPacket packet = RawPacket.discover()
                .at(44, "server")
                .at(108, "boot")
                .option(52, value)
                .end()
                .packet();

        assertThat(packet.codes()).containsExactly(53, 52);
        assertThat(packet.get(DhcpOption.OVERLOAD)).isEmpty();
        assertThat(packet.sname()).isEqualTo("server");
        assertThat(packet.file()).isEqualTo("boot");
    }

    @Test
    void followsNoOverloadOfAWrongLength() {
        assertThat(RawPacket.discover()
                        .at(108, "boot")
                        .option(52, 1, 1)
                        .end()
                        .packet()
                        .file())
                .isEqualTo("boot");
        assertThat(RawPacket.discover()
                        .at(108, "boot")
                        .option(52)
                        .end()
                        .packet()
                        .file())
                .isEqualTo("boot");
    }

    @Test
    void anOverloadInsideAnOverloadedFieldChangesNothing() {
        DhcpPacket packet = RawPacket.discover()
                .at(44, "server")
                .at(108, 52, 1, 2, 255)
                .option(52, 1)
                .end()
                .packet();

        assertThat(packet.sname()).isEqualTo("server");
        assertThat(packet.get(DhcpOption.OVERLOAD)).contains(1);
    }

    @Test
    void anOverloadedFieldNeedsNoEnd() {
        RawPacket packet = RawPacket.discover().option(52, 3).end();
        packet.at(44, 17, 62).at(44 + 2, "s".repeat(62));
        packet.at(108, 17, 126).at(108 + 2, "f".repeat(126));

        assertThat(packet.packet().get(DhcpOption.ROOT_PATH)).contains("f".repeat(126) + "s".repeat(62));
    }

    @Test
    void anOptionPastTheEndOfAnOverloadedFieldIsMalformed() {
        MalformedDhcp problem =
                RawPacket.discover().at(108, 17, 127).option(52, 1).end().malformed();

        assertThat(problem).isEqualTo(new MalformedDhcp("option 17 has 127 octets, but 126 are left", 108));
    }

    @Test
    void joinsARepeatedOption() {
        DhcpPacket packet = RawPacket.discover()
                .option(67, "first-")
                .option(3, 10, 0, 0, 1)
                .option(67, "second")
                .option(3, 10, 0, 0, 2)
                .end()
                .packet();

        assertThat(packet.get(DhcpOption.BOOTFILE_NAME)).contains("first-second");
        assertThat(packet.get(DhcpOption.ROUTERS)).contains(List.of(Ip4.of("10.0.0.1"), Ip4.of("10.0.0.2")));
        assertThat(ByteBufUtil.getBytes(packet.raw(67))).asString().isEqualTo("first-second");
    }

    @Test
    void joinsAFixedOptionThatWasSplit() {
        DhcpPacket packet =
                RawPacket.discover().option(1, 255, 255).option(1, 255, 0).end().packet();

        assertThat(packet.get(DhcpOption.SUBNET_MASK)).contains(Ip4.of("255.255.255.0"));
    }

    @Test
    void takesTheFirstOfTwoFixedOptionsAsBootRomsDo() {
        DhcpPacket packet = RawPacket.discover()
                .option(54, 10, 0, 0, 1)
                .option(54, 10, 0, 0, 2)
                .end()
                .packet();

        assertThat(packet.get(DhcpOption.SERVER_IDENTIFIER)).contains(Ip4.of("10.0.0.1"));
    }

    @Test
    void takesNoPieceOfAListForTheWhole() {
        DhcpPacket packet = RawPacket.discover()
                .option(3, 10, 0, 0, 1)
                .option(3, 10, 0)
                .end()
                .packet();

        assertThat(packet.get(DhcpOption.ROUTERS)).isEmpty();
        assertThat(packet.problemWith(DhcpOption.ROUTERS)).contains("6 octets (expected: a multiple of 4 octets)");
    }

    @Test
    void joinsHundredsOfOneOctetPieces() {
        RawPacket packet = RawPacket.discover();
        for (int i = 0; i < OptionIndex.MAX_ENTRIES - 1; i++) {
            packet.option(17, 'a' + i % 26);
        }

        String joined = packet.end().packet().get(DhcpOption.ROOT_PATH).orElseThrow();

        assertThat(joined).hasSize(OptionIndex.MAX_ENTRIES - 1).startsWith("abcdefghijklmnopqrstuvwxyzab");
    }

    @Test
    void refusesMoreOptionsThanAnyPacketHas() {
        RawPacket packet = RawPacket.discover();
        for (int i = 0; i < OptionIndex.MAX_ENTRIES; i++) {
            packet.option(17, 'a');
        }

        assertThat(packet.end().malformed().problem()).isEqualTo("more than 512 options");
    }

    private static RawPacket overloaded(int value) {
        return RawPacket.discover()
                .at(44, 17, 5, 's', 'n', 'a', 'm', 'e', 12, 8, 'i', 'n', '-', 's', 'n', 'a', 'm', 'e', 255)
                .at(108, 17, 5, 'f', 'i', 'l', 'e', '-', 15, 7, 'i', 'n', '-', 'f', 'i', 'l', 'e', 255)
                .option(52, value)
                .option(17, "options-")
                .end();
    }
}
