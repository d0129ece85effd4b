package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.ClientLab.ADDRESS;
import static io.pxe4j.dhcp.engine.ClientLab.OTHER_SERVER;
import static io.pxe4j.dhcp.engine.ClientLab.SERVER;
import static io.pxe4j.dhcp.engine.ClientLab.failure;
import static io.pxe4j.dhcp.engine.ClientLab.isDone;
import static io.pxe4j.dhcp.engine.ClientLab.now;
import static io.pxe4j.dhcp.engine.ClientLab.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.IpxeOption;
import io.pxe4j.dhcp.IpxeOptions;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeBootServers;
import io.pxe4j.dhcp.PxeDiscoveryControl;
import io.pxe4j.dhcp.PxeMenuItem;
import io.pxe4j.dhcp.PxeMenuPrompt;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.ClientLab.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a boot client asks beyond a lease: offers of all servers, port 4011, boot servers. */
class ClientBootSearchTest {
    private static final PxeBootServerType TYPE = PxeBootServerType.of(0x8001);
    private static final PxeBootItem ITEM = PxeBootItem.of(TYPE);
    private static final Ip4 GROUP = Lab.ip("232.1.1.1");

    private final ClientLab lab =
            new ClientLab(ClientSettings.of(ClientIdentity.pxe(Lab.MAC, ClientArchitecture.X64_UEFI))
                    .withTiming(ClientLab.TIMING));

