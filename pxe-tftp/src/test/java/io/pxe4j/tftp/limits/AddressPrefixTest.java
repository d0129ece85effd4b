package io.pxe4j.tftp.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0, true",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, 9.255.255.255, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "192.168.4.0/22, 192.168.3.255, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.7/32, 192.0.2.7, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 10.0.0.1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:db8::/33, 2001:db8:8000::, false",
        "2001:DB8::1, 2001:db8::1, true",
        "fe80::/10, febf::1, true",
        "fe80::/10, fec0::1, false",
    })
    void holdsWhatBeginsAsItDoes(String prefix, String address, boolean contained) throws UnknownHostException {
        assertThat(AddressPrefix.of(prefix).contains(InetAddress.getByName(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10",
                "10.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.0/ 8",
                "10.0.0.256",
                "localhost",
                "localhost/8",
                "2001:db8::/129",
                "2001:db8:::/32",
                "12345::",
                "fe80::1%lo",
                "0x0a000001",
            })
    void refusesWhatIsNoBlock(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressPrefix.of(text))
                .withMessageStartingWith("prefix: " + text + " (expected: an address or a block");
    }

    @Test
    void refusesBitsBehindThePrefixAndSaysWhatWasMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressPrefix.of("10.1.0.0/8"))
                .withMessage("prefix: 10.1.0.0/8 (expected: no bits behind the first 8, 10.0.0.0/8)");
    }

    @Test
    void cutsAnAddressToAPrefix() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("10.1.2.3");
        assertThat(AddressPrefix.of(address, 24)).isEqualTo(AddressPrefix.of("10.1.2.0/24"));
        assertThat(AddressPrefix.of(address, 31)).hasToString("10.1.2.2/31");
        assertThat(AddressPrefix.of(address, 32)).hasToString("10.1.2.3");
        assertThat(AddressPrefix.of(InetAddress.getByName("2001:db8:1:2:3::"), 64))
                .isEqualTo(AddressPrefix.of("2001:db8:1:2::/64"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressPrefix.of(address, 33))
                .withMessage("length: 33 (expected: 0..32)");
    }

    @Test
    void isAValue() {
        AddressPrefix prefix = AddressPrefix.of("10.0.0.0/8");
        assertThat(prefix).isEqualTo(AddressPrefix.of("10.0.0.0/8")).hasSameHashCodeAs(AddressPrefix.of("10.0.0.0/8"));
        assertThat(prefix).isNotEqualTo(AddressPrefix.of("10.0.0.0/9")).isNotEqualTo(AddressPrefix.of("11.0.0.0/8"));
        assertThat(prefix.length()).isEqualTo(8);
        assertThat(prefix.address().getHostAddress()).isEqualTo("10.0.0.0");
        assertThat(AddressPrefix.of("2001:db8::/32")).hasToString("2001:db8:0:0:0:0:0:0/32");
    }

    @Property(tries = 300)
    void agreesWithComparingBits(
            @ForAll @Size(4) byte[] one, @ForAll @Size(4) byte[] other, @ForAll @IntRange(max = 32) int length)
            throws UnknownHostException {
        int a = java.nio.ByteBuffer.wrap(one).getInt();
        int b = java.nio.ByteBuffer.wrap(other).getInt();
        boolean same = length == 0 || a >>> 32 - length == b >>> 32 - length;
        AddressPrefix prefix = AddressPrefix.of(InetAddress.getByAddress(one), length);
        assertThat(prefix.contains(InetAddress.getByAddress(other))).isEqualTo(same);
        assertThat(prefix.contains(InetAddress.getByAddress(one))).isTrue();
        assertThat(AddressPrefix.of(prefix.toString())).isEqualTo(prefix);
    }
}
