package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.LeaseClient.ack;
import static io.pxe4j.dhcp.engine.LeaseClient.assertDropped;
import static io.pxe4j.dhcp.engine.LeaseClient.circuit;
import static io.pxe4j.dhcp.engine.LeaseClient.mac;
import static io.pxe4j.dhcp.engine.LeaseClient.nak;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.MachineId;
import io.pxe4j.dhcp.RelayAgentInformation;
import io.pxe4j.dhcp.RelayOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Hosts: addresses kept by hardware address, client identifier, UUID and relay port. */
class LeasingHostsTest {
    private static final Ip4 KEPT = ip("10.0.0.55");
    private static final Ip4 RELAY = ip("10.0.0.254");
    private static final UUID MACHINE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private final Lab lab = new Lab();

    private DhcpLeasing engine(Host... hosts) {
        DhcpLeasingBuilder builder = DhcpLeasing.builder()
                .subnet(Subnet.builder("10.0.0.0/24")
                        .pool("10.0.0.50-10.0.0.59")
                        .build());
        for (Host host : hosts) {
            builder.host(host);
        }
        return builder.build(lab.context());
    }

    private static RelayAgentInformation port(String circuit, String remote) {
        return RelayAgentInformation.builder()
                .set(RelayOption.CIRCUIT_ID, circuit.getBytes(StandardCharsets.US_ASCII))
                .set(RelayOption.REMOTE_ID, remote.getBytes(StandardCharsets.US_ASCII))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void addressOfAPoolIsKeptForItsHost() {
        DhcpLeasing engine = engine(Host.builder(mac(1)).address(KEPT).build());
        for (int i = 2; i < 11; i++) {
            assertThat(LeaseClient.of(engine, i).lease().yiaddr()).isNotEqualTo(KEPT);
        }
        assertDropped(LeaseClient.of(engine, 11).discover(), DropReason.POOL_EXHAUSTED);
        assertDropped(LeaseClient.of(engine, 11).discover(KEPT), DropReason.POOL_EXHAUSTED);
        nak(LeaseClient.of(engine, 11).select(KEPT));

        assertThat(LeaseClient.of(engine, 1).lease().yiaddr()).isEqualTo(KEPT);
        assertThat(ack(LeaseClient.of(engine, 1).renew(KEPT)).yiaddr()).isEqualTo(KEPT);
    }

    @Test
    void keptAddressMayLieBesideThePool() {
        Ip4 beside = ip("10.0.0.200");
        DhcpLeasing engine = engine(Host.builder(mac(1)).address(beside).build());

        assertThat(LeaseClient.of(engine, 1).lease().yiaddr()).isEqualTo(beside);
        nak(LeaseClient.of(engine, 2).select(beside));
    }

    @Test
    void hostIsKnownByItsClientIdentifier() {
        ClientIdentifier id = ClientIdentifier.of(0, bytes("rack 7"));
        DhcpLeasing engine = engine(Host.builder(id).address(KEPT).build());

        assertThat(LeaseClient.of(engine, 1)
                        .with(DhcpOption.CLIENT_IDENTIFIER, id)
                        .lease()
                        .yiaddr())
                .isEqualTo(KEPT);
        assertThat(LeaseClient.of(engine, 2)
                        .with(DhcpOption.CLIENT_IDENTIFIER, ClientIdentifier.of(0, bytes("rack 8")))
                        .lease()
                        .yiaddr())
                .isNotEqualTo(KEPT);
    }

    @Test
    void hostIsKnownByItsUuidInBothByteOrders() {
        for (MachineId sent : new MachineId[] {MachineId.of(MACHINE), MachineId.ofBigEndian(MACHINE)}) {
            DhcpLeasing engine = engine(Host.builder(MACHINE).address(KEPT).build());
            assertThat(LeaseClient.of(engine, 1)
                            .with(DhcpOption.MACHINE_ID, sent)
                            .lease()
                            .yiaddr())
                    .isEqualTo(KEPT);
        }
    }

    @Test
    void uuidOfCarelessFirmwareIsNobodys() {
        DhcpLeasing engine = engine(Host.builder(new UUID(0, 0)).address(KEPT).build());

        assertThat(LeaseClient.of(engine, 1)
                        .with(DhcpOption.MACHINE_ID, MachineId.of(new UUID(0, 0)))
                        .lease()
                        .yiaddr())
                .isNotEqualTo(KEPT);
    }

    @Test
    void hostIsKnownByItsPort() {
        DhcpLeasing engine = engine(
                Host.atCircuit(bytes("eth1")).address(ip("10.0.0.101")).build(),
                Host.atRemote(bytes("sw2")).address(ip("10.0.0.102")).build(),
                Host.atPort(bytes("eth1"), bytes("sw1"))
                        .address(ip("10.0.0.103"))
                        .build());

        assertThat(LeaseClient.of(engine, 1)
                        .behind(RELAY, port("eth1", "sw1"))
                        .lease()
                        .yiaddr())
                .isEqualTo(ip("10.0.0.103"));
        assertThat(LeaseClient.of(engine, 2)
                        .behind(RELAY, circuit("eth1"))
                        .lease()
                        .yiaddr())
                .isEqualTo(ip("10.0.0.101"));
        assertThat(LeaseClient.of(engine, 3)
                        .behind(RELAY, port("eth9", "sw2"))
                        .lease()
                        .yiaddr())
                .isEqualTo(ip("10.0.0.102"));
        assertThat(LeaseClient.of(engine, 4)
                        .behind(RELAY, port("eth9", "sw9"))
                        .lease()
                        .yiaddr())
                .isBetween(ip("10.0.0.50"), ip("10.0.0.59"));
    }

    @Test
    void renewalPastTheRelayIsStillFromThatPort() {
        DhcpLeasing engine = engine(
                Host.atCircuit(bytes("eth1")).address(KEPT).hostName("desk-1").build());
        LeaseClient client = LeaseClient.of(engine, 1);
        client.behind(RELAY, circuit("eth1")).lease();

        assertThat(ack(client.renew(KEPT)).get(DhcpOption.HOST_NAME)).contains("desk-1");
        // and still after the lease was written by a renewal that said nothing of the port
        assertThat(ack(client.renew(KEPT)).get(DhcpOption.HOST_NAME)).contains("desk-1");
    }

    @Test
    void portThatAClientClaimsItselfIsNotBelieved() {
        DhcpLeasing engine = engine(Host.atCircuit(bytes("eth1")).address(KEPT).build());
        LeaseClient liar = LeaseClient.of(engine, 1).with(DhcpOption.RELAY_AGENT_INFORMATION, circuit("eth1"));

        assertThat(liar.lease().yiaddr()).isNotEqualTo(KEPT);
    }

    @Test
    void hardwareAddressGoesBeforeIdentifierBeforeUuidBeforePort() {
        // CVE-2009-1892: a request that fits two hosts
        ClientIdentifier id = ClientIdentifier.of(0, bytes("x"));
        DhcpLeasing engine = engine(
                Host.atCircuit(bytes("eth1")).hostName("port").build(),
                Host.builder(MACHINE).hostName("uuid").build(),
                Host.builder(id).hostName("id").build(),
                Host.builder(mac(1)).hostName("mac").build());
        LeaseClient byPort = LeaseClient.of(engine, 2).behind(RELAY, circuit("eth1"));
        LeaseClient byUuid = byPort.with(DhcpOption.MACHINE_ID, MachineId.of(MACHINE));
        LeaseClient byId = byUuid.with(DhcpOption.CLIENT_IDENTIFIER, id);
        LeaseClient byMac = LeaseClient.of(engine, 1)
                .behind(RELAY, circuit("eth1"))
                .with(DhcpOption.MACHINE_ID, MachineId.of(MACHINE))
                .with(DhcpOption.CLIENT_IDENTIFIER, id);

        assertThat(byPort.offer().get(DhcpOption.HOST_NAME)).contains("port");
        assertThat(byUuid.offer().get(DhcpOption.HOST_NAME)).contains("uuid");
        assertThat(byId.offer().get(DhcpOption.HOST_NAME)).contains("id");
        assertThat(byMac.offer().get(DhcpOption.HOST_NAME)).contains("mac");
    }

    @Test
    void hostMayHaveAnAddressInEachNetworkAndSettingsInTheRest() {
        DhcpLeasing engine = DhcpLeasing.builder()
                .subnet(Subnet.builder("10.0.0.0/24").build())
                .subnet(Subnet.builder("10.0.1.0/24").build())
                .subnet(Subnet.builder("10.0.2.0/24").pool("10.0.2.5-10.0.2.9").build())
                .host(Host.builder(mac(1)).address(ip("10.0.0.5")).hostName("a").build())
                .host(Host.builder(mac(1)).address(ip("10.0.1.5")).hostName("b").build())
                .host(Host.builder(mac(1)).hostName("anywhere").build())
                .build(lab.context());
        LeaseClient client = LeaseClient.of(engine, 1);

        assertThat(client.lease().yiaddr()).isEqualTo(ip("10.0.0.5"));
        assertThat(client.offer().get(DhcpOption.HOST_NAME)).contains("a");
        assertThat(client.behind(ip("10.0.1.1")).lease().yiaddr()).isEqualTo(ip("10.0.1.5"));
        assertThat(client.behind(ip("10.0.2.1")).lease().get(DhcpOption.HOST_NAME))
                .contains("anywhere");
        assertDropped(LeaseClient.of(engine, 2).discover(), DropReason.POOL_EXHAUSTED);
    }

    @Test
    void keptAddressThatAnotherStillHoldsIsGivenLater() {
        InMemoryLeaseStore store = InMemoryLeaseStore.create();
        DhcpLeasing before = DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.59"))
                .store(store)
                .build(lab.context());
        Ip4 taken = LeaseClient.of(before, 2).lease().yiaddr();
        DhcpLeasing engine = DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.59"))
                .store(store)
                .reserve(mac(1), taken)
                .build(lab.context());
        LeaseClient host = LeaseClient.of(engine, 1);

        Ip4 other = host.lease().yiaddr();
        assertThat(other).isNotEqualTo(taken);
        assertThat(ack(host.renew(other)).yiaddr()).isEqualTo(other);
        // who holds it must leave now
        nak(LeaseClient.of(engine, 2).renew(taken));
        LeaseClient.of(engine, 2).release(taken);
        // and the host moves as soon as it asks again
        assertThat(nak(host.renew(other)).get(DhcpOption.MESSAGE))
                .contains("address " + taken + " is kept for this client");
        assertThat(host.lease().yiaddr()).isEqualTo(taken);
    }

    @Test
    void keptAddressInQuarantineIsNotOffered() {
        DhcpLeasing engine = engine(Host.builder(mac(1)).address(KEPT).build());
        LeaseClient host = LeaseClient.of(engine, 1);
        host.lease();
        assertDropped(host.decline(KEPT), DropReason.DECLINED);

        assertThat(host.lease().yiaddr()).isNotEqualTo(KEPT);
        lab.advance(Duration.ofHours(25));
        assertThat(host.lease().yiaddr()).isEqualTo(KEPT);
    }

    @Test
    void reservingAgainMovesTheClient() {
        DhcpLeasing engine = DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.59"))
                .reserve(mac(1), ip("10.0.0.57"))
                .reserve(mac(1), ip("10.0.0.58"))
                .build(lab.context());

        assertThat(LeaseClient.of(engine, 1).lease().yiaddr()).isEqualTo(ip("10.0.0.58"));
        assertThat(ack(LeaseClient.of(engine, 2)
                                .select(Lab.answer(LeaseClient.of(engine, 2).discover(ip("10.0.0.57")))
                                        .yiaddr()))
                        .yiaddr())
                .isEqualTo(ip("10.0.0.57"));
    }
}
