package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.BIOS;
import static io.pxe4j.dhcp.engine.Lab.BROADCAST;
import static io.pxe4j.dhcp.engine.Lab.SERVER;
import static io.pxe4j.dhcp.engine.Lab.UEFI;
import static io.pxe4j.dhcp.engine.Lab.answer;
import static io.pxe4j.dhcp.engine.Lab.drop;
import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.Lab.ipxe;
import static io.pxe4j.dhcp.engine.Lab.message;
import static io.pxe4j.dhcp.engine.Lab.packet;
import static io.pxe4j.dhcp.engine.Lab.pxe;
import static io.pxe4j.dhcp.engine.Lab.relayed;
import static io.pxe4j.dhcp.engine.Lab.reply;
import static io.pxe4j.dhcp.engine.Lab.unicast;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults that other boot servers had with real clients, relays and neighbours, in whom they answered, where and when: one test each, with
 * the symptom as its name. Those about what replies hold are in {@link InteropTest}.
 */
class InteropDeliveryTest {
    private static final Ip4 CLIENT = ip("10.0.0.50");
    private static final Ip4 RELAY = ip("10.0.0.254");
    private static final Ip4 FAR_RELAY = ip("10.8.0.254");
    private static final Ip4 FAR_CLIENT = ip("10.8.0.50");

    private final Lab lab = new Lab();
    private final BootPolicy policy = BootPolicy.of(client -> BootOffer.file("ipxe.efi"));
    private final ProxyDhcp proxy = ProxyDhcp.builder().policy(policy).build(lab.context());
    private final DhcpLeasing leasing = DhcpLeasing.builder()
            .pool(AddressPool.of("10.0.0.50-10.0.0.99"))
            .policy(policy)
            .build(lab.context());

    @Test
    @DisplayName("13: broadcast flag not copied: the relay unicasts and the client is deaf")
    void relayedRepliesKeepTheBroadcastFlag() {
        DhcpPacketWriter request =
                message(DhcpMessageType.DISCOVER, UEFI).giaddr(RELAY).broadcast(true);

        assertThat(answer(leasing, request, relayed(RELAY, 67)).isBroadcast()).isTrue();
        assertThat(answer(proxy, request, relayed(RELAY, 67)).isBroadcast()).isTrue();
        assertThat(answer(leasing, request.broadcast(false), relayed(RELAY, 67)).isBroadcast())
                .isFalse();
        // without an address in it a proxy's offer cannot be unicast at all
        assertThat(answer(proxy, request.broadcast(false), relayed(RELAY, 67)).isBroadcast())
                .isTrue();
    }

    @Test
    @DisplayName("14: proxy broadcasts where it should answer the relay")
    void proxyAnswersTheRelayAndNotEverybody() {
        DhcpPacketWriter request = message(DhcpMessageType.DISCOVER, UEFI).giaddr(FAR_RELAY);

        ReplyDestination to = reply(proxy, request, relayed(FAR_RELAY, 1067)).destination();
        assertThat(to.address()).isEqualTo(FAR_RELAY);
        assertThat(to.port()).isEqualTo(67);
    }

    @Test
    @DisplayName("15: 82 not echoed: the relay drops the reply")
    void relayInformationComesBackVerbatimAndLast() {
        DhcpPacketWriter request =
                message(DhcpMessageType.DISCOVER, UEFI).giaddr(RELAY).raw(82, (byte) 1, (byte) 9, (byte) 1);
        for (DhcpEngine engine : List.of(proxy, leasing)) {
            DhcpPacket offer = answer(engine, request, relayed(RELAY, 67));
            assertThat(ByteBufUtil.hexDump(offer.raw(82))).isEqualTo("010901");
            assertThat(offer.codes()).last().isEqualTo(82);
        }
        // of a switch that inserts it without being a relay
        assertThat(answer(proxy, request.giaddr(Ip4.ANY), BROADCAST).has(DhcpOption.RELAY_AGENT_INFORMATION))
                .isTrue();
    }