    private static DhcpPacketWriter proxy(Sent to, Ip4 server) {
        return offer(to, server, Ip4.ANY).set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT);
    }

    private static DhcpPacketWriter bootAck(Sent to, Ip4 server) {
        return DhcpPacketWriter.replyTo(to.packet(), DhcpMessageType.ACK)
                .nextServer(server)
                .bootFile("boot.efi")
                .set(DhcpOption.SERVER_IDENTIFIER, server)
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT);
    }

    private static DhcpPacketWriter itemAck(Sent to, Ip4 server, PxeBootItem item) {
        return bootAck(to, server).set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.bootItem(item));
    }

    // As EDK2 asks, PxeBcDhcp4.c.
    @Test
    void discoversAsFirmwareDoes() {
        lab.client.discover(ClientOffers::isBootable);
        Sent discover = lab.next(DhcpMessageType.DISCOVER);

        assertThat(discover.packet().codes()).containsExactlyInAnyOrder(53, 55, 57, 60, 93, 94);
        assertThat(discover.packet().get(DhcpOption.VENDOR_CLASS))
                .contains(VendorClass.of("PXEClient:Arch:00007:UNDI:003000"));
        assertThat(discover.packet()
                        .get(DhcpOption.PARAMETER_REQUEST_LIST)
                        .orElseThrow()
                        .codes())
                .hasSize(35)
                .contains(43, 60, 66, 67, 97, 135);
        assertThat(lab.client.state()).isEqualTo(ClientState.SELECTING);
    }

    @Test
    void collectsUntilThereIsAnAddressAndBootInformation() {
        CompletionStage<ClientOffers> stage = lab.client.discover(ClientOffers::isBootable);
        Sent discover = lab.next();
        lab.receive(proxy(discover, OTHER_SERVER), OTHER_SERVER, 67);
        assertThat(isDone(stage)).isFalse();
        lab.receive(offer(discover, SERVER, ADDRESS));

        ClientOffers offers = now(stage);

        assertThat(offers.proxies()).extracting(ClientAnswer::server).containsExactly(OTHER_SERVER);
        assertThat(offers.addresses()).extracting(ClientAnswer::address).containsExactly(Optional.of(ADDRESS));
        assertThat(offers.boot().orElseThrow().source()).isEqualTo(OTHER_SERVER);
        assertThat(offers.boot().orElseThrow().sourcePort()).isEqualTo(67);
        assertThat(lab.client.state()).isEqualTo(ClientState.INIT);
        assertThat(lab.client.lease()).isEmpty();
        assertThat(lab.client.nextDeadline()).isEmpty();
    }

    // iPXE does not wait for a proxy either when an address server speaks for both, or says that none will come.
    @Test
    void anAddressServerMaySpeakForBoth() {
        CompletionStage<ClientOffers> marked = lab.client.discover(ClientOffers::isBootable);
        lab.receive(offer(lab.next(), SERVER, ADDRESS).set(DhcpOption.VENDOR_CLASS, VendorClass.HTTP_CLIENT));
        assertThat(now(marked).boot()).isPresent();

        CompletionStage<ClientOffers> complete = lab.client.discover(ClientOffers::isBootable);
        lab.receive(offer(lab.next(), SERVER, ADDRESS)
                .set(
                        DhcpOption.IPXE,
                        IpxeOptions.builder().set(IpxeOption.NO_PXEDHCP, true).build()));
        assertThat(now(complete).boot()).isEmpty();
        assertThat(now(complete).addresses().get(0).isComplete()).isTrue();
    }

    @Test
    void endsWithWhatItHasWhenTheTimeIsOver() {
        CompletionStage<ClientOffers> stage = lab.client.discover(ClientOffers::isBootable);
        lab.receive(offer(lab.next(), SERVER, ADDRESS));
        lab.advance(Duration.ofSeconds(4).minusMillis(1));
        assertThat(isDone(stage)).isFalse();
        lab.advance(Duration.ofMillis(1));

        assertThat(now(stage).all()).hasSize(1);
        assertThat(lab.sent).isEmpty();
    }

    @Test
    void asksAgainWhileThereIsNoOfferThenGivesUp() {
        CompletionStage<ClientOffers> stage = lab.client.discover(offers -> true);
        lab.advance(Duration.ofSeconds(16));

        assertThat(lab.sent)
                .extracting(one -> one.at().toSeconds())
                .as("windows of the same length")
                .containsExactly(0L, 4L, 8L, 12L);
        assertThat(failure(stage)).hasMessageContaining("DISCOVER was sent 4 times");
    }

    @Test
    void aPredicateThatFailsEndsTheCollection() {
        CompletionStage<ClientOffers> stage = lab.client.discover(offers -> {
            throw new IllegalStateException("mine");
        });
        lab.receive(offer(lab.next(), SERVER, ADDRESS));

        assertThatThrownBy(() -> stage.toCompletableFuture().join()).hasRootCauseMessage("mine");
        assertThat(lab.client.nextDeadline()).isEmpty();
    }

    @Test
    void neverCommitsWhileItCollects() {
        ClientLab rapid = new ClientLab(ClientSettings.of(ClientIdentity.of(Lab.MAC)
                .with(DhcpOption.RAPID_COMMIT, true)
                .with(DhcpOption.REQUESTED_ADDRESS, ADDRESS)));
        rapid.client.discover(offers -> true);
        Sent discover = rapid.next();

        assertThat(discover.packet().has(DhcpOption.RAPID_COMMIT)).isFalse();
        assertThat(discover.packet().get(DhcpOption.REQUESTED_ADDRESS)).contains(ADDRESS);
        assertThat(rapid.refusal(ClientLab.ack(discover, SERVER, ADDRESS).set(DhcpOption.RAPID_COMMIT, true)))
                .isEqualTo(ClientRefusalReason.NOT_RAPID_COMMIT);
    }

    @Test
    void collectingLeavesALeaseAlone() {
        ClientLease lease = lab.acquire();
        CompletionStage<ClientOffers> stage = lab.client.discover(offers -> true);
        lab.receive(offer(lab.next(), SERVER, ADDRESS));

        assertThat(now(stage).all()).hasSize(1);
        assertThat(lab.client.lease()).contains(lease);
        assertThat(lab.client.state()).isEqualTo(ClientState.BOUND);
    }

    @Test
    void tellsWhatAnOfferSays() {
        CompletionStage<ClientOffers> stage =
                lab.client.discover(offers -> offers.all().size() == 3);
        Sent discover = lab.next();
        lab.receive(proxy(discover, OTHER_SERVER));
        lab.receive(offer(discover, SERVER, ADDRESS).file("from-the-header").siaddr(OTHER_SERVER));
        lab.receive(proxy(discover, SERVER)
                .bootFile("boot.efi")
                .file("other")
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.directBoot()));
        List<ClientAnswer> all = now(stage).all();

        assertThat(all.get(0).leadsToBootServer()).isTrue();
        assertThat(all.get(0).bootFile()).isEmpty();
        assertThat(all.get(0).bootServer()).isEqualTo(OTHER_SERVER);
        assertThat(all.get(0).pxeOptions()).isEmpty();
        assertThat(all.get(0).address()).isEmpty();
        assertThat(all.get(1).leadsToBootServer()).isFalse();
        assertThat(all.get(1).isForBoot()).isFalse();
        assertThat(all.get(1).isComplete()).isFalse();
        assertThat(all.get(1).bootFile()).contains("from-the-header");
        assertThat(all.get(1).bootServer()).isEqualTo(OTHER_SERVER);
        assertThat(all.get(2).leadsToBootServer()).isFalse();
        assertThat(all.get(2).bootFile()).contains("boot.efi");
        assertThat(all.get(2).pxeOptions()).contains(PxeOptions.directBoot());
        assertThat(all.get(2)).asString().endsWith(" from 10.0.0.1:67");
    }

    @Test
    void asksPort4011ForTheBootFile() {
        lab.acquire();
        CompletionStage<ClientAnswer> stage = lab.client.requestBootFile(OTHER_SERVER);
        Sent request = lab.next(DhcpMessageType.REQUEST);

        assertThat(request.target()).isEqualTo(new ClientTarget(OTHER_SERVER, ServerPort.PXE));
        assertThat(request.packet().ciaddr()).isEqualTo(ADDRESS);
        assertThat(request.packet().get(DhcpOption.SERVER_IDENTIFIER)).contains(OTHER_SERVER);
        assertThat(request.packet().get(DhcpOption.CLIENT_ARCHITECTURE)).contains(List.of(ClientArchitecture.X64_UEFI));
        assertThat(lab.refusal(bootAck(request, OTHER_SERVER), SERVER)).isEqualTo(ClientRefusalReason.OTHER_SENDER);
        assertThat(lab.refusal(offer(request, OTHER_SERVER, Ip4.ANY), OTHER_SERVER))
                .isEqualTo(ClientRefusalReason.UNEXPECTED_TYPE);
        assertThat(lab.refusal(bootAck(request, OTHER_SERVER).file("").remove(DhcpOption.BOOTFILE_NAME), OTHER_SERVER))
                .isEqualTo(ClientRefusalReason.NO_BOOT_FILE);
        assertThat(lab.refusal(bootAck(request, OTHER_SERVER).remove(DhcpOption.SERVER_IDENTIFIER), OTHER_SERVER))
                .isEqualTo(ClientRefusalReason.NO_SERVER_IDENTIFIER);
        lab.receive(bootAck(request, OTHER_SERVER), OTHER_SERVER, 4011);

        assertThat(now(stage).bootFile()).contains("boot.efi");
        assertThat(lab.client.state()).isEqualTo(ClientState.BOUND);
    }

    @Test
    void aBootServerThatIsSilentIsGivenUp() {
        CompletionStage<ClientAnswer> stage = lab.client.requestBootFile(OTHER_SERVER);
        assertThat(lab.sent.peek().packet().ciaddr().isAny())
                .as("no lease, no ciaddr")
                .isTrue();
        lab.advance(Duration.ofSeconds(60));

        assertThat(failure(stage)).hasMessageContaining("REQUEST to port 4011 was sent 4 times");
    }

    @Test
    void looksForABootServerByMulticastThenBroadcastThenTheList() {
        PxeOptions options = menu(
                0,
                true,
                PxeBootServers.of(TYPE, OTHER_SERVER, SERVER),
                PxeBootServers.of(PxeBootServerType.of(0x8002), Lab.ip("10.0.0.9")));
        lab.acquire();
        CompletionStage<ClientAnswer> stage = lab.client.discoverBootServer(ITEM, Optional.of(options));
        lab.advance(Duration.ofSeconds(60).minusMillis(1));

        assertThat(lab.sent)
                .extracting(Sent::target)
                .containsExactly(
                        new ClientTarget(GROUP, ServerPort.PXE),
                        ClientTarget.BROADCAST,
                        new ClientTarget(OTHER_SERVER, ServerPort.PXE),
                        new ClientTarget(SERVER, ServerPort.PXE));
        Sent request = lab.next();
        assertThat(request.packet().ciaddr()).isEqualTo(ADDRESS);
        assertThat(request.packet().get(DhcpOption.VENDOR_SPECIFIC).flatMap(sent -> sent.get(PxeOption.BOOT_ITEM)))
                .contains(ITEM);
        assertThat(lab.refusal(bootAck(request, SERVER))).isEqualTo(ClientRefusalReason.OTHER_BOOT_ITEM);
        assertThat(lab.refusals.get(0).detail()).isEqualTo("none");
        assertThat(lab.refusal(itemAck(request, SERVER, PxeBootItem.of(PxeBootServerType.of(0x8002)))))
                .isEqualTo(ClientRefusalReason.OTHER_BOOT_ITEM);
        assertThat(lab.refusal(itemAck(request, SERVER, ITEM).file("").remove(DhcpOption.BOOTFILE_NAME)))
                .isEqualTo(ClientRefusalReason.NO_BOOT_FILE);
        lab.receive(itemAck(request, Lab.ip("10.0.0.200"), ITEM), Lab.ip("10.0.0.200"), 4011);

        assertThat(now(stage).server()).isEqualTo(Lab.ip("10.0.0.200"));
    }

    @Test
    void onlyListedServersCountIfTheOfferSaysSo() {
        PxeOptions options = menu(7, false, PxeBootServers.of(TYPE, OTHER_SERVER));
        CompletionStage<ClientAnswer> stage = lab.client.discoverBootServer(ITEM, Optional.of(options));
        Sent request = lab.next();

        assertThat(request.target()).isEqualTo(new ClientTarget(OTHER_SERVER, ServerPort.PXE));
        assertThat(lab.refusal(itemAck(request, SERVER, ITEM))).isEqualTo(ClientRefusalReason.UNLISTED_BOOT_SERVER);
        // A server of several addresses may answer from another one.
        lab.receive(itemAck(request, OTHER_SERVER, ITEM), SERVER, 4011);
        assertThat(now(stage).server()).isEqualTo(OTHER_SERVER);
    }

    @Test
    void aServerThatIsListedByItsSourceCounts() {
        PxeOptions options = menu(7, false, PxeBootServers.of(TYPE, OTHER_SERVER));
        CompletionStage<ClientAnswer> stage = lab.client.discoverBootServer(ITEM, Optional.of(options));
        lab.receive(itemAck(lab.next(), SERVER, ITEM), OTHER_SERVER, 4011);

        assertThat(now(stage).source()).isEqualTo(OTHER_SERVER);
    }

    @Test
    void asksEachListedServerAtLeastOnce() {
        Ip4[] servers = {
            Lab.ip("10.0.1.1"), Lab.ip("10.0.1.2"), Lab.ip("10.0.1.3"), Lab.ip("10.0.1.4"), Lab.ip("10.0.1.5")
        };
        CompletionStage<ClientAnswer> stage =
                lab.client.discoverBootServer(ITEM, Optional.of(menu(7, false, PxeBootServers.of(TYPE, servers))));
        lab.advance(Duration.ofMinutes(5));

        assertThat(lab.sent).extracting(one -> one.target().address()).containsExactly(servers);
        assertThat(failure(stage)).hasMessageContaining("REQUEST for a boot server was sent 5 times");
    }

    @Test
    void aListWithoutTheTypeLeavesNoWay() {
        PxeOptions options = PxeOptions.builder()
                .set(PxeOption.DISCOVERY_CONTROL, new PxeDiscoveryControl(0x0f))
                .set(PxeOption.BOOT_SERVERS, List.of(PxeBootServers.of(PxeBootServerType.of(0x8002), SERVER)))
                .build();

        assertThat(failure(lab.client.discoverBootServer(ITEM, Optional.of(options)))
                        .failure())
                .isEqualTo(ClientFailure.NOT_POSSIBLE);
        assertThat(lab.sent).isEmpty();
        assertThat(lab.client.state()).isEqualTo(ClientState.INIT);
    }

    @Test
    void goesByTheLastOffersOrElseByBroadcast() {
        lab.client.discoverBootServer(ITEM, Optional.empty());
        assertThat(lab.next().target()).isEqualTo(ClientTarget.BROADCAST);
        lab.advance(Duration.ofMinutes(1));
        lab.sent.clear();
        CompletionStage<ClientOffers> offers = lab.client.discover(all -> true);
        lab.receive(proxy(lab.next(), SERVER)
                .set(DhcpOption.VENDOR_SPECIFIC, menu(7, false, PxeBootServers.of(TYPE, OTHER_SERVER))));
        now(offers);
        lab.client.discoverBootServer(ITEM, Optional.empty());

        assertThat(lab.next().target()).isEqualTo(new ClientTarget(OTHER_SERVER, ServerPort.PXE));
    }

    private static PxeOptions menu(int control, boolean multicast, PxeBootServers... servers) {
        PxeOptions.Builder options = PxeOptions.builder()
                .set(PxeOption.DISCOVERY_CONTROL, new PxeDiscoveryControl(control))
                .set(PxeOption.BOOT_SERVERS, List.of(servers))
                .set(PxeOption.BOOT_MENU, List.of(PxeMenuItem.of(TYPE, "one")))
                .set(PxeOption.MENU_PROMPT, PxeMenuPrompt.of(0, "go"));
        if (multicast) {
            options.set(PxeOption.DISCOVERY_ADDRESS, GROUP);
        }
        return options.build();
    }
}
