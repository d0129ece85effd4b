package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that lie or are broken: what is refused, with which words, and what is taken. */
class MalformedInputTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 28, 235})
    void refusesLessThanAHeader(int length) {
        MalformedDhcp problem = RawPacket.discover().length(length).malformed();

        assertThat(problem).isEqualTo(new MalformedDhcp(length + " octets are no header of 236", length));
    }

    @ParameterizedTest
    @ValueSource(ints = {236, 237, 239})
    void refusesAHeaderWithoutCookie(int length) {
        assertThat(RawPacket.discover().length(length).malformed())
                .isEqualTo(new MalformedDhcp("no magic cookie, and too short for BOOTP", 236));
    }

    @Test
    void takesAHeaderWithACookieAndNothingElse() {
        assertThat(RawPacket.request().length(240).packet().codes()).isEmpty();
    }

    @Test
    void everyShorterPacketIsMalformedAndEveryLongerOneOfPaddingIsNot() {
        for (int length = 0; length < 240; length++) {
            assertThat(RawPacket.request().length(length).malformed().offset()).isLessThanOrEqualTo(length);
        }
        for (int length : new int[] {240, 241, 300, 548, 1472, 1473, 65507}) {
            assertThat(RawPacket.request().length(length).packet().length()).isEqualTo(length);
        }
    }

    @Test
    void hardwareAddressesOfNobodyAreReadAndKnownAsSuch() {
        assertThat(RawPacket.discover()
                        .at(28, 0, 0, 0, 0, 0, 0)
                        .end()
                        .packet()
                        .chaddr()
                        .isStation())
                .isFalse();
        assertThat(RawPacket.discover()
                        .at(28, 1, 0, 0x5e, 0, 0, 1)
                        .end()
                        .packet()
                        .chaddr()
                        .isStation())
                .isFalse();
        assertThat(RawPacket.discover()
                        .at(28, 255, 255, 255, 255, 255, 255)
                        .end()
                        .packet()
                        .chaddr()
                        .isStation())
                .isFalse();
        assertThat(RawPacket.discover().end().packet().chaddr().isStation()).isTrue();
    }

    @Test
    void emptyRelayInformationIsThereAndEmptyAndComesBack() {
        DhcpPacket packet = RawPacket.discover().option(82).end().packet();

        assertThat(packet.get(DhcpOption.RELAY_AGENT_INFORMATION).orElseThrow().codes())
                .isEmpty();
        assertThat(packet.summary()).contains("  82 relay agent information:\n");
        ByteBuf reply =
                DhcpPacketWriter.replyTo(packet, DhcpMessageType.OFFER).encode(UnpooledByteBufAllocator.DEFAULT);
        assertThat(((DhcpPacket) DhcpPacket.decode(reply)).codes()).containsExactly(53, 82);
        reply.release();
    }

    @Test
    void anOverloadInSnameChangesNothing() {
        DhcpPacket packet = RawPacket.discover()
                .at(44, 52, 1, 1, 255)
                .at(108, "boot")
                .option(52, 2)
                .end()
                .packet();

        assertThat(packet.file()).isEqualTo("boot");
        assertThat(packet.codes()).containsExactly(53, 52);
    }

    @Test
    void makersDataThatOverrunsKeepsWhatStandsBeforeIt() {
        EnterpriseData data = RawPacket.discover()
                .option(125, 0, 0, 1, 87, 6, 1, 1, 'a', 2, 200, 'x')
                .end()
                .packet()
                .get(DhcpOption.VENDOR_IDENTIFYING_INFORMATION)
                .orElseThrow()
                .get(0);

        assertThat(data.codes()).containsExactly(1);
        assertThat(data.subOption(2)).isEmpty();
    }

    @Test
    void refusesAWrongCookieUnlessTheLengthIsBootps() {
        assertThat(RawPacket.discover().at(236, 1).length(299).malformed().offset())
                .isEqualTo(236);
        assertThat(RawPacket.discover().at(236, 1).length(300).packet().messageType())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 255})
    void refusesAnOpThatIsNeitherRequestNorReply(int op) {
        assertThat(RawPacket.discover().at(0, op).end().malformed())
                .isEqualTo(new MalformedDhcp("op " + op + " is neither request (1) nor reply (2)", 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 128, 255})
    void refusesAHardwareLengthAboveSixteen(int length) {
        assertThat(RawPacket.discover().at(2, length).end().malformed())
                .isEqualTo(new MalformedDhcp("hlen " + length + " is more than 16", 2));
    }

    @ParameterizedTest
    @CsvSource({"0,''", "7,52:54:00:00:00:01:00", "16,52:54:00:00:00:01:00:00:00:00:00:00:00:00:00:00"})
    void takesEveryHardwareLengthUpToSixteen(int length, String address) {
        assertThat(RawPacket.discover().at(2, length).end().packet().chaddr()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255})
    void takesAnyHardwareType(int type) {
        assertThat(RawPacket.discover().at(1, type).end().packet().chaddr().type())
                .isEqualTo(type);
    }

    @Test
    void refusesACodeWithoutLengthInTheLastOctet() {
        assertThat(RawPacket.discover().octets(12).malformed())
                .isEqualTo(new MalformedDhcp("option 12 has no length", 243));
    }

    @Test
    void refusesALengthPastTheEnd() {
        assertThat(RawPacket.discover().octets(12, 5, 'a', 'b', 'c', 'd').malformed())
                .isEqualTo(new MalformedDhcp("option 12 has 5 octets, but 4 are left", 243));
        assertThat(RawPacket.discover().octets(12, 255).malformed().problem())
                .isEqualTo("option 12 has 255 octets, but 0 are left");
    }

    @Test
    void takesALengthThatEndsWithThePacket() {
        assertThat(RawPacket.discover().option(12, "abc").packet().get(DhcpOption.HOST_NAME))
                .contains("abc");
    }

    @Test
    void takesSixtyFourKibibytesOfPadding() {
        DhcpPacket packet = RawPacket.discover().length(65507).packet();

        assertThat(packet.codes()).containsExactly(53);
    }

    @Test
    void refusesWhatNoDatagramCanHold() {
        assertThat(RawPacket.discover().length(65536).malformed().problem())
                .isEqualTo("65536 octets are no UDP datagram");
    }

    @Test
    void readsAnOptionAtTheFarEndOfTheLargestDatagram() {
        RawPacket packet = RawPacket.discover().length(65500).option(12, "far");

        assertThat(packet.packet().get(DhcpOption.HOST_NAME)).contains("far");
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 50, 54, 55, 57, 60, 61, 77, 93, 97})
    void anEmptyOptionIsThereAndHasNoValue(int code) {
        DhcpPacket packet = RawPacket.discover().option(code).end().packet();

        assertThat(packet.has(DhcpOption.of(code))).isTrue();
        assertThat(packet.get(DhcpOption.of(code))).isEmpty();
        assertThat(packet.problemWith(DhcpOption.of(code)).orElseThrow()).startsWith("0 octets (expected: ");
        assertThat(BootClient.of(packet).kind()).isEqualTo(BootClient.Kind.OTHER);
        assertThat(packet.toString()).contains("unreadable");
    }

    @Test
    void refusesAMessageTypeOfAnotherLengthThanOne() {
        assertThat(RawPacket.request().option(53).end().malformed().problem()).isEqualTo("message type of 0 octets");
        assertThat(RawPacket.request().option(53, 1, 1).end().malformed().problem())
                .isEqualTo("message type of 2 octets");
    }

    @Test
    void refusesTwoMessageTypesThatDiffer() {
        assertThat(RawPacket.request().option(53, 1).option(53, 3).end().malformed())
                .isEqualTo(new MalformedDhcp("message types 1 and 3", 245));
        assertThat(RawPacket.request()
                        .option(53, 3)
                        .option(53, 3)
                        .end()
                        .packet()
                        .messageType())
                .contains(DhcpMessageType.REQUEST);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 19, 255})
    void keepsEveryMessageTypeNumber(int number) {
        assertThat(RawPacket.request().option(53, number).end().packet().messageType())
                .contains(DhcpMessageType.of(number));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 28, 50, 51, 54, 57, 58, 59, 94, 97, 118})
    void aFixedOptionOfAnotherSizeHasNoValue(int code) {
        for (int size : new int[] {1, 3, 5, 16, 18}) {
            if (code == 94 && size == 3) {
                continue;
            }
            DhcpPacket packet =
                    RawPacket.discover().option(code, new byte[size]).end().packet();

            assertThat(packet.get(DhcpOption.of(code)))
                    .as("option %s of %s", code, size)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 575, 576, 65535})
    void keepsEveryMaximumMessageSizeAsItCame(int size) {
        assertThat(RawPacket.discover()
                        .option(57, size >> 8, size & 0xff)
                        .end()
                        .packet()
                        .get(DhcpOption.MAX_MESSAGE_SIZE))
                .contains(size);
    }

    @Test
    void takesAnOddArchitectureListToItsLastWholeValue() {
        assertThat(RawPacket.discover().option(93, 0, 7, 0).end().packet().get(DhcpOption.CLIENT_ARCHITECTURE))
                .contains(List.of(ClientArchitecture.X64_UEFI));
        assertThat(RawPacket.discover().option(93, 7).end().packet().get(DhcpOption.CLIENT_ARCHITECTURE))
                .isEmpty();
    }

    @Test
    void takesAnyRequestListWhateverStandsInIt() {
        int[] junk = new int[255];
        Arrays.setAll(junk, i -> 255 - i);
        ParameterRequestList list = RawPacket.discover()
                .option(55, junk)
                .end()
                .packet()
                .get(DhcpOption.PARAMETER_REQUEST_LIST)
                .orElseThrow();

        assertThat(list.codes()).hasSize(255);
        assertThat(list.contains(255)).isTrue();
        assertThat(list.contains(0)).isFalse();
    }

    @Test
    void aClientIdentifierOfOneOctetHasNoValueAndOneOf255Has() {
        assertThat(RawPacket.discover().option(61, 1).end().packet().get(DhcpOption.CLIENT_IDENTIFIER))
                .isEmpty();
        assertThat(RawPacket.discover()
                        .option(61, new byte[255])
                        .end()
                        .packet()
                        .get(DhcpOption.CLIENT_IDENTIFIER)
                        .orElseThrow()
                        .id())
                .hasSize(254);
    }

    @Test
    void relayInformationWithAnOverrunKeepsWhatStandsBeforeIt() {
        RelayAgentInformation relay = RawPacket.discover()
                .option(82, 1, 2, 'a', 'b', 2, 200, 'x')
                .end()
                .packet()
                .get(DhcpOption.RELAY_AGENT_INFORMATION)
                .orElseThrow();

        assertThat(relay.codes()).containsExactly(1);
        assertThat(relay.get(RelayOption.CIRCUIT_ID)).contains(new byte[] {'a', 'b'});
        assertThat(relay.get(RelayOption.REMOTE_ID)).isEmpty();
    }

    @Test
    void relayInformationMayStandAnywhereAndTwice() {
        RelayAgentInformation relay = RawPacket.discover()
                .option(82, 1, 1, 'a')
                .option(12, "pc")
                .option(82, 2, 1, 'b')
                .end()
                .packet()
                .get(DhcpOption.RELAY_AGENT_INFORMATION)
                .orElseThrow();

        assertThat(relay.get(RelayOption.CIRCUIT_ID)).contains(new byte[] {'a'});
        assertThat(relay.get(RelayOption.REMOTE_ID)).contains(new byte[] {'b'});
    }

    @Test
    void pxeOptionsThatOverrunKeepWhatStandsBeforeIt() {
        PxeOptions pxe = pxe(6, 1, 10, 10, 9, 0, 'P');

        assertThat(pxe.codes()).containsExactly(6);
        assertThat(pxe.discoveryControl()).isEqualTo(PxeDiscoveryControl.DIRECT);
    }

    @Test
    void pxeOptionsWithoutValueLengthOrEndAreNoHarm() {
        assertThat(pxe(6).codes()).isEmpty();
        assertThat(pxe(0, 0, 6, 0).get(PxeOption.DISCOVERY_CONTROL)).isEmpty();
        assertThat(pxe(255, 6, 1, 8).codes()).isEmpty();
    }

    @Test
    void countsOfBootServersThatLieEndTheList() {
        PxeOptions pxe = pxe(8, 12, 0x80, 0, 1, 10, 0, 0, 1, 0x80, 1, 200, 10, 0);

        assertThat(pxe.get(PxeOption.BOOT_SERVERS))
                .contains(List.of(PxeBootServers.of(PxeBootServerType.of(0x8000), Ip4.of("10.0.0.1"))));
        assertThat(pxe(8, 8, 0x80, 0, 2, 10, 0, 0, 1, 10).get(PxeOption.BOOT_SERVERS))
                .isEmpty();
        assertThat(pxe(8, 4, 0x80, 0, 9, 1).get(PxeOption.BOOT_SERVERS)).isEmpty();
    }

    @Test
    void lengthsOfMenuTextsThatLieEndTheList() {
        PxeOptions pxe = pxe(9, 9, 0x80, 0, 2, 'o', 'k', 0x80, 1, 99, 'x');

        assertThat(pxe.get(PxeOption.BOOT_MENU)).contains(List.of(PxeMenuItem.of(PxeBootServerType.of(0x8000), "ok")));
        assertThat(pxe(9, 3, 0, 0, 0).get(PxeOption.BOOT_MENU)).isEmpty();
        assertThat(pxe(9, 4, 0, 0, 1, 0).get(PxeOption.BOOT_MENU)).isEmpty();
    }

    @Test
    void ipxeOptionsThatOverrunKeepWhatStandsBeforeIt() {
        IpxeOptions ipxe = RawPacket.discover()
                .option(175, 0x13, 1, 1, 0xeb, 3, 1)
                .end()
                .packet()
                .get(DhcpOption.IPXE)
                .orElseThrow();

        assertThat(ipxe.features()).containsExactly(IpxeFeature.HTTP);
        assertThat(ipxe.get(IpxeOption.VERSION)).isEmpty();
    }

    @Test
    void userClassCountsThatLieMakeItOneString() {
        assertThat(RawPacket.discover()
                        .option(77, 9, 'a', 'b')
                        .end()
                        .packet()
                        .get(DhcpOption.USER_CLASS)
                        .orElseThrow()
                        .names())
                .containsExactly("\tab");
    }

    @Test
    void hostileTextIsReadToItsNulAndEscapedInPrint() {
        DhcpPacket packet = RawPacket.discover()
                .option(12, "a\0b")
                .option(60, "\u00ff\u00fe")
                .option(67, "../../etc/passwd\r\n\u001b[2J")
                .option(66, "\0\0")
                .option(77, "\r\n")
                .end()
                .packet();

        assertThat(packet.get(DhcpOption.HOST_NAME)).contains("a");
        assertThat(packet.get(DhcpOption.BOOTFILE_NAME)).contains("../../etc/passwd\r\n\u001b[2J");
        assertThat(packet.get(DhcpOption.TFTP_SERVER_NAME)).isEmpty();
        assertThat(packet.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.of("\u00ff\u00fe"));
        assertThat(packet.toString()).doesNotContain("\n", "\r", "\u001b").contains("passwd\\x0d\\x0a\\x1b[2J");
    }

    @Test
    void anInfiniteLeaseStaysInfinite() {
        assertThat(RawPacket.discover()
                        .option(51, 255, 255, 255, 255)
                        .end()
                        .packet()
                        .get(DhcpOption.LEASE_TIME))
                .contains(DhcpOption.INFINITE_LEASE)
                .contains(Duration.ofSeconds(4294967295L));
    }

    @Test
    void anEmptyDatagramIsMalformed() {
        assertThat(DhcpPacket.decode(Unpooled.EMPTY_BUFFER)).isInstanceOf(MalformedDhcp.class);
    }

    private static PxeOptions pxe(int... octets) {
        return RawPacket.discover()
                .option(43, octets)
                .end()
                .packet()
                .get(DhcpOption.VENDOR_SPECIFIC)
                .orElseThrow();
    }
}