    @Test
    @DisplayName("16: instant reply is lost by a ROM that is not listening yet")
    void repliesToSomeClientsAreHeldBack() {
        ProxyDhcp patient = ProxyDhcp.builder()
                .policy(policy)
                .delay(client -> client.kind() == BootClient.Kind.PXE_ROM, Duration.ofMillis(300))
                .build(lab.context());

        assertThat(reply(patient, message(DhcpMessageType.DISCOVER, BIOS), BROADCAST)
                        .delay())
                .isEqualTo(Duration.ofMillis(300));
        assertThat(reply(patient, message(DhcpMessageType.REQUEST, BIOS).ciaddr(CLIENT), pxe(CLIENT, 4011))
                        .delay())
                .isEqualTo(Duration.ofMillis(300));
        assertThat(reply(patient, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                        .delay())
                .isZero();
        assertThat(reply(proxy, message(DhcpMessageType.DISCOVER, BIOS), BROADCAST)
                        .delay())
                .isZero();
    }

    @Test
    @DisplayName("17: another 61 in each stage: several leases for one machine, and the pool is empty")
    void identifiersThatChangeByStageDoNotEatThePool() {
        Ip4 rom = answer(leasing, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                .yiaddr();
        Ip4 second = answer(
                        leasing,
                        message(DhcpMessageType.DISCOVER, UEFI)
                                .set(DhcpOption.CLIENT_IDENTIFIER, ClientIdentifier.of(Lab.MAC)),
                        BROADCAST)
                .yiaddr();
        Ip4 kernel = answer(
                        leasing,
                        message(DhcpMessageType.DISCOVER)
                                .set(
                                        DhcpOption.CLIENT_IDENTIFIER,
                                        ClientIdentifier.of(7, new byte[] {0, 1, 2, 3, 4, 5, 6, 7})),
                        BROADCAST)
                .yiaddr();

        assertThat(List.of(second, kernel)).containsOnly(rom);
    }

    @Test
    @DisplayName("21: client sets ciaddr in DISCOVER, where it cannot be reached yet")
    void addressInADiscoverIsNotSentBackByTheProxy() {
        DhcpReply reply = reply(proxy, message(DhcpMessageType.DISCOVER, UEFI).ciaddr(CLIENT), BROADCAST);

        assertThat(Lab.packet(reply.message()).ciaddr()).isEqualTo(Ip4.ANY);
        assertThat(reply.destination().address()).isEqualTo(Ip4.BROADCAST);
    }

    @Test
    @DisplayName("22: REQUEST with neither 50 nor ciaddr, DECLINE and RELEASE without 54")
    void requestsThatNameNothingAreTolerated() {
        for (DhcpMessageType type :
                List.of(DhcpMessageType.REQUEST, DhcpMessageType.DECLINE, DhcpMessageType.RELEASE)) {
            assertThat(Lab.outcome(leasing, message(type), BROADCAST)).isInstanceOf(DhcpDrop.class);
            assertThat(drop(proxy, message(type), BROADCAST)).isEqualTo(DropReason.ADDRESS_SERVERS_BUSINESS);
        }
        Ip4 offered =
                answer(leasing, message(DhcpMessageType.DISCOVER), BROADCAST).yiaddr();
        DhcpPacketWriter takes = message(DhcpMessageType.REQUEST)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                .set(DhcpOption.REQUESTED_ADDRESS, offered);
        assertThat(answer(leasing, takes, BROADCAST).yiaddr()).isEqualTo(offered);
        assertThat(drop(leasing, message(DhcpMessageType.RELEASE).ciaddr(offered), unicast(offered)))
                .isEqualTo(DropReason.RELEASED);
    }

    @Test
    @DisplayName("23: answer from 4011 sent to port 68: EDK2 listens on 4011, iPXE on 68")
    void bootServerRepliesToThePortThatAsked() {
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT);

        for (int port : List.of(4011, 68, 31337)) {
            assertThat(reply(proxy, request, pxe(CLIENT, port)).destination())
                    .isEqualTo(new ReplyDestination(CLIENT, port, false));
        }
    }

    @Test
    @DisplayName("24: answer from 4011 names another address of the server than the one asked")
    void serverIdentifierIsTheAddressThatTheClientUsed() {
        DhcpArrival second = new DhcpArrival("br0", ip("10.0.0.2"), 24, ServerPort.PXE, CLIENT, 4011, false);
        DhcpPacket ack = answer(proxy, message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT), second);

        assertThat(ack.get(DhcpOption.SERVER_IDENTIFIER)).contains(ip("10.0.0.2"));
        assertThat(ack.siaddr()).isEqualTo(ip("10.0.0.2"));
        assertThat(ack.yiaddr()).isEqualTo(Ip4.ANY);
    }

    @ParameterizedTest
    @DisplayName("25: only x86 is answered on 4011")
    @ValueSource(ints = {0, 6, 7, 9, 10, 11, 12, 27, 39, 41, 0x1234, 0xffff})
    void everyArchitectureIsAnsweredOn4011(int architecture) {
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST)
                .set(DhcpOption.VENDOR_CLASS, VendorClass.of("PXEClient"))
                .set(DhcpOption.CLIENT_ARCHITECTURE, List.of(ClientArchitecture.of(architecture)))
                .ciaddr(CLIENT);

