package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class RelayAgentInformationTest {
    @Test
    void writesAndReadsEverySubOption() {
        RelayAgentInformation relay = RelayAgentInformation.builder()
                .set(RelayOption.CIRCUIT_ID, new byte[] {'e', '0'})
                .set(RelayOption.REMOTE_ID, new byte[] {'r'})
                .set(RelayOption.DOCSIS_DEVICE_CLASS, 1L)
                .set(RelayOption.LINK_SELECTION, Ip4.of("10.1.0.0"))
                .set(RelayOption.SUBSCRIBER_ID, "s")
                .set(RelayOption.FLAGS, 0x80)
                .set(RelayOption.SERVER_IDENTIFIER_OVERRIDE, Ip4.of("10.1.0.1"))
                .set(RelayOption.RELAY_ID, new byte[] {1})
                .set(RelayOption.ACCESS_NETWORK_NAME, "n")
                .set(RelayOption.SOURCE_PORT, true)
                .build();

        assertThat(hex(relay))
                .isEqualTo("01026530" + "020172" + "040400000001" + "05040a010000" + "060173" + "0a0180"
                        + "0b040a010001" + "0c0101" + "0e016e" + "1300");
        RelayAgentInformation read = read(hex(relay));
        assertThat(read).isEqualTo(relay).hasSameHashCodeAs(relay);
        assertThat(read.linkSelection()).contains(Ip4.of("10.1.0.0"));
        assertThat(read.serverIdentifierOverride()).contains(Ip4.of("10.1.0.1"));
        assertThat(read.isClientUnicast()).isTrue();
        assertThat(read.has(RelayOption.SOURCE_PORT)).isTrue();
        assertThat(read.get(RelayOption.SOURCE_PORT)).contains(true);
        assertThat(read.get(RelayOption.SUBSCRIBER_ID)).contains("s");
        assertThat(read.codes()).containsExactly(1, 2, 4, 5, 6, 10, 11, 12, 14, 19);
        assertThat(read)
                .hasToString("{1=6530, 2=72, 4=00000001, 5=0a010000, 6=73, 10=80, 11=0a010001, 12=01, 14=6e, 19=}");
    }

    @Test
    void understandsCiscosOlderNumbers() {
        RelayAgentInformation relay = read("96040a020000" + "98040a020001");

        assertThat(relay.linkSelection()).contains(Ip4.of("10.2.0.0"));
        assertThat(relay.serverIdentifierOverride()).contains(Ip4.of("10.2.0.1"));
        assertThat(relay.isClientUnicast()).isFalse();
    }

    @Test
    void anEmptyVirtualSubnetControlIsNoAddress() {
        assertThat(read("9800").serverIdentifierOverride()).isEmpty();
        assertThat(read("9800").has(RelayOption.VIRTUAL_SUBNET_CONTROL)).isTrue();
    }

    @Test
    void zeroAnd255AreCodesLikeOthersHere() {
        assertThat(read("000161" + "ff0162").codes()).containsExactly(0, 255);
        assertThat(read("000161").get(RelayOption.bytes(0))).contains(new byte[] {'a'});
    }

    @Test
    void refusesWhatFitsNoOption() {
        assertThatThrownBy(() -> RelayAgentInformation.builder()
                        .set(RelayOption.CIRCUIT_ID, new byte[254])
                        .build())
                .hasMessage("relay agent information: 256 octets (expected: at most 255)");
        assertThatThrownBy(() -> RelayAgentInformation.builder().set(RelayOption.SOURCE_PORT, false))
                .hasMessageContaining("expected: true");
        assertThatThrownBy(() -> RelayOption.bytes(256)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String hex(RelayAgentInformation relay) {
        ByteBuf out = Unpooled.buffer();
        RelayAgentInformation.FORMAT.encode(relay, out);
        return ByteBufUtil.hexDump(out);
    }

    private static RelayAgentInformation read(String hex) {
        return RawPacket.discover()
                .hexOption(82, hex)
                .end()
                .packet()
                .get(DhcpOption.RELAY_AGENT_INFORMATION)
                .orElseThrow();
    }
}
