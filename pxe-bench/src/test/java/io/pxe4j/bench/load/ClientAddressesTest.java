package io.pxe4j.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ClientAddressesTest {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress("127.0.0.1", 69);

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have one address on loopback")
    void eachClientHasOneOfItsOwnAndFewShareANetwork() {
        var addresses = IntStream.range(0, 100_000)
                .mapToObj(client -> ClientAddresses.of(client, LOOPBACK)
                        .orElseThrow()
                        .getAddress()
                        .getHostAddress())
                .toList();

        assertThat(addresses).startsWith("127.1.0.1", "127.1.0.2").doesNotHaveDuplicates();
        assertThat(addresses.get(62_500)).isEqualTo("127.2.0.1");
        assertThat(addresses.stream()
                        .collect(Collectors.groupingBy(
                                address -> address.substring(0, address.lastIndexOf('.')), Collectors.counting()))
                        .values())
                .allMatch(ofNetwork -> ofNetwork <= 250);
    }

    @Test
    void theSystemChoosesElsewhere() {
        assertThat(ClientAddresses.of(0, new InetSocketAddress("192.0.2.1", 69)))
                .isEmpty();
        assertThat(ClientAddresses.of(0, new InetSocketAddress("::1", 69))).isEmpty();
        assertThat(ClientAddresses.of(100_000_000, LOOPBACK)).isEmpty();
    }
}
