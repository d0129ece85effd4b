package io.pxe4j.dhcp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import org.junit.jupiter.api.Test;

class RequestLimiterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final RequestRate ONE = RequestRate.of(1, 1);

    private long now;

    private static DhcpPacketWriter from(String address) {
        return DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of(address));
    }

    private static RequestLimits.Builder onlyTheRest() {
        return RequestLimits.builder().perClient(RequestRate.UNLIMITED);
    }

    private String ask(RequestLimiter limiter, DhcpPacketWriter request) {
        return ask(limiter, request, "br0");
    }

    private String ask(RequestLimiter limiter, DhcpPacketWriter request, String interfaceName) {
        DhcpPacket packet = Lab.packet(request);
        DhcpArrival arrival = new DhcpArrival(interfaceName, Lab.SERVER, 24, ServerPort.DHCP, Ip4.ANY, 68, true);
        return limiter.admit(packet, arrival, now).map(DropReason::name).orElse("admitted");
    }

    private int admitted(RequestLimiter limiter, DhcpPacketWriter request, int times) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            admitted += ask(limiter, request).equals("admitted") ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void aClientThatLoopsIsLimitedAndItsNeighbourIsNot() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.DEFAULT);
        assertThat(admitted(limiter, from("52:54:00:00:00:01"), 100)).isEqualTo(20);
        assertThat(ask(limiter, from("52:54:00:00:00:01"))).isEqualTo("CLIENT_RATE");
        assertThat(ask(limiter, from("52:54:00:00:00:02"))).isEqualTo("admitted");

        now += SECOND;
        assertThat(admitted(limiter, from("52:54:00:00:00:01"), 100)).isEqualTo(5);
    }

    @Test
    void aBootStormBehindOneRelayIsNotLimited() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.DEFAULT);
        Ip4 relay = Ip4.of("10.0.0.254");
        for (int client = 0; client < 20_000; client++) {
            now += SECOND / 32_000;
            byte[] mac = {0x52, 0x54, 0, (byte) (client >> 16), (byte) (client >> 8), (byte) client};
            DhcpPacketWriter request = DhcpPacketWriter.request(
                            DhcpMessageType.DISCOVER, HardwareAddress.of(HardwareAddress.ETHERNET, mac))
                    .giaddr(relay);
            assertThat(ask(limiter, request)).isEqualTo("admitted");
        }
    }

    @Test
    void clientsAreToldApartByEveryOctetTypeAndLength() {
        RequestLimiter limiter =
                RequestLimiter.of(RequestLimits.builder().perClient(ONE).build());
        byte[][] addresses = {
            {1},
            {0, 1},
            {1, 0},
            {1, 2, 3, 4, 5, 6},
            {1, 2, 3, 4, 5, 7},
            {2, 2, 3, 4, 5, 6},
            {1, 2, 3, 4, 5, 6, 7},
            {1, 2, 3, 4, 5, 6, 8},
            {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
            {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17},
        };
        for (byte[] address : addresses) {
            for (int type : new int[] {1, 6, 32}) {
                DhcpPacketWriter request =
                        DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of(type, address));
                assertThat(ask(limiter, request)).isEqualTo("admitted");
                assertThat(ask(limiter, request)).isEqualTo("CLIENT_RATE");
            }
        }
    }

    // RFC 4390: InfiniBand clients have no chaddr.
    @Test
    void clientsWithoutAHardwareAddressAreToldApartByTheirIdentifier() {
        RequestLimiter limiter =
                RequestLimiter.of(RequestLimits.builder().perClient(ONE).build());
        DhcpPacketWriter nobody = DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of(32));
        assertThat(ask(limiter, nobody)).isEqualTo("admitted");
        for (byte last = 0; last < 3; last++) {
            DhcpPacketWriter request = DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of(32))
                    .raw(61, (byte) 0, (byte) 1, last);
            assertThat(ask(limiter, request)).isEqualTo("admitted");
            assertThat(ask(limiter, request)).isEqualTo("CLIENT_RATE");
        }
        assertThat(ask(limiter, nobody)).isEqualTo("CLIENT_RATE");
    }

    @Test
    void aRelaysPortsAreLimitedEachForItself() {
        RequestLimiter limiter = RequestLimiter.of(onlyTheRest().perRelay(ONE).build());
        Ip4 relay = Ip4.of("10.0.1.254");
        byte[][] informations = {{1, 2, 0, 7}, {1, 2, 0, 8}, {2, 1, 9, 1, 2, 0, 9}, {1, 1, 7}, {1, 9, 3}, {1, 0}};
        for (byte[] information : informations) {
            DhcpPacketWriter request = from("52:54:00:00:00:01").giaddr(relay).raw(82, information);
            assertThat(ask(limiter, request)).isEqualTo("admitted");
            assertThat(ask(limiter, request)).isEqualTo("RELAY_RATE");
        }
        // Another remote id is the same port; another relay is another.
        assertThat(ask(
                        limiter,
                        from("52:54:00:00:00:01")
                                .giaddr(relay)
                                .raw(82, (byte) 2, (byte) 1, (byte) 5, (byte) 1, (byte) 2, (byte) 0, (byte) 7)))
                .isEqualTo("RELAY_RATE");
        assertThat(ask(
                        limiter,
                        from("52:54:00:00:00:01")
                                .giaddr(Ip4.of("10.0.2.254"))
                                .raw(82, (byte) 1, (byte) 2, (byte) 0, (byte) 7)))
                .isEqualTo("admitted");
    }

    @Test
    void aRelayWithoutCircuitIdIsLimitedAsOneAndDirectClientsAreNot() {
        RequestLimiter limiter = RequestLimiter.of(onlyTheRest().perRelay(ONE).build());
        Ip4 relay = Ip4.of("10.0.1.254");
        assertThat(ask(limiter, from("52:54:00:00:00:01").giaddr(relay))).isEqualTo("admitted");
        assertThat(ask(limiter, from("52:54:00:00:00:02").giaddr(relay))).isEqualTo("RELAY_RATE");
        assertThat(ask(limiter, from("52:54:00:00:00:02").giaddr(relay).raw(82, (byte) 2, (byte) 1, (byte) 1)))
                .isEqualTo("RELAY_RATE");
        assertThat(ask(limiter, from("52:54:00:00:00:02").giaddr(relay).raw(82, (byte) 1)))
                .isEqualTo("RELAY_RATE");
        assertThat(admitted(limiter, from("52:54:00:00:00:03"), 10)).isEqualTo(10);
    }

    @Test
    void eachInterfaceHasItsOwnLimit() {
        RequestLimiter limiter =
                RequestLimiter.of(onlyTheRest().perInterface(ONE).build());
        assertThat(ask(limiter, from("52:54:00:00:00:01"), "eth0")).isEqualTo("admitted");
        assertThat(ask(limiter, from("52:54:00:00:00:02"), "eth1")).isEqualTo("admitted");
        assertThat(ask(limiter, from("52:54:00:00:00:03"), "eth0")).isEqualTo("INTERFACE_RATE");
    }

    @Test
    void allTogetherHaveALimit() {
        RequestLimiter limiter =
                RequestLimiter.of(onlyTheRest().overall(RequestRate.of(1, 2)).build());
        assertThat(ask(limiter, from("52:54:00:00:00:01"), "eth0")).isEqualTo("admitted");
        assertThat(ask(limiter, from("52:54:00:00:00:02"), "eth1")).isEqualTo("admitted");
        assertThat(ask(limiter, from("52:54:00:00:00:03"), "eth2")).isEqualTo("OVERALL_RATE");
        now += SECOND;
        assertThat(ask(limiter, from("52:54:00:00:00:03"), "eth2")).isEqualTo("admitted");
    }

    @Test
    void whoIsRefusedTakesNoTokenFromOthers() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.builder()
                .perClient(ONE)
                .perRelay(RequestRate.of(1, 2))
                .perInterface(RequestRate.of(1, 3))
                .overall(RequestRate.of(1, 4))
                .build());
        Ip4 relay = Ip4.of("10.0.1.254");
        assertThat(ask(limiter, from("52:54:00:00:00:01").giaddr(relay))).isEqualTo("admitted");
        assertThat(ask(limiter, from("52:54:00:00:00:01").giaddr(relay))).isEqualTo("CLIENT_RATE");
        assertThat(ask(limiter, from("52:54:00:00:00:02").giaddr(relay))).isEqualTo("admitted");
        assertThat(ask(limiter, from("52:54:00:00:00:03").giaddr(relay))).isEqualTo("RELAY_RATE");
        // Number 3 still has its token, and the interface one.
        assertThat(ask(limiter, from("52:54:00:00:00:03"))).isEqualTo("admitted");
        assertThat(ask(limiter, from("52:54:00:00:00:04"))).isEqualTo("INTERFACE_RATE");
        assertThat(ask(limiter, from("52:54:00:00:00:04"), "br1")).isEqualTo("admitted");
        assertThat(ask(limiter, from("52:54:00:00:00:05"), "br1")).isEqualTo("OVERALL_RATE");
    }

    @Test
    void withoutLimitsAllIsAdmitted() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.NONE);
        assertThat(admitted(limiter, from("52:54:00:00:00:01").giaddr(Ip4.of("10.0.1.254")), 1000))
                .isEqualTo(1000);
        assertThat(limiter.forgotten()).isZero();
    }

    @Test
    void whatIsForgottenIsCountedForClientsAndRelays() {
        RequestLimiter clients = RequestLimiter.of(
                RequestLimits.builder().perClient(ONE).trackedClients(8).build());
        RequestLimiter relays =
                RequestLimiter.of(onlyTheRest().perRelay(ONE).trackedRelays(8).build());
        for (int i = 1; i <= 10; i++) {
            HardwareAddress address = HardwareAddress.of(1, (byte) 2, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) i);
            DhcpPacketWriter request = DhcpPacketWriter.request(DhcpMessageType.DISCOVER, address);
            assertThat(ask(clients, request)).isEqualTo("admitted");
            assertThat(ask(relays, request.giaddr(new Ip4(0x0a000000 | i)))).isEqualTo("admitted");
        }
        assertThat(clients.forgotten()).isEqualTo(2);
        assertThat(relays.forgotten()).isEqualTo(2);
    }

    @Test
    void ratesAndSettingsAreCheckedAndPrinted() {
        assertThat(RequestRate.of(5, 20)).hasToString("5/s, burst 20");
        assertThat(RequestRate.UNLIMITED).hasToString("unlimited");
        assertThat(RequestRate.UNLIMITED.isUnlimited()).isTrue();
        assertThat(RequestRate.of(1_000_000_000, 1).nanosPerToken()).isEqualTo(1);
        assertThat(RequestLimits.DEFAULT.perClient()).isEqualTo(RequestRate.of(5, 20));
        assertThat(RequestLimits.DEFAULT.perRelay()).isEqualTo(RequestRate.UNLIMITED);
        assertThat(RequestLimits.DEFAULT.perInterface()).isEqualTo(RequestRate.UNLIMITED);
        assertThat(RequestLimits.DEFAULT.overall()).isEqualTo(RequestRate.UNLIMITED);
        assertThat(RequestLimits.NONE.perClient()).isEqualTo(RequestRate.UNLIMITED);
        assertThat(RequestLimits.DEFAULT.trackedClients()).isEqualTo(16384);
        assertThat(RequestLimits.DEFAULT.trackedRelays()).isEqualTo(1024);
        assertThatThrownBy(() -> RequestRate.of(0, 1)).hasMessage("perSecond: 0 (expected: 1..1000000000)");
        assertThatThrownBy(() -> RequestRate.of(1, 0)).hasMessageStartingWith("burst: 0 (expected: 1..");
        assertThatThrownBy(() -> new RequestRate(0, 1)).hasMessageStartingWith("perSecond: 0");
        assertThatThrownBy(() -> RequestLimits.builder().trackedClients(7))
                .hasMessage("trackedClients: 7 (expected: 8..16777216)");
        assertThatThrownBy(() -> RequestLimits.builder().trackedRelays(1 << 24 | 1))
                .hasMessageStartingWith("trackedRelays: 16777217");
    }
}
