package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.LeaseClient.ack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.ParameterRequestList;
import io.pxe4j.dhcp.VendorClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Options, times and boot policy by global, shared network, subnet, pool, class and host. */
class LeasingScopesTest {
    private static final DhcpOption<String> ROOT = DhcpOption.ROOT_PATH;

    private final Lab lab = new Lab();

    private DhcpLeasing engine(DhcpLeasingBuilder builder) {
        return builder.build(lab.context());
    }

    private static DhcpPacket offer(DhcpLeasing engine, int client) {
        return LeaseClient.of(engine, client).offer();
    }

    @Test
    void narrowerScopesWin() {
        // each of the six leaves out one more of six options, so that each option shows which scope it came from
        List<String> seen = new ArrayList<>();
        DhcpLeasingBuilder builder = DhcpLeasing.builder()
                .option(DhcpOption.text(201), "global")
                .option(DhcpOption.text(202), "global")
                .option(DhcpOption.text(203), "global")
                .option(DhcpOption.text(204), "global")
                .option(DhcpOption.text(205), "global")
                .option(DhcpOption.text(206), "global")
                .clientClass(ClientClass.builder("all", client -> seen.add("asked"))
                        .option(DhcpOption.text(205), "class")
                        .option(DhcpOption.text(206), "class")
                        .build())
                .host(Host.builder(LeaseClient.mac(1))
                        .option(DhcpOption.text(206), "host")
                        .build())
                .sharedNetwork(SharedNetwork.builder("floor")
                        .option(DhcpOption.text(202), "shared")
                        .option(DhcpOption.text(203), "shared")
                        .option(DhcpOption.text(204), "shared")
                        .option(DhcpOption.text(205), "shared")
                        .option(DhcpOption.text(206), "shared")
                        .subnets(Subnet.builder("10.0.0.0/24")
                                .option(DhcpOption.text(203), "subnet")
                                .option(DhcpOption.text(204), "subnet")
                                .option(DhcpOption.text(205), "subnet")
                                .option(DhcpOption.text(206), "subnet")
                                .pool(PoolScope.builder("10.0.0.50-10.0.0.60")
                                        .option(DhcpOption.text(204), "pool")
                                        .option(DhcpOption.text(205), "pool")
                                        .option(DhcpOption.text(206), "pool")
                                        .build())
                                .build())
                        .build());
        DhcpLeasing engine = engine(builder);

        DhcpPacket offer = offer(engine, 1);

        assertThat(offer.get(DhcpOption.text(201))).contains("global");
        assertThat(offer.get(DhcpOption.text(202))).contains("shared");
        assertThat(offer.get(DhcpOption.text(203))).contains("subnet");
        assertThat(offer.get(DhcpOption.text(204))).contains("pool");
        assertThat(offer.get(DhcpOption.text(205))).contains("class");
        assertThat(offer.get(DhcpOption.text(206))).contains("host");
        assertThat(offer(engine, 2).get(DhcpOption.text(206))).contains("class");
        assertThat(seen).hasSize(2);
    }

