package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.ClientLab.ADDRESS;
import static io.pxe4j.dhcp.engine.ClientLab.OTHER_SERVER;
import static io.pxe4j.dhcp.engine.ClientLab.SERVER;
import static io.pxe4j.dhcp.engine.ClientLab.ack;
import static io.pxe4j.dhcp.engine.ClientLab.isDone;
import static io.pxe4j.dhcp.engine.ClientLab.lease;
import static io.pxe4j.dhcp.engine.ClientLab.now;
import static io.pxe4j.dhcp.engine.ClientLab.offer;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.ALREADY_CHOSEN;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.BAD_ADDRESS;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.DUPLICATE;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.MALFORMED;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.NOT_AWAITED;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.NOT_A_REPLY;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.NOT_RAPID_COMMIT;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.NO_ADDRESS;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.NO_LEASE_TIME;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.NO_MESSAGE_TYPE;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.NO_SERVER_IDENTIFIER;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.OTHER_ADDRESS;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.OTHER_CLIENT;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.OTHER_CLIENT_IDENTIFIER;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.OTHER_EXCHANGE;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.TOO_MANY;
import static io.pxe4j.dhcp.engine.ClientRefusalReason.UNEXPECTED_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.ClientLab.Sent;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that a client must not take, each with its reason; after all of them a good one still counts. */
class ClientRefusalTest {
    private final ClientLab lab = ClientLab.create();
    private final CompletionStage<ClientLease> stage = lab.client.acquire();
    private final Sent discover = lab.next();

    private void assertStillTakesAGoodOffer() {
        assertThat(isDone(stage)).isFalse();
        assertThat(lab.sent).isEmpty();
        lab.receive(offer(discover, SERVER, ADDRESS));
        lab.receive(ack(lab.next(DhcpMessageType.REQUEST), SERVER, ADDRESS));
        assertThat(now(stage).address()).isEqualTo(ADDRESS);
    }

    private static DhcpPacketWriter writer(Sent to, DhcpMessageType type) {
        return DhcpPacketWriter.replyTo(to.packet(), type);
    }

    @Test
    void anotherExchange() {
        assertThat(lab.refusal(
                        offer(discover, SERVER, ADDRESS).xid(discover.packet().xid() + 1)))
                .isEqualTo(OTHER_EXCHANGE);
        assertThat(lab.refusals.get(0).detail())
                .isEqualTo(String.format(
                        "%08x, not %08x",
                        discover.packet().xid() + 1, discover.packet().xid()));
        assertStillTakesAGoodOffer();
    }

    @Test
    void anotherClient() {
        DhcpPacketWriter other = DhcpPacketWriter.replyTo(
                        Lab.packet(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, Lab.OTHER_MAC)
                                .xid(discover.packet().xid())),
                        DhcpMessageType.OFFER)
                .yiaddr(ADDRESS);

