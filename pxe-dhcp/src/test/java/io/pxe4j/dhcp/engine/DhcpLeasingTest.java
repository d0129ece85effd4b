package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.BIOS;
import static io.pxe4j.dhcp.engine.Lab.BROADCAST;
import static io.pxe4j.dhcp.engine.Lab.HTTP;
import static io.pxe4j.dhcp.engine.Lab.MAC;
import static io.pxe4j.dhcp.engine.Lab.OTHER_MAC;
import static io.pxe4j.dhcp.engine.Lab.SERVER;
import static io.pxe4j.dhcp.engine.Lab.UEFI;
import static io.pxe4j.dhcp.engine.Lab.answer;
import static io.pxe4j.dhcp.engine.Lab.drop;
import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.Lab.ipxe;
import static io.pxe4j.dhcp.engine.Lab.message;
import static io.pxe4j.dhcp.engine.Lab.relayed;
import static io.pxe4j.dhcp.engine.Lab.reply;
import static io.pxe4j.dhcp.engine.Lab.unicast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.IpxeOption;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeDiscoveryControl;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DhcpLeasingTest {
    private static final Ip4 RELAY = ip("10.0.0.254");
    private static final Ip4 OTHER_SERVER = ip("10.0.0.2");

    private final Lab lab = new Lab();
    private final InMemoryLeaseStore store = InMemoryLeaseStore.create();

    private DhcpLeasingBuilder builder() {
        return DhcpLeasing.builder().pool(AddressPool.of("10.0.0.50-10.0.0.99")).store(store);
    }

    private final DhcpLeasing leasing = builder().build(lab.context());

    private static DhcpPacketWriter from(HardwareAddress mac, DhcpMessageType type) {
        return DhcpPacketWriter.request(type, mac).xid(1);
    }

    private static DhcpPacketWriter select(HardwareAddress mac, Ip4 address) {
        return from(mac, DhcpMessageType.REQUEST)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                .set(DhcpOption.REQUESTED_ADDRESS, address);
    }

    private static DhcpPacketWriter initReboot(HardwareAddress mac, Ip4 address) {
        return from(mac, DhcpMessageType.REQUEST).set(DhcpOption.REQUESTED_ADDRESS, address);
    }

    private static DhcpPacketWriter renew(HardwareAddress mac, Ip4 address) {
        return from(mac, DhcpMessageType.REQUEST).ciaddr(address);
    }

    private static DhcpPacketWriter decline(HardwareAddress mac, Ip4 address) {
        return from(mac, DhcpMessageType.DECLINE)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                .set(DhcpOption.REQUESTED_ADDRESS, address);
    }

    private static DhcpPacketWriter release(HardwareAddress mac, Ip4 address) {
        return from(mac, DhcpMessageType.RELEASE)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                .ciaddr(address);
    }

    private static Ip4 offered(DhcpLeasing leasing, HardwareAddress mac) {
        return answer(leasing, from(mac, DhcpMessageType.DISCOVER), BROADCAST).yiaddr();
    }

    private static Ip4 leased(DhcpLeasing leasing, HardwareAddress mac) {
        Ip4 address = offered(leasing, mac);
        DhcpPacket ack = answer(leasing, select(mac, address), BROADCAST);
        assertThat(ack.messageType()).contains(DhcpMessageType.ACK);
        return address;
    }

    private static HardwareAddress mac(int number) {
        return HardwareAddress.of(1, (byte) 2, (byte) 0, (byte) 0, (byte) 0, (byte) (number >> 8), (byte) number);
    }

    private static DhcpMessageType type(DhcpPacket packet) {
        return packet.messageType().orElseThrow();
    }

    // DISCOVER

    @Test
    void offerHoldsAnAddressOfThePoolItsMaskAndTimes() {
        DhcpReply reply = reply(leasing, message(DhcpMessageType.DISCOVER), BROADCAST);
        DhcpPacket offer = Lab.packet(reply.message());

        assertThat(type(offer)).isEqualTo(DhcpMessageType.OFFER);
        assertThat(AddressPool.of("10.0.0.50-10.0.0.99").contains(offer.yiaddr()))
                .isTrue();
        assertThat(offer.ciaddr()).isEqualTo(Ip4.ANY);
        assertThat(offer.get(DhcpOption.SERVER_IDENTIFIER)).contains(SERVER);
        assertThat(offer.get(DhcpOption.SUBNET_MASK)).contains(ip("255.255.255.0"));
        assertThat(offer.get(DhcpOption.BROADCAST_ADDRESS)).contains(ip("10.0.0.255"));
        assertThat(offer.get(DhcpOption.LEASE_TIME)).contains(Duration.ofHours(1));
        assertThat(offer.get(DhcpOption.RENEWAL_TIME)).contains(Duration.ofMinutes(30));
        assertThat(offer.get(DhcpOption.REBINDING_TIME)).contains(Duration.ofSeconds(3150));
        assertThat(reply.destination()).isEqualTo(new ReplyDestination(Ip4.BROADCAST, 68, false));
    }

    @Test
    void addressInADiscoverIsBelievedOnlyFromThisNetwork() {
        Ip4 here = ip("10.0.0.200");
        assertThat(reply(leasing, message(DhcpMessageType.DISCOVER).ciaddr(here), unicast(here))
                        .destination())
                .isEqualTo(new ReplyDestination(here, 68, false));
        assertThat(reply(leasing, message(DhcpMessageType.DISCOVER).ciaddr(ip("192.0.2.1")), BROADCAST)
                        .destination()
                        .address())
                .isEqualTo(Ip4.BROADCAST);
    }

    @Test
    void offersAreNotWrittenToTheStore() {
        offered(leasing, MAC);

        assertThat(store.size()).isZero();
    }

    @Test
    void sameClientIsOfferedTheSameAddressAgain() {
        assertThat(offered(leasing, MAC)).isEqualTo(offered(leasing, MAC));
    }

    @Test
    void heldOfferGoesToNobodyElse() {
        Ip4 first = offered(leasing, MAC);
        DhcpPacket other = answer(
                leasing, from(OTHER_MAC, DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, first), BROADCAST);

        assertThat(other.yiaddr()).isNotEqualTo(first);
    }

    @Test
    void forgottenOfferIsFreeAgain() {
        DhcpLeasing one = builder().pool(AddressPool.of("10.0.0.50-10.0.0.50")).build(lab.context());
        Ip4 address = offered(one, MAC);
        assertThat(drop(one, from(OTHER_MAC, DhcpMessageType.DISCOVER), BROADCAST))
                .isEqualTo(DropReason.POOL_EXHAUSTED);

        lab.advance(Duration.ofSeconds(61));

        assertThat(offered(one, OTHER_MAC)).isEqualTo(address);
    }

    @Test
    void rememberedOffersAreBounded() {
        DhcpLeasing few = builder().maxOffers(2).build(lab.context());
        Ip4 first = offered(few, mac(1));
        offered(few, mac(2));
        offered(few, mac(3));

        DhcpPacket asking =
                answer(few, from(mac(4), DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, first), BROADCAST);
        assertThat(asking.yiaddr()).isEqualTo(first);
    }

    @Test
    void leaseComesBeforeWhatTheClientAsksFor() {
        Ip4 address = leased(leasing, MAC);

        DhcpPacket offer = answer(
                leasing,
                from(MAC, DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, ip("10.0.0.98")),
                BROADCAST);

        assertThat(offer.yiaddr()).isEqualTo(address);
    }

    @Test
    void freeAddressThatTheClientAsksForIsOffered() {
        DhcpPacket offer = answer(
                leasing,
                from(MAC, DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, ip("10.0.0.98")),
                BROADCAST);

        assertThat(offer.yiaddr()).isEqualTo(ip("10.0.0.98"));
    }

    @Test
    void addressOutsideThePoolIsNotOffered() {
        for (String wish : List.of("10.0.0.1", "10.0.0.7", "10.0.9.9", "255.255.255.255", "0.0.0.0")) {
            DhcpPacket offer = answer(
                    leasing,
                    from(MAC, DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, ip(wish)),
                    BROADCAST);
            assertThat(AddressPool.of("10.0.0.50-10.0.0.99").contains(offer.yiaddr()))
                    .isTrue();
        }
    }

    @Test
    void poolGivesEachAddressOnceAndSaysWhenItIsEmpty() {
        Set<Ip4> addresses = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            addresses.add(leased(leasing, mac(i)));
        }

        assertThat(addresses).hasSize(50);
        assertThat(drop(leasing, from(mac(99), DhcpMessageType.DISCOVER), BROADCAST))
                .isEqualTo(DropReason.POOL_EXHAUSTED);
    }

    @Test
    void poolLeavesOutTheServerAndTheNetworksEnds() {
        DhcpLeasing all = builder().pool(AddressPool.of("10.0.0.0-10.0.0.255")).build(lab.context());
        Set<Ip4> addresses = new HashSet<>();
        for (int i = 0; i < 253; i++) {
            addresses.add(leased(all, mac(i)));
        }

        assertThat(addresses).hasSize(253).doesNotContain(SERVER, ip("10.0.0.0"), ip("10.0.0.255"));
        assertThat(drop(all, from(mac(999), DhcpMessageType.DISCOVER), BROADCAST))
                .isEqualTo(DropReason.POOL_EXHAUSTED);
    }

    @Test
    void endedLeaseIsGivenToAnotherClient() {
        DhcpLeasing one = builder().pool(AddressPool.of("10.0.0.50-10.0.0.50")).build(lab.context());
        Ip4 address = leased(one, MAC);
        lab.advance(Duration.ofMinutes(61));

        assertThat(leased(one, OTHER_MAC)).isEqualTo(address);
        assertThat(drop(one, renew(MAC, address), unicast(address))).isEqualTo(DropReason.UNKNOWN_CLIENT);
    }

    @Test
    void clientComesBackToItsEndedLease() {
        Ip4 address = leased(leasing, MAC);
        lab.advance(Duration.ofDays(30));

        assertThat(offered(leasing, MAC)).isEqualTo(address);
    }

    @Test
    void reservedAddressIsForItsClientOnly() {
        Ip4 inPool = ip("10.0.0.50");
        DhcpLeasing reserving = builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.51"))
                .reserve(MAC, inPool)
                .reserve(mac(7), ip("10.0.0.7"))
                .build(lab.context());

        assertThat(leased(reserving, OTHER_MAC)).isEqualTo(ip("10.0.0.51"));
        assertThat(drop(reserving, from(mac(3), DhcpMessageType.DISCOVER), BROADCAST))
                .isEqualTo(DropReason.POOL_EXHAUSTED);
        assertThat(type(answer(reserving, select(mac(3), inPool), BROADCAST))).isEqualTo(DhcpMessageType.NAK);
        assertThat(leased(reserving, MAC)).isEqualTo(inPool);
        assertThat(leased(reserving, mac(7))).isEqualTo(ip("10.0.0.7"));
    }

    @Test
    void newReservationMovesItsClient() {
        Ip4 old = leased(leasing, MAC);
        Ip4 reserved = ip("10.0.0.7");
        DhcpLeasing later = builder().reserve(MAC, reserved).build(lab.context());

        assertThat(leased(later, MAC)).isEqualTo(reserved);
        assertThat(store.size()).isEqualTo(1);
        assertThat(answer(
                                later,
                                from(OTHER_MAC, DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, old),
                                BROADCAST)
                        .yiaddr())
                .isEqualTo(old);
    }

    // REQUEST, SELECTING

    @Test
    void acceptedOfferIsAcknowledgedAndStored() {
        Ip4 address = offered(leasing, MAC);
        DhcpPacket ack = answer(leasing, select(MAC, address), BROADCAST);

        assertThat(type(ack)).isEqualTo(DhcpMessageType.ACK);
        assertThat(ack.yiaddr()).isEqualTo(address);
        assertThat(ack.get(DhcpOption.SUBNET_MASK)).contains(ip("255.255.255.0"));
        assertThat(ack.get(DhcpOption.LEASE_TIME)).contains(Duration.ofHours(1));
        assertThat(store.findByAddress(address).toCompletableFuture().join())
                .contains(Lease.of(
                        address,
                        "10.0.0.0/24",
                        ClientKey.of(MAC),
                        LeaseState.ACTIVE,
                        lab.now().plus(Duration.ofHours(1)),
                        LeaseDetails.of(MAC, lab.now())));
    }

    @Test
    void repeatedRequestIsAcknowledgedAgain() {
        Ip4 address = leased(leasing, MAC);

        assertThat(answer(leasing, select(MAC, address), BROADCAST).yiaddr()).isEqualTo(address);
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void clientOfAnotherServerFreesOurOffer() {
        Ip4 address = offered(leasing, MAC);

        DhcpPacketWriter request = from(MAC, DhcpMessageType.REQUEST)
                .set(DhcpOption.SERVER_IDENTIFIER, OTHER_SERVER)
                .set(DhcpOption.REQUESTED_ADDRESS, address);
        assertThat(drop(leasing, request, BROADCAST)).isEqualTo(DropReason.OTHER_SERVER);

        DhcpPacketWriter other = from(OTHER_MAC, DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, address);
        assertThat(answer(leasing, other, BROADCAST).yiaddr()).isEqualTo(address);
    }

    @Test
    void requestForTheAddressOfAnotherClientIsRefused() {
        Ip4 taken = leased(leasing, MAC);
        DhcpReply reply = reply(leasing, select(OTHER_MAC, taken), BROADCAST);
        DhcpPacket nak = Lab.packet(reply.message());

        assertThat(type(nak)).isEqualTo(DhcpMessageType.NAK);
        assertThat(reply.destination()).isEqualTo(new ReplyDestination(Ip4.BROADCAST, 68, true));
        assertThat(store.findByAddress(taken)
                        .toCompletableFuture()
                        .join()
                        .orElseThrow()
                        .client())
                .isEqualTo(ClientKey.of(MAC));
    }

    @Test
    void requestForAnAddressThatIsHeldForAnotherClientIsRefused() {
        Ip4 held = offered(leasing, MAC);

        assertThat(type(answer(leasing, select(OTHER_MAC, held), BROADCAST))).isEqualTo(DhcpMessageType.NAK);
        assertThat(type(answer(leasing, select(MAC, held), BROADCAST))).isEqualTo(DhcpMessageType.ACK);
    }

    @Test
    void refusalHoldsNothingButMessageServerAndEchoes() {
        DhcpPacketWriter request = select(MAC, ip("10.0.0.7"))
                .set(DhcpOption.CLIENT_IDENTIFIER, ClientIdentifier.of(MAC))
                .raw(82, (byte) 1, (byte) 1, (byte) 9)
                .giaddr(RELAY);
        DhcpPacket nak = answer(leasing, request, relayed(RELAY, 67));

        assertThat(nak.codes()).containsExactlyInAnyOrder(53, 54, 56, 61, 82);
        assertThat(nak.yiaddr()).isEqualTo(Ip4.ANY);
        assertThat(nak.ciaddr()).isEqualTo(Ip4.ANY);
        assertThat(nak.siaddr()).isEqualTo(Ip4.ANY);
        assertThat(nak.file()).isEmpty();
        assertThat(nak.isBroadcast()).isTrue();
    }

    @Test
    void addressWhoseOfferWasForgottenIsRefusedWithoutAWrite() {
        Ip4 address = offered(leasing, MAC);
        lab.advance(Duration.ofMinutes(10));

        assertThat(type(answer(leasing, select(MAC, address), BROADCAST))).isEqualTo(DhcpMessageType.NAK);
        assertThat(store.size()).isZero();
    }

    @Test
    void addressThatTheClientHasHereIsAcknowledgedWithoutAnOffer() {
        Ip4 address = leased(leasing, MAC);
        lab.advance(Duration.ofHours(10));

        assertThat(type(answer(leasing, select(MAC, address), BROADCAST))).isEqualTo(DhcpMessageType.ACK);
    }

    @Test
    void requestThatNamesUsButNoAddressMeansOurOffer() {
        Ip4 address = offered(leasing, MAC);
        DhcpPacketWriter request = from(MAC, DhcpMessageType.REQUEST).set(DhcpOption.SERVER_IDENTIFIER, SERVER);

        assertThat(answer(leasing, request, BROADCAST).yiaddr()).isEqualTo(address);
        assertThat(drop(
                        leasing,
                        from(OTHER_MAC, DhcpMessageType.REQUEST).set(DhcpOption.SERVER_IDENTIFIER, SERVER),
                        BROADCAST))
                .isEqualTo(DropReason.NO_ADDRESS_NAMED);
    }

    // REQUEST, INIT-REBOOT

    @Test
    void rebootedClientGetsItsAddressAgain() {
        Ip4 address = leased(leasing, MAC);

        assertThat(answer(leasing, initReboot(MAC, address), BROADCAST).yiaddr())
                .isEqualTo(address);
    }

    @Test
    void rebootedClientWithAWrongAddressIsRefused() {
        leased(leasing, MAC);

        assertThat(type(answer(leasing, initReboot(MAC, ip("10.0.0.200")), BROADCAST)))
                .isEqualTo(DhcpMessageType.NAK);
        assertThat(type(answer(leasing, initReboot(MAC, ip("192.168.1.5")), BROADCAST)))
                .isEqualTo(DhcpMessageType.NAK);
    }

    @Test
    void rebootedClientThatIsUnknownGetsNoAnswer() {
        assertThat(drop(leasing, initReboot(MAC, ip("10.0.0.60")), BROADCAST)).isEqualTo(DropReason.UNKNOWN_CLIENT);
        assertThat(drop(leasing, initReboot(MAC, ip("192.168.1.5")), BROADCAST)).isEqualTo(DropReason.UNKNOWN_CLIENT);
    }

    @Test
    void onlyServerOfTheNetworkRefusesUnknownClients() {
        DhcpLeasing only = builder().authoritative(true).build(lab.context());
        Ip4 taken = leased(only, OTHER_MAC);

        assertThat(type(answer(only, initReboot(MAC, ip("192.168.1.5")), BROADCAST)))
                .isEqualTo(DhcpMessageType.NAK);
        assertThat(type(answer(only, renew(MAC, taken), unicast(taken)))).isEqualTo(DhcpMessageType.NAK);
        Ip4 free = AddressPool.of("10.0.0.50-10.0.0.99").first().equals(taken) ? ip("10.0.0.51") : ip("10.0.0.50");
        assertThat(type(answer(only, initReboot(MAC, free), BROADCAST))).isEqualTo(DhcpMessageType.NAK);
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void requestThatNamesNoAddressAtAllGetsNoAnswer() {
        assertThat(drop(leasing, from(MAC, DhcpMessageType.REQUEST), BROADCAST)).isEqualTo(DropReason.NO_ADDRESS_NAMED);
    }

    // REQUEST, RENEWING and REBINDING

    @Test
    void renewalExtendsTheLeaseAndGoesToTheClientsAddress() {
        Ip4 address = leased(leasing, MAC);
        lab.advance(Duration.ofMinutes(30));

        DhcpReply reply = reply(leasing, renew(MAC, address), unicast(address));
        DhcpPacket ack = Lab.packet(reply.message());

        assertThat(type(ack)).isEqualTo(DhcpMessageType.ACK);
        assertThat(ack.yiaddr()).isEqualTo(address);
        assertThat(ack.ciaddr()).isEqualTo(address);
        assertThat(reply.destination()).isEqualTo(new ReplyDestination(address, 68, false));
        assertThat(store.findByAddress(address)
                        .toCompletableFuture()
                        .join()
                        .orElseThrow()
                        .ends())
                .isEqualTo(lab.now().plus(Duration.ofHours(1)));
    }

    @Test
    void rebindingByBroadcastExtendsTheLeaseToo() {
        Ip4 address = leased(leasing, MAC);
        DhcpArrival arrival = new DhcpArrival("br0", SERVER, 24, ServerPort.DHCP, address, 68, true);

        assertThat(reply(leasing, renew(MAC, address), arrival).destination())
                .isEqualTo(new ReplyDestination(address, 68, false));
    }

    @Test
    void renewalOfALeaseThatIsNotOursGetsNoAnswer() {
        Ip4 address = leased(leasing, MAC);

        assertThat(drop(leasing, renew(OTHER_MAC, address), unicast(address))).isEqualTo(DropReason.UNKNOWN_CLIENT);
        assertThat(drop(leasing, renew(MAC, ip("10.0.0.7")), unicast(ip("10.0.0.7"))))
                .isEqualTo(DropReason.UNKNOWN_CLIENT);
    }

    @Test
    void addressThatIsNoLongerServedIsRefusedAtRenewal() {
        Ip4 address = leased(leasing, MAC);
        DhcpLeasing later = builder().reserve(OTHER_MAC, address).build(lab.context());

        assertThat(type(answer(later, renew(MAC, address), unicast(address)))).isEqualTo(DhcpMessageType.NAK);
    }

    // DECLINE, RELEASE, INFORM

    @Test
    void declinedAddressIsSetAside() {
        Ip4 address = leased(leasing, MAC);

        assertThat(drop(leasing, decline(MAC, address), BROADCAST)).isEqualTo(DropReason.DECLINED);

        assertThat(offered(leasing, MAC)).isNotEqualTo(address);
        assertThat(answer(
                                leasing,
                                from(OTHER_MAC, DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, address),
                                BROADCAST)
                        .yiaddr())
                .isNotEqualTo(address);
        assertThat(type(answer(leasing, select(OTHER_MAC, address), BROADCAST))).isEqualTo(DhcpMessageType.NAK);

        lab.advance(Duration.ofHours(25));
        assertThat(answer(
                                leasing,
                                from(OTHER_MAC, DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, address),
                                BROADCAST)
                        .yiaddr())
                .isEqualTo(address);
        assertThat(type(answer(leasing, select(OTHER_MAC, address), BROADCAST))).isEqualTo(DhcpMessageType.ACK);
    }

    @Test
    void declineFloodDoesNotEmptyThePool() {
        DhcpLeasing small =
                builder().pool(AddressPool.of("10.0.0.50-10.0.0.53")).build(lab.context());
        List<Ip4> declined = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            declined.add(leased(small, mac(i)));
            assertThat(drop(small, decline(mac(i), declined.get(i)), BROADCAST)).isEqualTo(DropReason.DECLINED);
            lab.advance(Duration.ofMinutes(1));
        }

        // the one that was declined first is the likeliest to be free by now
        assertThat(leased(small, MAC)).isEqualTo(declined.get(0));
        assertThat(leased(small, OTHER_MAC)).isEqualTo(declined.get(1));
    }

    @Test
    void onlyTheHolderMayDeclineOrRelease() {
        Ip4 address = leased(leasing, MAC);

        assertThat(drop(leasing, decline(OTHER_MAC, address), BROADCAST)).isEqualTo(DropReason.NOT_THE_HOLDER);
        assertThat(drop(leasing, release(OTHER_MAC, address), unicast(address))).isEqualTo(DropReason.NOT_THE_HOLDER);
        assertThat(drop(leasing, decline(MAC, ip("10.0.0.200")), BROADCAST)).isEqualTo(DropReason.NOT_THE_HOLDER);
        assertThat(store.findByAddress(address)
                        .toCompletableFuture()
                        .join()
                        .orElseThrow()
                        .state())
                .isEqualTo(LeaseState.ACTIVE);
    }

    @Test
    void declineAndReleaseWithoutServerIdentifierAreTolerated() {
        Ip4 address = leased(leasing, MAC);
        assertThat(drop(leasing, from(MAC, DhcpMessageType.RELEASE).ciaddr(address), unicast(address)))
                .isEqualTo(DropReason.RELEASED);

        leased(leasing, MAC);
        assertThat(drop(
                        leasing,
                        from(MAC, DhcpMessageType.DECLINE).set(DhcpOption.REQUESTED_ADDRESS, address),
                        BROADCAST))
                .isEqualTo(DropReason.DECLINED);
        assertThat(drop(leasing, from(MAC, DhcpMessageType.DECLINE), BROADCAST)).isEqualTo(DropReason.NO_ADDRESS_NAMED);
        assertThat(drop(leasing, from(MAC, DhcpMessageType.RELEASE), BROADCAST)).isEqualTo(DropReason.NO_ADDRESS_NAMED);
    }

    @Test
    void releasedAddressWaitsForItsClientUntilAnotherNeedsIt() {
        DhcpLeasing one = builder().pool(AddressPool.of("10.0.0.50-10.0.0.50")).build(lab.context());
        Ip4 address = leased(one, MAC);
        assertThat(drop(one, release(MAC, address), unicast(address))).isEqualTo(DropReason.RELEASED);
        assertThat(store.findByClient("10.0.0.0/24", ClientKey.of(MAC))
                        .toCompletableFuture()
                        .join())
                .isPresent();

        assertThat(leased(one, OTHER_MAC)).isEqualTo(address);
    }

    @Test
    void informIsAnsweredWithOptionsOnly() {
        DhcpLeasing routed = builder().routers(SERVER).build(lab.context());
        Ip4 client = ip("10.0.0.200");
        DhcpReply reply = reply(routed, from(MAC, DhcpMessageType.INFORM).ciaddr(client), unicast(client));
        DhcpPacket ack = Lab.packet(reply.message());

        assertThat(type(ack)).isEqualTo(DhcpMessageType.ACK);
        assertThat(reply.destination().address()).isEqualTo(client);
        assertThat(ack.ciaddr()).isEqualTo(client);
        assertThat(ack.yiaddr()).isEqualTo(Ip4.ANY);
        assertThat(ack.get(DhcpOption.ROUTERS)).contains(List.of(SERVER));
        assertThat(ack.codes()).doesNotContain(51, 58, 59);
        assertThat(store.size()).isZero();
    }

    @Test
    void informForAStrangersAddressIsNotAnswered() {
        assertThat(drop(leasing, from(MAC, DhcpMessageType.INFORM).ciaddr(ip("192.0.2.1")), BROADCAST))
                .isEqualTo(DropReason.FOREIGN_NETWORK);
    }

    // What else is configured

    @Test
    void configuredOptionsAreSent() {
        DhcpLeasing configured = builder()
                .routers(SERVER)
                .dnsServers(ip("10.0.0.53"))
                .option(DhcpOption.DOMAIN_NAME, "lan")
                .build(lab.context());
        DhcpPacket offer = answer(configured, message(DhcpMessageType.DISCOVER), BROADCAST);

        assertThat(offer.get(DhcpOption.ROUTERS)).contains(List.of(SERVER));
        assertThat(offer.get(DhcpOption.DNS_SERVERS)).contains(List.of(ip("10.0.0.53")));
        assertThat(offer.get(DhcpOption.DOMAIN_NAME)).contains("lan");
        assertThatThrownBy(() -> builder().option(DhcpOption.SERVER_IDENTIFIER, SERVER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("option: 54");
    }

    @Test
    void leaseTimeIsWhatTheClientAsksForWithinTheLimits() {
        assertThat(timeFor(Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));
        assertThat(timeFor(Duration.ofSeconds(1))).isEqualTo(Duration.ofMinutes(2));
        assertThat(timeFor(DhcpOption.INFINITE_LEASE)).isEqualTo(Duration.ofHours(1));
        assertThat(timeFor(Duration.ZERO)).isEqualTo(Duration.ofMinutes(2));
    }

    private Duration timeFor(Duration asked) {
        return answer(leasing, message(DhcpMessageType.DISCOVER).set(DhcpOption.LEASE_TIME, asked), BROADCAST)
                .get(DhcpOption.LEASE_TIME)
                .orElseThrow();
    }

    @Test
    void clientKeyMayBeTheIdentifier() {
        DhcpLeasing byIdentifier =
                builder().clientKey(ClientKey::byClientIdentifier).build(lab.context());
        DhcpPacketWriter rom = from(MAC, DhcpMessageType.DISCOVER);
        DhcpPacketWriter kernel = from(MAC, DhcpMessageType.DISCOVER)
                .set(DhcpOption.CLIENT_IDENTIFIER, ClientIdentifier.of(255, (byte) 1, (byte) 2));

        assertThat(answer(byIdentifier, rom, BROADCAST).yiaddr())
                .isNotEqualTo(answer(byIdentifier, kernel, BROADCAST).yiaddr());
        assertThat(answer(leasing, rom, BROADCAST).yiaddr())
                .isEqualTo(answer(leasing, kernel, BROADCAST).yiaddr());
    }

    @Test
    void clientWithoutHardwareAddressNeedsAnIdentifier() {
        HardwareAddress none = HardwareAddress.of(32, new byte[0]);
        assertThat(drop(leasing, from(none, DhcpMessageType.DISCOVER), BROADCAST))
                .isEqualTo(DropReason.NO_CLIENT_KEY);
        assertThat(drop(leasing, from(HardwareAddress.of("00:00:00:00:00:00"), DhcpMessageType.DISCOVER), BROADCAST))
                .isEqualTo(DropReason.NO_CLIENT_KEY);

        DhcpPacketWriter identified = from(none, DhcpMessageType.DISCOVER)
                .set(DhcpOption.CLIENT_IDENTIFIER, ClientIdentifier.of(255, (byte) 1));
        assertThat(type(answer(leasing, identified, BROADCAST))).isEqualTo(DhcpMessageType.OFFER);
    }

    @Test
    void relayedClientsOfThisNetworkAreServedThroughTheirRelay() {
        DhcpReply reply =
                reply(leasing, message(DhcpMessageType.DISCOVER).giaddr(RELAY).hops(1), relayed(RELAY, 67));

        assertThat(reply.destination()).isEqualTo(new ReplyDestination(RELAY, 67, false));
        assertThat(Lab.packet(reply.message()).giaddr()).isEqualTo(RELAY);
    }

    @Test
    void relayOfAForeignNetworkIsNotAnswered() {
        assertThat(drop(leasing, message(DhcpMessageType.DISCOVER).giaddr(ip("10.9.9.1")), relayed(ip("10.9.9.1"), 67)))
                .isEqualTo(DropReason.FOREIGN_NETWORK);
    }

    @Test
    void poolMustLieInTheNetwork() {
        DhcpLeasing elsewhere =
                builder().pool(AddressPool.of("10.7.0.1-10.7.0.9")).build(lab.context());
        assertThat(drop(elsewhere, message(DhcpMessageType.DISCOVER), BROADCAST))
                .isEqualTo(DropReason.POOL_NOT_HERE);

        DhcpLeasing named = builder()
                .pool(AddressPool.of("10.7.0.1-10.7.0.9"))
                .network(ip("10.7.0.0"), 16)
                .build(lab.context());
        assertThat(answer(named, message(DhcpMessageType.DISCOVER), BROADCAST).get(DhcpOption.SUBNET_MASK))
                .contains(ip("255.255.0.0"));
    }

    @Test
    void relayInformationIsEchoedAsTheLastOption() {
        DhcpPacketWriter request = message(DhcpMessageType.DISCOVER, BIOS)
                .giaddr(RELAY)
                .raw(82, (byte) 1, (byte) 2, (byte) 7, (byte) 8, (byte) 99, (byte) 200);
        DhcpLeasing booting = booting("boot.kpxe");
        DhcpPacket offer = answer(booting, request, relayed(RELAY, 67));

        assertThat(ByteBufUtil.hexDump(offer.raw(82))).isEqualTo("0102070863c8");
        assertThat(offer.codes()).last().isEqualTo(82);
    }

    @Test
    void otherPortsAndQuestionsAreLeftToTheBootServer() {
        assertThat(drop(leasing, message(DhcpMessageType.REQUEST, UEFI), Lab.pxe(ip("10.0.0.60"), 4011)))
                .isEqualTo(DropReason.WRONG_PORT);
        DhcpPacketWriter item = message(DhcpMessageType.REQUEST, BIOS)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.bootItem(PxeBootItem.of(PxeBootServerType.of(9))));
        assertThat(drop(leasing, item, BROADCAST)).isEqualTo(DropReason.BOOT_SERVERS_BUSINESS);
        assertThat(drop(leasing, message(DhcpMessageType.LEASEQUERY), BROADCAST))
                .isEqualTo(DropReason.UNSERVED_MESSAGE);
    }

    // Boot options in the same offer

    private DhcpLeasing booting(String file) {
        return builder().policy(BootPolicy.of(client -> BootOffer.file(file))).build(lab.context());
    }

    @Test
    void offerAndAckHoldTheBootFileToo() {
        DhcpLeasing booting = booting("undionly.kpxe");
        DhcpPacket offer = answer(booting, message(DhcpMessageType.DISCOVER, BIOS), BROADCAST);
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST, BIOS)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER)
                .set(DhcpOption.REQUESTED_ADDRESS, offer.yiaddr());
        DhcpPacket ack = answer(booting, request, BROADCAST);

        for (DhcpPacket packet : List.of(offer, ack)) {
            assertThat(packet.siaddr()).isEqualTo(SERVER);
            assertThat(packet.sname()).isEqualTo("10.0.0.1");
            assertThat(packet.file()).isEqualTo("undionly.kpxe");
            assertThat(packet.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.PXE_CLIENT);
            assertThat(packet.get(DhcpOption.VENDOR_SPECIFIC).orElseThrow().discoveryControl())
                    .isEqualTo(PxeDiscoveryControl.DIRECT);
        }
    }

    @Test
    void ipxeIsToldNotToWaitForAProxy() {
        DhcpLeasing booting = builder()
                .policy(BootPolicy.of(client -> BootOffer.url("http://10.0.0.1/boot.ipxe")))
                .build(lab.context());
        DhcpPacket offer = answer(booting, ipxe(DhcpMessageType.DISCOVER), BROADCAST);

        assertThat(offer.get(DhcpOption.IPXE).orElseThrow().get(IpxeOption.NO_PXEDHCP))
                .contains(true);
        assertThat(offer.siaddr()).isEqualTo(SERVER);
        assertThat(offer.file()).isEqualTo("http://10.0.0.1/boot.ipxe");
        assertThat(offer.has(DhcpOption.VENDOR_SPECIFIC)).isFalse();
    }

    @Test
    void httpBootGetsAUrlAndItsWord() {
        DhcpLeasing booting = builder()
                .policy(BootPolicy.of(client -> BootOffer.url("http://10.0.0.1/x.efi")))
                .build(lab.context());
        DhcpPacket offer = answer(booting, message(DhcpMessageType.DISCOVER, HTTP), BROADCAST);

        assertThat(offer.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.HTTP_CLIENT);
        assertThat(offer.file()).isEqualTo("http://10.0.0.1/x.efi");
        assertThat(offer.has(DhcpOption.VENDOR_SPECIFIC)).isFalse();
    }

    @Test
    void ignoredAndOrdinaryClientsGetAnAddressWithoutBootOptions() {
        DhcpLeasing ignoring = builder()
                .policy(BootPolicy.of(client -> BootOffer.ignore("no")))
                .build(lab.context());
        DhcpPacket offer = answer(ignoring, message(DhcpMessageType.DISCOVER, BIOS), BROADCAST);
        assertThat(offer.has(DhcpOption.VENDOR_CLASS)).isFalse();
        assertThat(offer.file()).isEmpty();

        DhcpPacket printer = answer(booting("x"), message(DhcpMessageType.DISCOVER, "printer"), BROADCAST);
        assertThat(printer.has(DhcpOption.VENDOR_SPECIFIC)).isFalse();
        assertThat(printer.file()).isEmpty();
    }

    @Test
    void offerThatCannotWorkIsNotSent() {
        assertThat(drop(booting("file"), message(DhcpMessageType.DISCOVER, HTTP), BROADCAST))
                .isEqualTo(DropReason.POLICY_UNSUITABLE);
    }

    // Both engines behind one socket

    @Test
    void proxyBehindTheLeasingAnswersOnPort4011() {
        BootPolicy policy = BootPolicy.of(client -> BootOffer.file("boot.efi"));
        DhcpEngine both = DhcpEngine.firstOf(
                builder().policy(policy).build(lab.context()),
                ProxyDhcp.builder().policy(policy).build(lab.context()));
        Ip4 client = ip("10.0.0.60");

        assertThat(answer(both, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                        .yiaddr())
                .isNotEqualTo(Ip4.ANY);
        assertThat(answer(both, message(DhcpMessageType.REQUEST, UEFI).ciaddr(client), Lab.pxe(client, 4011))
                        .file())
                .isEqualTo("boot.efi");
        assertThat(drop(both, initReboot(MAC, client), BROADCAST)).isEqualTo(DropReason.UNKNOWN_CLIENT);
        assertThat(drop(both, message(DhcpMessageType.REQUEST, "printer"), Lab.pxe(client, 4011)))
                .isEqualTo(DropReason.NOT_NETWORK_BOOT);
        assertThatThrownBy(DhcpEngine::firstOf).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void poolIsNecessaryAndChecked() {
        assertThatThrownBy(() -> DhcpLeasing.builder().build(lab.context()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("pool: none");
        assertThatThrownBy(() -> builder().reserve(MAC, SERVER).reserve(OTHER_MAC, SERVER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("address: 10.0.0.1");
        assertThatThrownBy(() -> builder().leaseTime(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("leaseTime: PT1S");
    }
}
