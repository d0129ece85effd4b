package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values of the engine's API. */
class ValuesTest {
    @Test
    void poolCountsItsAddresses() {
        AddressPool pool = AddressPool.of("10.0.0.250 - 10.0.1.5");

        assertThat(pool.size()).isEqualTo(12);
        assertThat(pool.contains(ip("10.0.0.249"))).isFalse();
        assertThat(pool.contains(ip("10.0.0.250"))).isTrue();
        assertThat(pool.contains(ip("10.0.1.5"))).isTrue();
        assertThat(pool.contains(ip("10.0.1.6"))).isFalse();
        assertThat(pool.address(11)).isEqualTo(pool.last());
        assertThat(pool.indexOf(ip("10.0.1.0"))).isEqualTo(6);
        assertThat(pool).hasToString("10.0.0.250-10.0.1.5").isEqualTo(AddressPool.of(pool.toString()));
    }

    @Test
    void poolLiesInANetworkWholeOrNot() {
        AddressPool pool = AddressPool.of("10.0.0.250-10.0.1.5");

        assertThat(pool.liesIn(ip("10.0.0.1"), 16)).isTrue();
        assertThat(pool.liesIn(ip("10.0.0.1"), 24)).isFalse();
    }

    @Test
    void poolAboveTheSignBitWorks() {
        assertThat(AddressPool.of("127.255.255.254-128.0.0.1").size()).isEqualTo(4);
        assertThat(AddressPool.of("192.168.0.1-192.168.0.1").contains(ip("192.168.0.1")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.9-10.0.0.1", "10.0.0.0-10.1.0.0", "10.0.0.1", "a-b", "10.0.0.1-"})
    void poolsThatMakeNoSenseAreRefused(String range) {
        assertThatThrownBy(() -> AddressPool.of(range))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ");
    }

    @Test
    void networkKnowsItsEnds() {
        Ip4Network network = Ip4Network.of(ip("10.0.0.77"), 24);
        assertThat(network.mask()).isEqualTo(ip("255.255.255.0"));
        assertThat(network.broadcast()).isEqualTo(ip("10.0.0.255"));
        assertThat(network.isHost(ip("10.0.0.0"))).isFalse();
        assertThat(network.isHost(ip("10.0.0.255"))).isFalse();
        assertThat(network.isHost(ip("10.0.0.1"))).isTrue();
        assertThat(network.isHost(ip("10.0.1.1"))).isFalse();
        assertThat(Ip4Network.of(ip("10.0.0.0"), 31).isHost(ip("10.0.0.0"))).isTrue();
        assertThat(Ip4Network.of(ip("10.0.0.0"), 0).mask()).isEqualTo(Ip4.ANY);
        assertThat(Ip4Network.of(ip("10.0.0.5"), 32).mask()).isEqualTo(Ip4.BROADCAST);
    }

    @Test
    void bootOfferSaysWhatItIs() {
        assertThat(BootOffer.file("a.efi")).hasToString("a.efi");
        assertThat(BootOffer.file(ip("10.0.0.9"), "a.efi")).hasToString("a.efi from 10.0.0.9");
        assertThat(BootOffer.url("http://x/y")).hasToString("http://x/y");
        assertThat(BootOffer.ignore("why")).hasToString("ignore: why");
        assertThat(BootOffer.file("a")).isEqualTo(BootOffer.file("a")).hasSameHashCodeAs(BootOffer.file("a"));
        assertThat(BootOffer.file("a")).isNotEqualTo(BootOffer.file("a").withStyle(OfferStyle.REDIRECT));
        assertThat(BootOffer.ignore("why").name()).isEmpty();
        assertThat(BootOffer.ignore("why").why()).isEqualTo("why");
        assertThat(BootOffer.file("a").why()).isEmpty();
    }

    @Test
    void bootOffersThatNoFirmwareCouldReadAreRefused() {
        for (String name : List.of("", "x".repeat(256), "a\0b", "a\nb", "é".repeat(128))) {
            assertThatThrownBy(() -> BootOffer.file(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(BootOffer.file("é".repeat(127)).name()).hasSize(127);
        for (String url : List.of("boot.ipxe", "http:", "://x", "/x")) {
            assertThatThrownBy(() -> BootOffer.url(url)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> BootOffer.file(Ip4.ANY, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BootOffer.file(Ip4.BROADCAST, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void arrivalChecksItsNumbers() {
        assertThatThrownBy(() -> new DhcpArrival("x", Ip4.ANY, 24, ServerPort.DHCP, Ip4.ANY, 68, true))
                .hasMessageStartingWith("serverAddress: 0.0.0.0");
        assertThatThrownBy(() -> new DhcpArrival("x", Lab.SERVER, 33, ServerPort.DHCP, Ip4.ANY, 68, true))
                .hasMessageStartingWith("prefixLength: 33");
        assertThatThrownBy(() -> new DhcpArrival("x", Lab.SERVER, 24, ServerPort.DHCP, Ip4.ANY, 65536, true))
                .hasMessageStartingWith("sourcePort: 65536");
    }

    @ParameterizedTest
    @EnumSource(DropReason.class)
    void everyReasonHasWords(DropReason reason) {
        assertThat(reason.text()).isNotBlank().doesNotEndWith(".");
        assertThat(new DhcpDrop(reason, "")).hasToString(reason.text());
        assertThat(new DhcpDrop(reason, "x")).hasToString(reason.text() + ": x");
    }

    @Test
    void foreignTextIsMadeSafe() {
        assertThat(Text.escape("a\u001b[31m\r\n\u202e")).isEqualTo("a\\u001b[31m\\u000d\\u000a\\u202e");
        assertThat(Text.escape("x".repeat(500))).hasSize(203).endsWith("...");
    }
}
