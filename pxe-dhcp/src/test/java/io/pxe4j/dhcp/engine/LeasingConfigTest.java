package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.Ip4Network;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A configuration that contradicts itself says so in a sentence when the engine is made. */
class LeasingConfigTest {
    private final Lab lab = new Lab();

    private static Subnet subnet(String network) {
        return Subnet.builder(network).build();
    }

    private void assertRefused(DhcpLeasingBuilder builder, String message) {
        assertThatThrownBy(() -> builder.build(lab.context()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }

    @Test
    void addressesMustComeFromSomewhere() {
        assertRefused(
                DhcpLeasing.builder(),
                "pool: none (expected: pool(...) or subnet(...) says which addresses to hand out)");
        assertRefused(
                DhcpLeasing.builder().network(ip("10.0.0.0"), 24),
                "pool: none (expected: pool(...) or subnet(...) says which addresses to hand out)");
    }

    @Test
    void poolBesideSubnetsIsRefused() {
        assertRefused(
                DhcpLeasing.builder().pool(AddressPool.of("10.0.0.5-10.0.0.6")).subnet(subnet("10.0.0.0/24")),
                "pool and network: 10.0.0.5-10.0.0.6 and none (expected: none beside subnets, which have their own)");
        assertRefused(
                DhcpLeasing.builder().network(ip("10.0.0.0"), 24).subnet(subnet("10.0.0.0/24")),
                "pool and network: none and 10.0.0.0/24 (expected: none beside subnets, which have their own)");
    }

    @Test
    void subnetsMayNotOverlap() {
        assertRefused(
                DhcpLeasing.builder()
                        .subnet(subnet("10.0.1.0/24"))
                        .subnet(subnet("192.168.0.0/16"))
                        .sharedNetwork("floor", subnet("10.0.0.0/16")),
                "subnet: 10.0.1.0/24 (expected: none that overlaps 10.0.0.0/16)");
        assertRefused(
                DhcpLeasing.builder()
                        .subnet(Subnet.builder("10.0.0.0/24").name("a").build())
                        .subnet(Subnet.builder("10.0.0.0/24").name("b").build()),
                "subnet: b (10.0.0.0/24) (expected: none that overlaps a (10.0.0.0/24))");
    }

    @Test
    void namesAreUnique() {
        assertRefused(
                DhcpLeasing.builder()
                        .subnet(Subnet.builder("10.0.0.0/24").name("a").build())
                        .sharedNetwork("a", subnet("10.0.1.0/24")),
                "network name: a (expected: each name once)");
        ClientClass one = ClientClass.builder("x", client -> true).build();
        assertRefused(
                DhcpLeasing.builder()
                        .subnet(subnet("10.0.0.0/24"))
                        .clientClass(one)
                        .clientClass(one),
                "client class: x (expected: each name once)");
    }

    @Test
    void relayServesOneSubnet() {
        assertRefused(
                DhcpLeasing.builder()
                        .subnet(Subnet.builder("10.0.0.0/24")
                                .relays(ip("10.9.0.1"))
                                .build())
                        .subnet(Subnet.builder("10.0.1.0/24")
                                .relays(ip("10.9.0.1"))
                                .build()),
                "relay: 10.9.0.1 (expected: one that serves a single subnet)");
    }

    @Test
    void poolLiesInItsSubnetAndOverlapsNoOther() {
        Subnet.Builder subnet = Subnet.builder("10.0.0.0/24").pool("10.0.0.50-10.0.0.60");
        assertThatThrownBy(() -> subnet.pool("10.0.0.200-10.0.1.5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool: 10.0.0.200-10.0.1.5 (expected: addresses of 10.0.0.0/24)");
        assertThatThrownBy(() -> subnet.pool("9.255.255.255-10.0.0.5")).hasMessageContaining("10.0.0.0/24");
        assertThatThrownBy(() -> subnet.pool("10.0.0.60-10.0.0.70"))
                .hasMessage("pool: 10.0.0.60-10.0.0.70 (expected: none that overlaps 10.0.0.50-10.0.0.60)");
        assertThatThrownBy(() -> subnet.pool("10.0.0.40-10.0.0.50")).hasMessageContaining("overlaps");
        assertThatThrownBy(() -> subnet.pool("10.0.0.40-10.0.0.90")).hasMessageContaining("overlaps");
        assertThat(subnet.pool("10.0.0.61-10.0.0.70")
                        .pool("10.0.0.49-10.0.0.49")
                        .build()
                        .pools())
                .hasSize(3);
        assertThatThrownBy(() -> DhcpLeasing.builder()
                        .network(ip("10.0.0.0"), 24)
                        .pool(AddressPool.of("10.0.1.5-10.0.1.6"))
                        .build(lab.context()))
                .hasMessageContaining("10.0.1.5-10.0.1.6 (expected: addresses of 10.0.0.0/24)");
    }

    @Test
    void poolNamesClassesThatExist() {
        Subnet subnet = Subnet.builder("10.0.0.0/24")
                .pool(PoolScope.builder("10.0.0.50-10.0.0.60").onlyFor("ipxe").build())
                .build();
        assertRefused(
                DhcpLeasing.builder().subnet(subnet),
                "pool 10.0.0.50-10.0.0.60: only for ipxe (expected: the name of a client class)");
        assertThatCode(() -> DhcpLeasing.builder()
                        .subnet(subnet)
                        .clientClass(ClientClass.builder("ipxe", client -> true).build())
                        .build(lab.context()))
                .doesNotThrowAnyException();
    }

    @Test
    void hostsHaveAnAddressOfASubnet() {
        Host host = Host.builder(LeaseClient.mac(1)).address(ip("10.1.0.5")).build();
        assertRefused(
                DhcpLeasing.builder().subnet(subnet("10.0.0.0/24")).host(host),
                "host hw:02:00:00:00:00:01: 10.1.0.5 (expected: a host's address in 10.0.0.0/24)");
        assertRefused(
                DhcpLeasing.builder()
                        .subnet(subnet("10.0.0.0/24"))
                        .subnet(subnet("10.0.1.0/24"))
                        .host(host),
                "host hw:02:00:00:00:00:01: 10.1.0.5 (expected: a host's address in one of the 2 subnets)");
        assertRefused(
                DhcpLeasing.builder()
                        .subnet(subnet("10.1.0.4/30"))
                        .host(Host.builder(LeaseClient.mac(1))
                                .address(ip("10.1.0.7"))
                                .build()),
                "host hw:02:00:00:00:00:01: 10.1.0.7 (expected: a host's address in 10.1.0.4/30)");
    }

    @Test
    void hostIsGivenOnceInEachNetwork() {
        DhcpLeasingBuilder builder = DhcpLeasing.builder()
                .subnet(subnet("10.0.0.0/24"))
                .subnet(subnet("10.0.1.0/24"))
                .host(Host.builder(LeaseClient.mac(1)).address(ip("10.0.0.5")).build())
                .host(Host.builder(LeaseClient.mac(1)).address(ip("10.0.1.5")).build());
        assertThatCode(() -> builder.build(lab.context())).doesNotThrowAnyException();
        assertRefused(
                builder.host(
                        Host.builder(LeaseClient.mac(1)).address(ip("10.0.1.6")).build()),
                "host hw:02:00:00:00:00:01: given twice in 10.0.1.0/24 (expected: once in each network)");
        assertRefused(
                DhcpLeasing.builder()
                        .subnet(subnet("10.0.0.0/24"))
                        .host(Host.atCircuit((byte) 1).build())
                        .host(Host.atCircuit((byte) 1).build()),
                "host port:01/: given twice (expected: once in each network)");
    }

    @Test
    void addressIsKeptForOneHost() {
        assertRefused(
                DhcpLeasing.builder()
                        .pool(AddressPool.of("10.0.0.5-10.0.0.6"))
                        .host(Host.builder(LeaseClient.mac(1))
                                .address(ip("10.0.0.5"))
                                .build())
                        .host(Host.atRemote((byte) 7).address(ip("10.0.0.5")).build()),
                "host port:/07: 10.0.0.5 (expected: an address kept for nobody else)");
    }

    @Test
    void classesFitIntoALong() {
        DhcpLeasingBuilder builder = DhcpLeasing.builder().subnet(subnet("10.0.0.0/24"));
        for (int i = 0; i < 64; i++) {
            builder.clientClass(ClientClass.builder("c" + i, client -> true).build());
        }
        assertThatCode(() -> builder.build(lab.context())).doesNotThrowAnyException();
        assertRefused(
                builder.clientClass(
                        ClientClass.builder("one more", client -> true).build()),
                "client classes: 65 (expected: at most 64)");
    }

    @Test
    void valuesSayWhatTheyAre() {
        assertThat(subnet("10.0.0.0/24")).hasToString("10.0.0.0/24");
        assertThat(subnet("10.0.0.0/24").name()).isEqualTo("10.0.0.0/24");
        assertThat(Subnet.builder("10.0.0.0/24").relays(ip("10.9.0.1")).build().relays())
                .containsExactly(ip("10.9.0.1"));
        assertThat(Host.builder(new UUID(1, 2)).build()).hasToString("uuid:00000000-0000-0001-0000-000000000002");
        assertThat(Host.builder(ClientIdentifier.of(0, (byte) 9)).build()).hasToString("id:00:09");
        assertThat(Host.atPort(new byte[] {1}, new byte[] {2}).build()).hasToString("port:01/02");
        assertThat(Host.builder(LeaseClient.mac(1))
                        .address(ip("10.0.0.5"))
                        .build()
                        .address())
                .contains(ip("10.0.0.5"));
        assertThat(ClientClass.builder("x", client -> true).build()).hasToString("x");
        SharedNetwork floor =
                SharedNetwork.builder("floor").subnets(subnet("10.0.0.0/24")).build();
        assertThat(floor).hasToString("floor");
        assertThat(floor.subnets()).extracting(Subnet::network).containsExactly(Ip4Network.of("10.0.0.0/24"));
        PoolScope pool =
                PoolScope.builder("10.0.0.5-10.0.0.6").onlyFor("a", "b").build();
        assertThat(pool).hasToString("10.0.0.5-10.0.0.6");
        assertThat(pool.onlyFor()).containsExactly("a", "b");
    }

    @Test
    void namesAndIdentifiersHaveALength() {
        assertThatThrownBy(() -> Subnet.builder("10.0.0.0/24").name(""))
                .hasMessage("length of name: 0 (expected: 1..128)");
        assertThatThrownBy(() -> SharedNetwork.builder("x".repeat(129)))
                .hasMessage("length of name: 129 (expected: 1..128)");
        assertThatThrownBy(() -> SharedNetwork.builder("x").build())
                .hasMessage("subnets of x: none (expected: at least one)");
        assertThatThrownBy(Host::atCircuit).hasMessage("length of circuitId: 0 (expected: 1..255)");
        assertThatThrownBy(Host::atRemote).hasMessage("length of remoteId: 0 (expected: 1..255)");
    }

    @Test
    void engineKeepsTheSettingsThatItWasMadeWith() {
        DhcpLeasingBuilder builder = DhcpLeasing.builder().pool(AddressPool.of("10.0.0.50-10.0.0.50"));
        DhcpLeasing engine = builder.build(lab.context());
        builder.host(Host.builder(LeaseClient.mac(9)).address(ip("10.0.0.50")).build())
                .routers(ip("10.0.0.254"));

        assertThat(LeaseClient.of(engine, 1).lease().has(io.pxe4j.dhcp.DhcpOption.ROUTERS))
                .isFalse();
    }
}
