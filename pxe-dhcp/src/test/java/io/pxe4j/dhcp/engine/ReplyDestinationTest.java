package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.BROADCAST;
import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.Lab.message;
import static io.pxe4j.dhcp.engine.Lab.packet;
import static io.pxe4j.dhcp.engine.Lab.pxe;
import static io.pxe4j.dhcp.engine.Lab.relayed;
import static io.pxe4j.dhcp.engine.Lab.unicast;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.RelayOption;
import org.junit.jupiter.api.Test;

class ReplyDestinationTest {
    private static final Ip4 RELAY = ip("10.0.0.254");
    private static final Ip4 CLIENT = ip("10.0.0.50");
    private static final Ip4 OFFERED = ip("10.0.0.60");

    private static ReplyDestination to(Ip4 address, int port) {
        return new ReplyDestination(address, port, false);
    }

    private static ReplyDestination toWithFlag(Ip4 address, int port) {
        return new ReplyDestination(address, port, true);
    }

    private static DhcpPacketWriter relayedMessage(DhcpMessageType type) {
        return message(type).giaddr(RELAY);
    }

    private static ReplyDestination of(
            DhcpPacketWriter request, DhcpMessageType reply, Ip4 ciaddr, Ip4 yiaddr, DhcpArrival arrival) {
        DhcpPacket packet = packet(request);
        return ReplyDestination.of(packet, reply, ciaddr, yiaddr, arrival);
    }

    @Test
    void row2OffersGoToTheRelayAtPort67() {
        assertThat(of(
                        relayedMessage(DhcpMessageType.DISCOVER),
                        DhcpMessageType.OFFER,
                        Ip4.ANY,
                        OFFERED,
                        relayed(RELAY, 1067)))
                .isEqualTo(to(RELAY, 67));
    }

    @Test
    void row2RepliesGoToTheRelayEvenForAClientThatHasAnAddress() {
        assertThat(of(relayedMessage(DhcpMessageType.REQUEST), DhcpMessageType.ACK, CLIENT, CLIENT, relayed(RELAY, 67)))
                .isEqualTo(to(RELAY, 67));
    }

    @Test
    void row2RelayThatAsksForItsOwnPortGetsIt() {
        // RFC 8357: sub-option 19 without a value
        DhcpPacketWriter request = relayedMessage(DhcpMessageType.DISCOVER)
                .set(
                        DhcpOption.RELAY_AGENT_INFORMATION,
                        RelayAgentInformation.builder()
                                .set(RelayOption.SOURCE_PORT, true)
                                .build());

        assertThat(of(request, DhcpMessageType.OFFER, Ip4.ANY, OFFERED, relayed(RELAY, 1067)))
                .isEqualTo(to(RELAY, 1067));
    }

    @Test
    void row2RefusalMakesTheRelayBroadcast() {
        assertThat(of(
                        relayedMessage(DhcpMessageType.REQUEST),
                        DhcpMessageType.NAK,
                        Ip4.ANY,
                        Ip4.ANY,
                        relayed(RELAY, 67)))
                .isEqualTo(toWithFlag(RELAY, 67));
    }

    @Test
    void row2RefusalOfARenewalMakesTheRelayBroadcastToo() {
        assertThat(of(
                        relayedMessage(DhcpMessageType.REQUEST),
                        DhcpMessageType.NAK,
                        CLIENT,
                        Ip4.ANY,
                        relayed(RELAY, 67)))
                .isEqualTo(toWithFlag(RELAY, 67));
    }

    @Test
    void row2ProxyOfferMakesTheRelayBroadcast() {
        assertThat(of(
                        relayedMessage(DhcpMessageType.DISCOVER),
                        DhcpMessageType.OFFER,
                        Ip4.ANY,
                        Ip4.ANY,
                        relayed(RELAY, 67)))
                .isEqualTo(toWithFlag(RELAY, 67));
    }

    @Test
    void row3InformGoesToTheClientsAddress() {
        assertThat(of(
                        message(DhcpMessageType.INFORM).ciaddr(CLIENT),
                        DhcpMessageType.ACK,
                        CLIENT,
                        Ip4.ANY,
                        unicast(ip("10.0.0.99"))))
                .isEqualTo(to(CLIENT, 68));
    }

    @Test
    void row4InformWithoutAddressGoesToItsSource() {
        assertThat(of(message(DhcpMessageType.INFORM), DhcpMessageType.ACK, Ip4.ANY, Ip4.ANY, unicast(CLIENT)))
                .isEqualTo(to(CLIENT, 68));
    }

    @Test
    void row4RelayedInformWithoutAddressMakesTheRelayBroadcast() {
        assertThat(of(
                        relayedMessage(DhcpMessageType.INFORM),
                        DhcpMessageType.ACK,
                        Ip4.ANY,
                        Ip4.ANY,
                        relayed(RELAY, 67)))
                .isEqualTo(toWithFlag(RELAY, 67));
    }