    @Test
    void firstOfTwoClassesWins() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .clientClass(ClientClass.builder("one", client -> true)
                        .option(ROOT, "first")
                        .build())
                .clientClass(ClientClass.builder("two", client -> true)
                        .option(ROOT, "second")
                        .domainName("second.example")
                        .build())
                .clientClass(ClientClass.builder("three", client -> false)
                        .domainName("third.example")
                        .build()));

        DhcpPacket offer = offer(engine, 1);

        assertThat(offer.get(ROOT)).contains("first");
        assertThat(offer.get(DhcpOption.DOMAIN_NAME)).contains("second.example");
        // from the table of sets known already
        assertThat(offer(engine, 2).get(ROOT)).contains("first");
    }

    @Test
    void moreSetsOfClassesThanAreRememberedAreWorkedOutEachTime() {
        DhcpLeasingBuilder builder = DhcpLeasing.builder().pool(AddressPool.of("10.0.0.50-10.0.0.60"));
        for (int i = 0; i < 9; i++) {
            int bit = i;
            builder.clientClass(ClientClass.builder(
                            "c" + i, client -> (client.packet().chaddr().octet(5 - bit / 8) >> bit % 8 & 1) == 1)
                    .option(DhcpOption.text(210 + i), "c" + i)
                    .build());
        }
        DhcpLeasing engine = engine(builder.offerTime(Duration.ofSeconds(1)));
        for (int i = 0; i < 512; i++) {
            DhcpPacket offer = offer(engine, i);
            for (int bit = 0; bit < 9; bit++) {
                assertThat(offer.has(DhcpOption.text(210 + bit))).isEqualTo((i >> bit & 1) == 1);
            }
            lab.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void classSeesThePacketTheArrivalAndTheBootProgram() {
        List<ClientRequest> seen = new ArrayList<>();
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .clientClass(ClientClass.builder("spy", seen::add).build()));

        Lab.reply(engine, Lab.ipxe(io.pxe4j.dhcp.DhcpMessageType.DISCOVER), Lab.BROADCAST);

        ClientRequest client = seen.get(0);
        assertThat(client.bootClient().kind()).isEqualTo(BootClient.Kind.IPXE);
        assertThat(client.bootClient()).isSameAs(client.bootClient());
        assertThat(client.packet().chaddr()).isEqualTo(Lab.MAC);
        assertThat(client.arrival()).isEqualTo(Lab.BROADCAST);
        assertThat(client.relayInformation()).isEmpty();
    }

    @Test
    void optionsGoToThoseWhoAsk() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .routers(ip("10.0.0.254"))
                .dnsServers(ip("10.0.0.53"))
                .domainName("example.net")
                .option(ROOT, "/root")
                .alwaysSend(DhcpOption.NTP_SERVERS, List.of(ip("10.0.0.7"))));

        DhcpPacket unasked = LeaseClient.of(engine, 1)
                .with(DhcpOption.PARAMETER_REQUEST_LIST, ParameterRequestList.of(2))
                .offer();
        DhcpPacket asked = LeaseClient.of(engine, 2)
                .with(DhcpOption.PARAMETER_REQUEST_LIST, ParameterRequestList.of(17))
                .offer();
        DhcpPacket boots = LeaseClient.of(engine, 3)
                .with(DhcpOption.PARAMETER_REQUEST_LIST, ParameterRequestList.of(1))
                .with(DhcpOption.VENDOR_CLASS, VendorClass.of(Lab.BIOS))
                .offer();

        assertThat(unasked.has(ROOT)).isFalse();
        assertThat(unasked.get(DhcpOption.NTP_SERVERS)).contains(List.of(ip("10.0.0.7")));
        assertThat(unasked.get(DhcpOption.ROUTERS)).contains(List.of(ip("10.0.0.254")));
        assertThat(unasked.get(DhcpOption.DNS_SERVERS)).contains(List.of(ip("10.0.0.53")));
        assertThat(unasked.get(DhcpOption.DOMAIN_NAME)).contains("example.net");
        assertThat(unasked.get(DhcpOption.SUBNET_MASK)).contains(ip("255.255.255.0"));
        assertThat(asked.get(ROOT)).contains("/root");
        // what the ROM does not ask for, the program that it loads reads in the same packet
        assertThat(boots.get(ROOT)).contains("/root");
        assertThat(offer(engine, 4).get(ROOT)).contains("/root");
    }

    @Test
    void laterSettingReplacesAnEarlierOne() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .option(ROOT, "old")
                .option(ROOT, "new"));

        assertThat(offer(engine, 1).get(ROOT)).contains("new");
    }

    @Test
    void leaseTimesAreTakenFromTheNarrowestScope() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .leaseTime(Duration.ofHours(8))
                .renewalTimes(0.25, 0.5)
                .subnet(Subnet.builder("10.0.0.0/24")
                        .leaseTime(Duration.ofHours(4))
                        .maxLeaseTime(Duration.ofHours(6))
                        .minLeaseTime(Duration.ofHours(1))
                        .pool("10.0.0.50-10.0.0.60")
                        .build()));

        DhcpPacket offer = offer(engine, 1);
        assertThat(offer.get(DhcpOption.LEASE_TIME)).contains(Duration.ofHours(4));
        assertThat(offer.get(DhcpOption.RENEWAL_TIME)).contains(Duration.ofHours(1));
        assertThat(offer.get(DhcpOption.REBINDING_TIME)).contains(Duration.ofHours(2));
        LeaseClient client = LeaseClient.of(engine, 1);
        assertThat(client.with(DhcpOption.LEASE_TIME, Duration.ofHours(5))
                        .lease()
                        .get(DhcpOption.LEASE_TIME))
                .contains(Duration.ofHours(5));
        assertThat(client.with(DhcpOption.LEASE_TIME, Duration.ofHours(7))
                        .lease()
                        .get(DhcpOption.LEASE_TIME))
                .contains(Duration.ofHours(6));
        assertThat(client.with(DhcpOption.LEASE_TIME, Duration.ofSeconds(7))
                        .lease()
                        .get(DhcpOption.LEASE_TIME))
                .contains(Duration.ofHours(1));
    }

    @Test
    void leaseMayNeverEnd() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .leaseTime(DhcpOption.INFINITE_LEASE));

        DhcpPacket ack = LeaseClient.of(engine, 1).lease();

        assertThat(ack.get(DhcpOption.LEASE_TIME)).contains(DhcpOption.INFINITE_LEASE);
        assertThat(ack.get(DhcpOption.RENEWAL_TIME)).contains(DhcpOption.INFINITE_LEASE);
        assertThat(ack.get(DhcpOption.REBINDING_TIME)).contains(DhcpOption.INFINITE_LEASE);
    }

    @Test
    void bootStagesGetAShortLeaseAndTheKernelALongOne() {
        InMemoryLeaseStore store = InMemoryLeaseStore.create();
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .store(store)
                .leaseTime(Duration.ofHours(8))
                .bootLeaseTime(Duration.ofMinutes(10)));
        LeaseClient rom = LeaseClient.of(engine, 1).with(DhcpOption.VENDOR_CLASS, VendorClass.of(Lab.UEFI));

        DhcpPacket first = rom.with(DhcpOption.LEASE_TIME, Duration.ofHours(2)).lease();
        assertThat(first.get(DhcpOption.LEASE_TIME)).contains(Duration.ofMinutes(10));
        assertThat(first.get(DhcpOption.RENEWAL_TIME)).contains(Duration.ofMinutes(5));
        assertThat(store.findByAddress(first.yiaddr())
                        .toCompletableFuture()
                        .join()
                        .orElseThrow()
                        .ends())
                .isEqualTo(lab.now().plus(Duration.ofMinutes(10)));

        DhcpPacket second = LeaseClient.of(engine, 1).lease();
        assertThat(second.yiaddr()).isEqualTo(first.yiaddr());
        assertThat(second.get(DhcpOption.LEASE_TIME)).contains(Duration.ofHours(8));
    }

    @Test
    void bootLeaseIsNeverLongerThanTheClientAskedFor() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .bootLeaseTime(Duration.ofMinutes(10)));

        assertThat(LeaseClient.of(engine, 1)
                        .with(DhcpOption.VENDOR_CLASS, VendorClass.of(Lab.UEFI))
                        .with(DhcpOption.LEASE_TIME, Duration.ofMinutes(3))
                        .lease()
                        .get(DhcpOption.LEASE_TIME))
                .contains(Duration.ofMinutes(3));
    }

    @Test
    void bootPolicyIsThatOfTheNarrowestScope() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .boot(BootOffer.file("global.efi"))
                .clientClass(ClientClass.builder(
                                "x", client -> client.packet().chaddr().octet(5) == 3)
                        .boot(BootOffer.file("class.efi"))
                        .build())
                .host(Host.builder(LeaseClient.mac(4))
                        .boot(BootOffer.file("host.efi"))
                        .build())
                .host(Host.builder(LeaseClient.mac(5))
                        .boot(BootOffer.ignore("boots from disk"))
                        .build())
                .subnet(Subnet.builder("10.0.0.0/24")
                        .pool("10.0.0.50-10.0.0.60")
                        .build())
                .subnet(Subnet.builder("10.0.1.0/24")
                        .boot(BootOffer.file("subnet.efi"))
                        .pool("10.0.1.50-10.0.1.60")
                        .build()));

        assertThat(booted(engine, 1, Lab.BROADCAST)).isEqualTo("global.efi");
        assertThat(booted(engine, 3, Lab.BROADCAST)).isEqualTo("class.efi");
        assertThat(booted(engine, 4, Lab.BROADCAST)).isEqualTo("host.efi");
        assertThat(booted(engine, 5, Lab.BROADCAST)).isEmpty();
        DhcpArrival other = new DhcpArrival("eth1", ip("10.0.1.1"), 24, ServerPort.DHCP, Ip4.ANY, 68, true);
        assertThat(booted(engine, 1, other)).isEqualTo("subnet.efi");
    }

    private static String booted(DhcpLeasing engine, int client, DhcpArrival arrival) {
        DhcpPacket ack = LeaseClient.of(engine, client)
                .at(arrival)
                .with(DhcpOption.VENDOR_CLASS, VendorClass.of(Lab.UEFI))
                .lease();
        return ack.file();
    }

    @Test
    void informGetsTheOptionsOfTheSubnetWithoutTimes() {
        DhcpLeasing engine = engine(DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.60"))
                .option(ROOT, "/root"));

        DhcpPacket ack = ack(LeaseClient.of(engine, 1).inform(ip("10.0.0.200")));

        assertThat(ack.get(ROOT)).contains("/root");
        assertThat(ack.has(DhcpOption.LEASE_TIME)).isFalse();
        assertThat(ack.has(DhcpOption.RENEWAL_TIME)).isFalse();
        assertThat(ack.has(DhcpOption.REBINDING_TIME)).isFalse();
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        DhcpLeasingBuilder builder = DhcpLeasing.builder();
        assertThatThrownBy(() -> builder.leaseTime(Duration.ofSeconds(7)))
                .hasMessage("leaseTime: PT7S (expected: 8 s to 100 years)");
        assertThatThrownBy(() -> builder.maxLeaseTime(Duration.ofDays(36_526))).hasMessageStartingWith("maxLeaseTime");
        assertThatThrownBy(() -> builder.bootLeaseTime(Duration.ZERO)).hasMessageStartingWith("bootLeaseTime");
        assertThatThrownBy(() -> builder.minLeaseTime(Duration.ZERO)).hasMessageStartingWith("minLeaseTime");
        for (double[] shares : new double[][] {{0, 0.5}, {0.5, 0.5}, {0.6, 0.5}, {0.5, 1}, {Double.NaN, 0.5}}) {
            assertThatThrownBy(() -> builder.renewalTimes(shares[0], shares[1]))
                    .hasMessageContaining("(expected: 0 < renewal < rebinding < 1)");
        }
        assertThatThrownBy(() -> builder.option(DhcpOption.SUBNET_MASK, ip("255.0.0.0")))
                .hasMessage("option: 1 (expected: one the server does not set itself)");
        assertThatThrownBy(() -> builder.alwaysSend(DhcpOption.text(200), "x".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.leaseCaching(0.6)).hasMessage("share: 0.6 (expected: 0..0.5)");
        assertThatThrownBy(() -> builder.leaseCaching(-0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.portQuota(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.declineQuota(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.declineQuota(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.probe((address, arrival) -> null, Duration.ofMillis(501)))
                .hasMessage("limit: PT0.501S (expected: at most PT0.5S)");
        assertThatThrownBy(() -> builder.bootp(true, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
