package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ip4NetworkTest {
    private static final Ip4Network NET = Ip4Network.of("10.0.0.0/24");

    @Test
    void cutsHostBitsOff() {
        assertThat(Ip4Network.of("10.0.0.77/24")).isEqualTo(NET).hasToString("10.0.0.0/24");
        assertThat(Ip4Network.of(Ip4.of("10.0.0.255"), 24)).isEqualTo(NET);
        assertThat(Ip4Network.of("10.1.2.3/0")).isEqualTo(Ip4Network.ALL);
    }

    @Test
    void aSingleAddressIsANetworkOfOne() {
        assertThat(Ip4Network.of("10.0.0.7")).isEqualTo(new Ip4Network(Ip4.of("10.0.0.7"), 32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0/24", "/24", "10.0.0.0/24/8"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Ip4Network.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesALengthOutOfRange() {
        assertThatThrownBy(() -> Ip4Network.of(Ip4.ANY, 33))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("33 (expected: 0..32)");
        assertThatThrownBy(() -> Ip4Network.of(Ip4.ANY, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsItsMaskAndItsLastAddress() {
        assertThat(NET.mask()).isEqualTo(Ip4.of("255.255.255.0"));
        assertThat(NET.broadcast()).isEqualTo(Ip4.of("10.0.0.255"));
        assertThat(Ip4Network.ALL.mask()).isEqualTo(Ip4.ANY);
        assertThat(Ip4Network.ALL.broadcast()).isEqualTo(Ip4.BROADCAST);
        assertThat(Ip4Network.of("10.0.0.8/30").broadcast()).isEqualTo(Ip4.of("10.0.0.11"));
    }

    @Test
    void firstAndLastAddressAreNoHosts() {
        assertThat(NET.isHost(Ip4.of("10.0.0.0"))).isFalse();
        assertThat(NET.isHost(Ip4.of("10.0.0.1"))).isTrue();
        assertThat(NET.isHost(Ip4.of("10.0.0.254"))).isTrue();
        assertThat(NET.isHost(Ip4.of("10.0.0.255"))).isFalse();
        assertThat(NET.isHost(Ip4.of("10.0.1.1"))).isFalse();
    }

    @Test
    void networksOfOneOrTwoAreAllHosts() {
        assertThat(Ip4Network.of("10.0.0.6/31").isHost(Ip4.of("10.0.0.6"))).isTrue();
        assertThat(Ip4Network.of("10.0.0.6/31").isHost(Ip4.of("10.0.0.7"))).isTrue();
        assertThat(Ip4Network.of("10.0.0.6").isHost(Ip4.of("10.0.0.6"))).isTrue();
        assertThat(Ip4Network.of("10.0.0.6").isHost(Ip4.of("10.0.0.7"))).isFalse();
    }

    @Test
    void containsAddressesAndSmallerNetworks() {
        assertThat(NET.contains(Ip4.of("10.0.0.255"))).isTrue();
        assertThat(NET.contains(Ip4.of("10.0.1.0"))).isFalse();
        assertThat(NET.contains(NET)).isTrue();
        assertThat(NET.contains(Ip4Network.of("10.0.0.128/25"))).isTrue();
        assertThat(NET.contains(Ip4Network.of("10.0.0.0/23"))).isFalse();
        assertThat(NET.contains(Ip4Network.of("10.0.1.0/25"))).isFalse();
    }

    @Test
    void overlapsInBothDirections() {
        Ip4Network half = Ip4Network.of("10.0.0.128/25");
        assertThat(NET.overlaps(half)).isTrue();
        assertThat(half.overlaps(NET)).isTrue();
        assertThat(half.overlaps(Ip4Network.of("10.0.0.0/25"))).isFalse();
    }

    @Test
    void sortsByAddressThenTheLargerFirst() {
        Ip4Network larger = Ip4Network.of("10.0.0.0/8");
        Ip4Network next = Ip4Network.of("192.168.0.0/16");
        assertThat(List.of(next, NET, larger).stream().sorted()).containsExactly(larger, NET, next);
    }

    @Property(tries = 200)
    void everyMemberNamesTheSameNetwork(@ForAll int bits, @ForAll @IntRange(max = 32) int length, @ForAll int host) {
        Ip4Network network = Ip4Network.of(new Ip4(bits), length);
        Ip4 member = new Ip4(network.address().bits() | host & ~network.mask().bits());

        assertThat(network.contains(member)).isTrue();
        assertThat(Ip4Network.of(member, length)).isEqualTo(network);
        assertThat(Ip4Network.of(network.toString())).isEqualTo(network);
        assertThat(member).isBetween(network.address(), network.broadcast());
    }
}