    @Test
    void row4InformFromNowhereIsAnsweredByBroadcast() {
        assertThat(of(message(DhcpMessageType.INFORM), DhcpMessageType.ACK, Ip4.ANY, Ip4.ANY, BROADCAST))
                .isEqualTo(toWithFlag(Ip4.BROADCAST, 68));
    }

    @Test
    void row5RefusalsAreBroadcast() {
        assertThat(of(message(DhcpMessageType.REQUEST), DhcpMessageType.NAK, CLIENT, Ip4.ANY, unicast(CLIENT)))
                .isEqualTo(toWithFlag(Ip4.BROADCAST, 68));
    }

    @Test
    void row6RenewalsGoToTheClientsAddress() {
        assertThat(of(message(DhcpMessageType.REQUEST), DhcpMessageType.ACK, CLIENT, CLIENT, unicast(ip("10.0.0.9"))))
                .isEqualTo(to(CLIENT, 68));
    }

    @Test
    void row6ClientThatSendsFromItsAddressIsBelievedItsPort() {
        assertThat(of(message(DhcpMessageType.REQUEST), DhcpMessageType.ACK, CLIENT, CLIENT, relayed(CLIENT, 10068)))
                .isEqualTo(to(CLIENT, 10068));
    }

    @Test
    void row7BroadcastFlagIsHeeded() {
        assertThat(of(
                        message(DhcpMessageType.DISCOVER).broadcast(true),
                        DhcpMessageType.OFFER,
                        Ip4.ANY,
                        OFFERED,
                        BROADCAST))
                .isEqualTo(to(Ip4.BROADCAST, 68));
    }

    @Test
    void row7ClientsWithoutHardwareAddressAreAnsweredByBroadcast() {
        // RFC 4390: InfiniBand has hlen 0
        DhcpPacketWriter request =
                DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of(32, new byte[0]));

        assertThat(of(request, DhcpMessageType.OFFER, Ip4.ANY, OFFERED, BROADCAST))
                .isEqualTo(to(Ip4.BROADCAST, 68));
    }

    @Test
    void row8ClientWithoutAddressIsAnsweredByBroadcastEvenWithoutTheFlag() {
        assertThat(of(message(DhcpMessageType.DISCOVER), DhcpMessageType.OFFER, Ip4.ANY, OFFERED, BROADCAST))
                .isEqualTo(to(Ip4.BROADCAST, 68));
    }

    @Test
    void proxyOffersAreBroadcastWithTheFlag() {
        assertThat(of(message(DhcpMessageType.DISCOVER), DhcpMessageType.OFFER, Ip4.ANY, Ip4.ANY, BROADCAST))
                .isEqualTo(toWithFlag(Ip4.BROADCAST, 68));
    }

    @Test
    void row9Port4011AnswersTheSource() {
        // EDK2 asks from 4011, iPXE from 68
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST).ciaddr(CLIENT);

        assertThat(of(request, DhcpMessageType.ACK, CLIENT, Ip4.ANY, pxe(CLIENT, 4011)))
                .isEqualTo(to(CLIENT, 4011));
        assertThat(of(request, DhcpMessageType.ACK, CLIENT, Ip4.ANY, pxe(CLIENT, 68)))
                .isEqualTo(to(CLIENT, 68));
        assertThat(of(request, DhcpMessageType.ACK, CLIENT, Ip4.ANY, pxe(ip("10.0.0.77"), 4011)))
                .isEqualTo(to(ip("10.0.0.77"), 4011));
    }

    @Test
    void row9SourceWithoutAddressIsAnsweredByBroadcast() {
        assertThat(of(message(DhcpMessageType.REQUEST), DhcpMessageType.ACK, Ip4.ANY, Ip4.ANY, pxe(Ip4.ANY, 68)))
                .isEqualTo(toWithFlag(Ip4.BROADCAST, 68));
    }

    @Test
    void row9RelayComesFirst() {
        assertThat(of(relayedMessage(DhcpMessageType.REQUEST), DhcpMessageType.ACK, CLIENT, Ip4.ANY, pxe(RELAY, 4011)))
                .isEqualTo(to(RELAY, 67));
    }

    @Test
    void bootItemsAreAnsweredToTheSourceOnPort67Too() {
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST, Lab.BIOS)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.bootItem(PxeBootItem.of(PxeBootServerType.of(0x8000))));

        assertThat(of(request, DhcpMessageType.ACK, Ip4.ANY, Ip4.ANY, unicast(CLIENT)))
                .isEqualTo(to(CLIENT, 68));
        assertThat(of(request, DhcpMessageType.ACK, Ip4.ANY, Ip4.ANY, BROADCAST))
                .isEqualTo(toWithFlag(Ip4.BROADCAST, 68));
    }
}