        assertThat(lab.refusal(other)).isEqualTo(OTHER_CLIENT);
        assertThat(lab.refusals.get(0)).hasToString("for another hardware address (chaddr): 52:54:00:00:00:02");
        assertStillTakesAGoodOffer();
    }

    // RFC 6842 §3: an echoed identifier that is not the client's means somebody else's answer.
    @Test
    void anotherClientIdentifier() {
        ClientIdentifier own = ClientIdentifier.of(0, (byte) 1);
        ClientLab named =
                new ClientLab(ClientSettings.of(ClientIdentity.of(Lab.MAC).with(DhcpOption.CLIENT_IDENTIFIER, own)));
        CompletionStage<ClientLease> named61 = named.client.acquire();
        Sent asked = named.next();
        DhcpPacketWriter foreign =
                offer(asked, SERVER, ADDRESS).set(DhcpOption.CLIENT_IDENTIFIER, ClientIdentifier.of(0, (byte) 2));

        assertThat(named.refusal(foreign)).isEqualTo(OTHER_CLIENT_IDENTIFIER);
        // Servers from before RFC 6842 echo none.
        named.receive(offer(asked, SERVER, ADDRESS).remove(DhcpOption.CLIENT_IDENTIFIER));
        named.receive(ack(named.next(), SERVER, ADDRESS));
        assertThat(now(named61).address()).isEqualTo(ADDRESS);
    }

    @Test
    void aRequestOfAnotherClient() {
        assertThat(lab.refusal(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, Lab.MAC)
                        .xid(discover.packet().xid())))
                .isEqualTo(NOT_A_REPLY);
        assertStillTakesAGoodOffer();
    }

    @Test
    void bootp() {
        assertThat(lab.refusal(offer(discover, SERVER, ADDRESS).remove(DhcpOption.MESSAGE_TYPE)))
                .isEqualTo(NO_MESSAGE_TYPE);
        assertStillTakesAGoodOffer();
    }

    @Test
    void truncatedPackets() {
        ByteBuf whole = offer(discover, SERVER, ADDRESS).encode(Lab.ALLOCATOR);
        for (int length = 0; length < 243; length++) {
            lab.client.receive(whole.slice(0, length), SERVER, 67);
        }
        whole.release();

        assertThat(lab.refusals)
                .extracting(ClientRefusal::reason)
                .containsOnly(MALFORMED, NO_MESSAGE_TYPE)
                .hasSize(243);
        assertThat(lab.refusals.get(7)).asString().startsWith("not a DHCP packet: 7 octets are no header");
        assertStillTakesAGoodOffer();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 6, 7, 8, 9, 13, 99})
    void messageTypesThatAnswerNoDiscover(int type) {
        assertThat(lab.refusal(lease(discover, DhcpMessageType.of(type), SERVER, ADDRESS)))
                .isEqualTo(UNEXPECTED_TYPE);
        assertStillTakesAGoodOffer();
    }

    @Test
    void anAckToADiscoverThatDidNotAskForOne() {
        assertThat(lab.refusal(ack(discover, SERVER, ADDRESS).set(DhcpOption.RAPID_COMMIT, true)))
                .isEqualTo(NOT_RAPID_COMMIT);
        assertStillTakesAGoodOffer();
    }

    @ParameterizedTest
    @ValueSource(strings = {"255.255.255.255", "0.0.0.5", "224.0.0.1", "240.0.0.1", "127.0.0.1", "10.0.0.1"})
    void addressesThatNoClientCanHave(String address) {
        assertThat(lab.refusal(offer(discover, SERVER, Ip4.of(address)))).isEqualTo(BAD_ADDRESS);
        assertThat(lab.refusals.get(0).detail()).isEqualTo(address);
        assertStillTakesAGoodOffer();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, 255.255.255.0, BAD_ADDRESS",
        "10.0.0.255, 255.255.255.0, BAD_ADDRESS",
        "10.0.0.3, 255.255.255.252, BAD_ADDRESS",
        "10.0.0.4, 255.255.255.252, BAD_ADDRESS",
        "10.0.0.50, 255.0.255.0, BAD_MASK",
        "10.0.0.50, 0.0.0.255, BAD_MASK",
    })
    void addressesAndMasksThatDoNotGoTogether(String address, String mask, ClientRefusalReason reason) {
        assertThat(lab.refusal(offer(discover, SERVER, Ip4.of(address)).set(DhcpOption.SUBNET_MASK, Ip4.of(mask))))
                .isEqualTo(reason);
        assertStillTakesAGoodOffer();
    }

    // RFC 3021 has networks of two hosts, and a mask of 32 bits is a host route; a mask may be missing.
    @ParameterizedTest
    @CsvSource({
        "10.0.0.2, 255.255.255.254",
        "10.0.0.3, 255.255.255.254",
        "10.0.0.3, 255.255.255.255",
        "10.0.1.0, 255.255.0.0"
    })
    void smallNetworksAreGood(String address, String mask) {
        lab.receive(offer(discover, SERVER, Ip4.of(address)).set(DhcpOption.SUBNET_MASK, Ip4.of(mask)));

        assertThat(lab.refusals).isEmpty();
        lab.next(DhcpMessageType.REQUEST);
    }

    @Test
    void aMaskMayBeMissing() {
        lab.receive(offer(discover, SERVER, ADDRESS).remove(DhcpOption.SUBNET_MASK));

        lab.next(DhcpMessageType.REQUEST);
    }

    @Test
    void noAddressAndNoBootInformation() {
        assertThat(lab.refusal(offer(discover, SERVER, Ip4.ANY))).isEqualTo(NO_ADDRESS);
        assertStillTakesAGoodOffer();
    }

    @Test
    void aProxyOfferIsKeptButNotChosen() {
        lab.receive(offer(discover, OTHER_SERVER, Ip4.ANY).set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT));
        assertThat(lab.refusals).isEmpty();
        assertThat(lab.refusal(
                        writer(discover, DhcpMessageType.OFFER).set(DhcpOption.VENDOR_CLASS, VendorClass.HTTP_CLIENT)))
                .isEqualTo(NO_SERVER_IDENTIFIER);
        assertStillTakesAGoodOffer();
    }

    @Test
    void noServerIdentifierOrAnImpossibleOne() {
        assertThat(lab.refusal(offer(discover, SERVER, ADDRESS).remove(DhcpOption.SERVER_IDENTIFIER)))
                .isEqualTo(NO_SERVER_IDENTIFIER);
        assertThat(lab.refusal(offer(discover, Ip4.ANY, ADDRESS))).isEqualTo(NO_SERVER_IDENTIFIER);
        assertThat(lab.refusal(offer(discover, Ip4.BROADCAST, ADDRESS))).isEqualTo(NO_SERVER_IDENTIFIER);
        assertThat(lab.refusals.get(2).detail()).isEqualTo("255.255.255.255");
        assertStillTakesAGoodOffer();
    }

    @Test
    void noLeaseTime() {
        assertThat(lab.refusal(offer(discover, SERVER, ADDRESS).remove(DhcpOption.LEASE_TIME)))
                .isEqualTo(NO_LEASE_TIME);
        assertThat(lab.refusal(offer(discover, SERVER, ADDRESS).set(DhcpOption.LEASE_TIME, Duration.ZERO)))
                .isEqualTo(NO_LEASE_TIME);
        assertStillTakesAGoodOffer();
    }

    @Test
    void anAcknowledgementOfAnotherAddressOrOfNone() {
        lab.receive(offer(discover, SERVER, ADDRESS));
        Sent request = lab.next();

        assertThat(lab.refusal(ack(request, SERVER, Lab.ip("10.0.0.99")))).isEqualTo(OTHER_ADDRESS);
        assertThat(lab.refusals.get(0).detail()).isEqualTo("10.0.0.99, not 10.0.0.50");
        assertThat(lab.refusal(ack(request, SERVER, Ip4.ANY))).isEqualTo(BAD_ADDRESS);
        assertThat(lab.refusal(ack(request, SERVER, ADDRESS).remove(DhcpOption.LEASE_TIME)))
                .isEqualTo(NO_LEASE_TIME);
        assertThat(lab.refusal(ack(request, SERVER, ADDRESS).remove(DhcpOption.SERVER_IDENTIFIER)))
                .isEqualTo(NO_SERVER_IDENTIFIER);
        assertThat(lab.refusal(writer(request, DhcpMessageType.NAK))).isEqualTo(NO_SERVER_IDENTIFIER);
        assertThat(lab.refusal(writer(request, DhcpMessageType.FORCERENEW))).isEqualTo(UNEXPECTED_TYPE);
        assertThat(lab.refusal(offer(discover, OTHER_SERVER, ADDRESS))).isEqualTo(ALREADY_CHOSEN);
        assertThat(lab.refusals.get(6).detail()).isEqualTo("10.0.0.2");
        assertThat(isDone(stage)).isFalse();
        lab.receive(ack(request, SERVER, ADDRESS));
        assertThat(now(stage).address()).isEqualTo(ADDRESS);
    }

    @Test
    void anythingWhileNothingIsAwaited() {
        lab.receive(offer(discover, SERVER, ADDRESS));
        Sent request = lab.next();
        lab.receive(ack(request, SERVER, ADDRESS));

        assertThat(lab.refusal(ClientLab.nak(request, SERVER))).isEqualTo(NOT_AWAITED);
        assertThat(lab.refusals.get(0)).hasToString("no answer is awaited");
        assertThat(lab.client.lease()).isPresent();
    }

    @Test
    void theSameOfferAgainAndTooManyOffers() {
        ClientLab collecting = ClientLab.create();
        CompletionStage<ClientOffers> offers = collecting.client.discover(all -> false);
        Sent asked = collecting.next();
        for (int i = 1; i <= 16; i++) {
            collecting.receive(offer(asked, Lab.ip("10.0.0." + i), ADDRESS));
            assertThat(collecting.refusal(offer(asked, Lab.ip("10.0.0." + i), ADDRESS)))
                    .isEqualTo(DUPLICATE);
        }
        assertThat(collecting.refusal(offer(asked, Lab.ip("10.0.0.17"), ADDRESS)))
                .isEqualTo(TOO_MANY);
        collecting.advance(Duration.ofSeconds(4));

        assertThat(now(offers).all()).hasSize(16);
    }

    @Test
    void twoOffersOfOneServerForTwoAddressesAreTwo() {
        ClientLab collecting = ClientLab.create();
        collecting.client.discover(all -> false);
        Sent asked = collecting.next();
        collecting.receive(offer(asked, SERVER, ADDRESS));
        collecting.receive(offer(asked, SERVER, Lab.ip("10.0.0.51")));

        assertThat(collecting.refusals).isEmpty();
    }

    // Loopback serves tests, and nothing else may lease from its network.
    @Test
    void loopbackMayLeaseLoopback() {
        lab.receive(offer(discover, Lab.ip("127.0.0.1"), Lab.ip("127.0.0.50")), Lab.ip("127.0.0.1"), 4067);

        assertThat(lab.refusals).isEmpty();
        assertThat(lab.next(DhcpMessageType.REQUEST).packet().get(DhcpOption.REQUESTED_ADDRESS))
                .contains(Lab.ip("127.0.0.50"));
    }

    @Test
    void anEmptyDatagramIsNoPacket() {
        lab.client.receive(Unpooled.EMPTY_BUFFER, SERVER, 67);

        assertThat(lab.refusals).extracting(ClientRefusal::reason).containsExactly(MALFORMED);
        assertThat(lab.refusals.get(0).detail()).endsWith("at offset 0");
    }
}
