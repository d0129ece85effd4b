package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.boot.BootException;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.engine.Subnet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says about addresses. */
class LeasingTextsTest {
    @Test
    void readsASubnet() {
        SubnetText text = SubnetText.of("10.1.0.0/24,range=10.1.0.50-10.1.0.99,range=10.1.0.150-10.1.0.199,"
                + "router=10.1.0.1,router=10.1.0.2,dns=10.1.0.3,domain=example.org,lease-time=10m,relay=10.9.0.1,"
                + "option=42:10.1.0.4, name=lab ,shared=floor");
        Subnet subnet = text.subnet();
        assertThat(subnet.network()).isEqualTo(Ip4Network.of("10.1.0.0/24"));
        assertThat(subnet.name()).isEqualTo("lab");
        assertThat(subnet.pools()).hasSize(2);
        assertThat(subnet.relays()).containsExactly(Ip4.of("10.9.0.1"));
        assertThat(text.shared()).isEqualTo("floor");
    }

    @Test
    void readsASubnetWithReservationsAlone() {
        SubnetText text = SubnetText.of("10.1.0.0/24");
        assertThat(text.subnet().pools()).isEmpty();
        assertThat(text.subnet().name()).isEqualTo("10.1.0.0/24");
        assertThat(text.shared()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.1.0.0/33",
                "10.1.0.0/24,range=10.2.0.5-10.2.0.9",
                "10.1.0.0/24,range=10.1.0.5-10.1.0.9,range=10.1.0.9-10.1.0.12",
                "10.1.0.0/24,router=x",
                "10.1.0.0/24,lease-time=1s",
                "10.1.0.0/24,bogus=1",
                "10.1.0.0/24,10.1.0.5",
                "10.1.0.0/24,option=51:1",
                "10.1.0.0/24,",
            })
    void refusesASubnetThatCannotBe(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubnetText.of(text))
                .withMessageContaining("expected: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "52:54:00:00:00:01=10.0.0.9",
                "id:01525400000001=10.0.0.9",
                "id:01:52:54=10.0.0.9",
                "uuid:4c4c4544-0000-1000-8000-000000000001=10.0.0.9",
                "circuit:ge-0/0/1=10.0.0.9",
                "circuit:a=b=10.0.0.9",
            })
    void readsAReservation(String text) {
        assertThat(Reservation.of(text).address()).contains(Ip4.of("10.0.0.9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "52:54:00:00:00:01",
                "=10.0.0.9",
                "52:54=10",
                "x=10.0.0.9",
                "id:01=10.0.0.9",
                "id:0=10.0.0.9",
                "uuid:1=10.0.0.9",
                "circuit:=10.0.0.9"
            })
    void refusesAReservationThatCannotBe(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reservation.of(text))
                .withMessageContaining("expected: ");
    }

    @Test
    void findsTheNetworksOfInterfaces() {
        assertThat(InterfaceNetworks.of(List.of(CommandRun.loopback()), List.of(Ip4.of("127.0.0.1"))))
                .containsExactly(Ip4Network.of("127.0.0.0/8"));
        assertThatThrownBy(() -> InterfaceNetworks.of(List.of("pxe4j-none"), List.of()))
                .isInstanceOf(BootException.class)
                .hasMessage("There is no network interface pxe4j-none on this machine: choose another one.");
        assertThatThrownBy(() -> InterfaceNetworks.of(List.of(), List.of(Ip4.of("203.0.113.9"))))
                .isInstanceOf(BootException.class)
                .hasMessage("There is no interface with address 203.0.113.9 on this machine: choose another one.");
    }
}