        assertThat(answer(proxy, request, pxe(CLIENT, 4011)).file()).isEqualTo("ipxe.efi");
    }

    @Test
    @DisplayName("26: proxy acknowledges REQUESTs on port 67 that were meant for the address server")
    void plainRequestsOnPort67BelongToTheAddressServer() {
        for (DhcpMessageType type : List.of(DhcpMessageType.REQUEST, DhcpMessageType.INFORM)) {
            assertThat(drop(proxy, message(type, UEFI), BROADCAST)).isEqualTo(DropReason.ADDRESS_SERVERS_BUSINESS);
            assertThat(drop(proxy, ipxe(type), BROADCAST)).isEqualTo(DropReason.ADDRESS_SERVERS_BUSINESS);
        }
    }

    @Test
    @DisplayName("28: proxy in another segment: relays forward DISCOVER, but not port 4011")
    void clientsBehindARelayNeedNo4011AndReachItDirectly() {
        DhcpPacketWriter discover = message(DhcpMessageType.DISCOVER, UEFI).giaddr(FAR_RELAY);
        // direct style: all is in the relayed offer
        DhcpPacket offer = answer(proxy, discover, relayed(FAR_RELAY, 67));
        assertThat(Firmware.edk2Objects(packet(discover), offer)).isEmpty();

        // redirected: the offer names this server, and a unicast from the far network is answered there
        ProxyDhcp redirect = ProxyDhcp.builder()
                .policy(policy)
                .style(OfferStyle.REDIRECT)
                .relays(Ip4Network.of("10.8.0.0/24"))
                .clients(Ip4Network.of("10.0.0.0/24"), Ip4Network.of("10.8.0.0/24"))
                .build(lab.context());
        assertThat(answer(redirect, discover, relayed(FAR_RELAY, 67)).siaddr()).isEqualTo(SERVER);
        DhcpReply ack =
                reply(redirect, message(DhcpMessageType.REQUEST, UEFI).ciaddr(FAR_CLIENT), pxe(FAR_CLIENT, 4011));
        assertThat(ack.destination()).isEqualTo(new ReplyDestination(FAR_CLIENT, 4011, false));
    }

    @Test
    @DisplayName("29: port 67 is taken by the DHCP server of the same machine")
    void port4011AloneBootsWhomTheDhcpServerSendsThere() {
        // That server sends 60=PXEClient without 43 and siaddr = this machine: EDK2 then asks port 4011 of it.
        DhcpPacket ack = answer(proxy, message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT), pxe(CLIENT, 4011));

        // what Intel's base code demands of that answer
        assertThat(ack.is(DhcpMessageType.ACK)).isTrue();
        assertThat(ack.get(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
        assertThat(ack.yiaddr()).isEqualTo(Ip4.ANY);
        assertThat(ack.file()).isEqualTo("ipxe.efi");
        assertThat(ack.siaddr()).isEqualTo(SERVER);
    }

    @Test
    @DisplayName("34: broadcast leaves by the wrong interface of a machine with several")
    void answersSpeakForTheInterfaceWhereTheRequestCameIn() {
        DhcpArrival other = new DhcpArrival("br1", ip("192.168.7.1"), 24, ServerPort.DHCP, Ip4.ANY, 68, true);
        DhcpReply reply = reply(proxy, message(DhcpMessageType.DISCOVER, UEFI), other);
        DhcpPacket offer = Lab.packet(reply.message());

        assertThat(reply.destination().address()).isEqualTo(Ip4.BROADCAST);
        assertThat(offer.get(DhcpOption.SERVER_IDENTIFIER)).contains(ip("192.168.7.1"));
        assertThat(offer.siaddr()).isEqualTo(ip("192.168.7.1"));
        assertThat(answer(proxy, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                        .siaddr())
                .isEqualTo(SERVER);
    }

    @Test
    @DisplayName("36: the site's DHCP server sends 60=PXEClient without 43, and no proxy can repair it")
    void straySayingOfTheAddressServerIsDiagnosed() {
        DhcpPacketWriter stray = DhcpPacketWriter.replyTo(
                        packet(message(DhcpMessageType.DISCOVER, UEFI)), DhcpMessageType.OFFER)
                .yiaddr(CLIENT)
                .set(DhcpOption.SERVER_IDENTIFIER, ip("10.0.0.2"))
                .set(DhcpOption.SUBNET_MASK, ip("255.255.255.0"))
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT);

        OfferDiagnosis diagnosis = OfferDiagnosis.of(packet(stray));

        assertThat(diagnosis.faults()).containsExactly(OfferFault.PXE_CLIENT_WITHOUT_OPTIONS);
        assertThat(diagnosis.toString())
                .startsWith("OFFER of 10.0.0.2 to 52:54:00:00:00:01 says PXEClient (option 60) beside an address")
                .endsWith("take option 60 away from it");
        assertThat(OfferDiagnosis.of(packet(stray.set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.directBoot())
                                .bootFile("x")
                                .nextServer(ip("10.0.0.2"))))
                        .isHealthy())
                .isTrue();
    }
}
