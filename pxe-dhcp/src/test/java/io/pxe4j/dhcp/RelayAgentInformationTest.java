package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
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
                .set(RelayOption.RADIUS_ATTRIBUTES, List.of(new RadiusAttribute(88, Octets.of("pool"))))
                .set(
                        RelayOption.AUTHENTICATION,
                        new RelayAuthentication(1, 1, 0x0102030405060708L, 0x0a000001, Octets.of((byte) 9)))
                .set(RelayOption.VENDOR_SPECIFIC, List.of(EnterpriseData.of(343, (byte) 1, (byte) 1, (byte) 7)))
                .set(RelayOption.RELAY_ID, RelayId.of("r1"))
                .set(RelayOption.ACCESS_TECHNOLOGY_TYPE, 3)
                .set(RelayOption.ACCESS_NETWORK_NAME, "n")
                .set(RelayOption.ACCESS_POINT_NAME, "ap")
                .set(RelayOption.ACCESS_POINT_BSSID, HardwareAddress.of("02:00:00:00:00:09"))
                .set(RelayOption.OPERATOR_ID, 0xffff_ffffL)
                .set(RelayOption.OPERATOR_REALM, "example.net")
                .set(RelayOption.SOURCE_PORT, true)
                .set(RelayOption.VIRTUAL_SUBNET, VirtualSubnet.named("red"))
                .set(RelayOption.VIRTUAL_SUBNET_CONTROL, true)
                .build();

        assertThat(hex(relay))
                .isEqualTo("01026530" + "020172" + "040400000001" + "05040a010000" + "060173" + "0706" + "5806706f6f6c"
                        + "080f" + "0101" + "0102030405060708" + "0a000001" + "09"
                        + "0908" + "0000015703010107" + "0a0180"
                        + "0b040a010001" + "0c03027231" + "0d020003" + "0e016e" + "0f026170" + "1006020000000009"
                        + "1104ffffffff" + "120b6578616d706c652e6e6574" + "1300" + "970400726564" + "9800");
        RelayAgentInformation read = read(hex(relay));
        assertThat(read).isEqualTo(relay).hasSameHashCodeAs(relay);
        assertThat(read.linkSelection()).contains(Ip4.of("10.1.0.0"));
        assertThat(read.serverIdentifierOverride()).contains(Ip4.of("10.1.0.1"));
        assertThat(read.isClientUnicast()).isTrue();
        assertThat(read.has(RelayOption.SOURCE_PORT)).isTrue();
        assertThat(read.get(RelayOption.SOURCE_PORT)).contains(true);
        assertThat(read.get(RelayOption.SUBSCRIBER_ID)).contains("s");
        assertThat(read.codes())
                .containsExactly(1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 151, 152);
        assertThat(read.get(RelayOption.RADIUS_ATTRIBUTES))
                .contains(List.of(new RadiusAttribute(88, Octets.of("pool"))));
        assertThat(read.get(RelayOption.AUTHENTICATION))
                .contains(new RelayAuthentication(1, 1, 0x0102030405060708L, 0x0a000001, Octets.of((byte) 9)));
        assertThat(read.get(RelayOption.VENDOR_SPECIFIC).orElseThrow().get(0).subOption(1))
                .contains(new byte[] {7});
        assertThat(read.get(RelayOption.RELAY_ID)).contains(RelayId.of("r1"));
        assertThat(read.get(RelayOption.ACCESS_TECHNOLOGY_TYPE)).contains(3);
        assertThat(read.get(RelayOption.ACCESS_POINT_BSSID)).contains(HardwareAddress.of("02:00:00:00:00:09"));
        assertThat(read.get(RelayOption.OPERATOR_ID)).contains(0xffff_ffffL);
        assertThat(read.get(RelayOption.VIRTUAL_SUBNET)).contains(VirtualSubnet.named("red"));
        assertThat(read.get(RelayOption.VIRTUAL_SUBNET_CONTROL)).contains(true);
        assertThat(read.get(RelayOption.CISCO_VPN_ID)).contains(new byte[] {0, 'r', 'e', 'd'});
    }

    @Test
    void printsCodesAndOctets() {
        assertThat(read("01026530" + "1300")).hasToString("{1=6530, 19=}");
        assertThat(RelayOption.CIRCUIT_ID).hasToString("1 (circuit id)");
        assertThat(RelayOption.bytes(151).name()).isEqualTo("virtual subnet");
        assertThat(RelayOption.bytes(200).name()).isEqualTo("sub-option 200");
    }

    @Test
    void subOptionsOfAWrongShapeAreThereAndHaveNoValue() {
        RelayAgentInformation relay =
                read("0703580570" + "080d" + "00".repeat(13) + "09050000015701" + "0c0102" + "0d0103" + "100502");

        assertThat(relay.get(RelayOption.RADIUS_ATTRIBUTES)).isEmpty();
        assertThat(relay.get(RelayOption.AUTHENTICATION)).isEmpty();
        assertThat(relay.get(RelayOption.VENDOR_SPECIFIC)).isEmpty();
        assertThat(relay.get(RelayOption.RELAY_ID)).isEmpty();
        assertThat(relay.get(RelayOption.ACCESS_TECHNOLOGY_TYPE)).isEmpty();
        assertThat(relay.codes()).containsExactly(7, 8, 9, 12, 13);
    }

    @Test
    void aRadiusAttributeThatCountsNothingDoesNotLoop() {
        assertThat(read("07025800").get(RelayOption.RADIUS_ATTRIBUTES)).isEmpty();
        assertThat(read("07025801").get(RelayOption.RADIUS_ATTRIBUTES)).isEmpty();
        assertThat(read("070158").get(RelayOption.RADIUS_ATTRIBUTES)).isEmpty();
        assertThat(read("07025802").get(RelayOption.RADIUS_ATTRIBUTES))
                .contains(List.of(new RadiusAttribute(88, Octets.EMPTY)));
    }

    @Test
    void relaysAndNetworksPrintTheirNamesEscaped() {
        assertThat(RelayId.of("r\n1")).hasToString("\"r\\x0a1\"");
        assertThat(new RelayId(RelayId.DUID, Octets.of((byte) 0, (byte) 4))).hasToString("DUID 0004");
        assertThat(new RelayId(9, Octets.of((byte) 1))).hasToString("type 9 01");
        assertThat(VirtualSubnet.named("red")).hasToString("\"red\"");
        assertThat(new VirtualSubnet(VirtualSubnet.GLOBAL, Octets.EMPTY)).hasToString("global");
        assertThat(new VirtualSubnet(VirtualSubnet.VPN_ID, Octets.of((byte) 1))).hasToString("type 1: 01");
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
