package io.pxe4j.tftp.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TftpLimitsTest {
    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    @Test
    void everybodyIsHeardUnlessTold() throws UnknownHostException {
        assertThat(TftpLimits.DEFAULT.allows(address("203.0.113.1"))).isTrue();
        assertThat(TftpLimits.DEFAULT.allows(address("2001:db8::1"))).isTrue();
    }

    @Test
    void whoIsDeniedIsNotHeardAndAllOthersAre() throws UnknownHostException {
        TftpLimits limits =
                TftpLimits.builder().deny(AddressPrefix.of("10.0.0.0/8")).build();
        assertThat(limits.allows(address("10.1.1.1"))).isFalse();
        assertThat(limits.allows(address("11.1.1.1"))).isTrue();
        assertThat(limits.allows(address("::1"))).isTrue();
    }

    @Test
    void onceSomebodyIsAllowedOthersAreNotHeard() throws UnknownHostException {
        TftpLimits limits =
                TftpLimits.builder().allow(AddressPrefix.of("10.0.0.0/8")).build();
        assertThat(limits.allows(address("10.1.1.1"))).isTrue();
        assertThat(limits.allows(address("11.1.1.1"))).isFalse();
        assertThat(limits.allows(address("::1"))).isFalse();
    }

    @Test
    void theLongestBlockDecides() throws UnknownHostException {
        TftpLimits limits = TftpLimits.builder()
                .deny(AddressPrefix.of("10.0.5.7"))
                .allow(AddressPrefix.of("10.0.5.0/24"))
                .deny(AddressPrefix.of("10.0.0.0/16"))
                .allow(AddressPrefix.of("10.0.0.0/8"))
                .build();
        assertThat(limits.allows(address("10.9.0.1"))).isTrue();
        assertThat(limits.allows(address("10.0.4.1"))).isFalse();
        assertThat(limits.allows(address("10.0.5.1"))).isTrue();
        assertThat(limits.allows(address("10.0.5.7"))).isFalse();
    }

    @Test
    void ofTwoEqualBlocksTheDeniedDecides() throws UnknownHostException {
        AddressPrefix block = AddressPrefix.of("10.0.0.0/8");
        assertThat(TftpLimits.builder().allow(block).deny(block).build().allows(address("10.0.0.1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 13, 17, 19, 37, 53, 111, 123, 161, 389, 1900, 5353, 11211})
    void portsThatAnswerWhateverComesAreDropped(int port) {
        InetSocketAddress source = new InetSocketAddress("10.0.0.1", port);
        assertThat(TftpLimits.DEFAULT.isReflecting(source)).isTrue();
        assertThat(TftpLimits.builder().dropReflectingPorts(false).build().isReflecting(source))
                .isFalse();
    }

    /** PXE ROMs use 2070 and up, some boot loaders 69. */
    @ParameterizedTest
    @ValueSource(ints = {69, 1024, 2070, 4011, 65535})
    void portsOfRealClientsAreNot(int port) {
        assertThat(TftpLimits.DEFAULT.isReflecting(new InetSocketAddress("10.0.0.1", port)))
                .isFalse();
    }

    @Test
    void twoAccessesMustBothAgree() throws UnknownHostException {
        ClientAccess reads = (client, request) -> request.isRead();
        ClientAccess loopback = (client, request) -> client.isLoopbackAddress();
        TftpRequest read = TftpRequest.read("f", TftpOptions.NONE);
        TftpRequest write = TftpRequest.write("f", TftpOptions.NONE);
        ClientAccess both = reads.and(loopback);
        assertThat(both.allows(address("127.0.0.1"), read)).isTrue();
        assertThat(both.allows(address("127.0.0.1"), write)).isFalse();
        assertThat(both.allows(address("10.0.0.1"), read)).isFalse();
        assertThat(ClientAccess.ALL.and(reads).allows(address("10.0.0.1"), read))
                .isTrue();
    }

    @Test
    void limitsWithOneMoreAccessAreElseTheSame() throws UnknownHostException {
        TftpRequest read = TftpRequest.read("f", TftpOptions.NONE);
        TftpLimits limits = TftpLimits.builder()
                .maxTransfers(1)
                .maxTransfersPerAddress(2)
                .maxTransfersPerPrefix(3)
                .maxHalfOpen(4)
                .requests(RequestRate.of(5, 5))
                .requestsPerAddress(RequestRate.of(6, 6))
                .requestsPerPrefix(RequestRate.of(7, 7))
                .errors(RequestRate.of(8, 8))
                .errorsPerAddress(RequestRate.of(9, 9))
                .unansweredDatagrams(10, Duration.ofSeconds(11))
                .maxLife(Duration.ofMinutes(12))
                .deny(AddressPrefix.of("10.0.0.0/8"))
                .access((client, request) -> request.file().equals("f"))
                .dropReflectingPorts(false)
                .trackedAddresses(13)
                .trackedPrefixes(14)
                .build();
        TftpLimits more = limits.and((client, request) -> client.isLoopbackAddress());
        assertThat(more).usingRecursiveComparison().ignoringFields("access").isEqualTo(limits);
        assertThat(more.access().allows(address("127.0.0.1"), read)).isTrue();
        assertThat(more.access().allows(address("11.0.0.1"), read)).isFalse();
        assertThat(more.access().allows(address("127.0.0.1"), TftpRequest.read("g", TftpOptions.NONE)))
                .isFalse();
        assertThat(limits.access().allows(address("11.0.0.1"), read)).isTrue();
    }

    @Test
    void hasDefaultsThatLetABootStormPass() {
        TftpLimits limits = TftpLimits.DEFAULT;
        assertThat(limits.maxTransfers()).isEqualTo(16_384);
        assertThat(limits.maxTransfersPerAddress()).isEqualTo(1_024);
        assertThat(limits.maxTransfersPerPrefix()).isEqualTo(4_096);
        assertThat(limits.maxHalfOpen()).isEqualTo(16_384);
        assertThat(limits.requests().isUnlimited()).isTrue();
        assertThat(limits.requestsPerAddress()).isEqualTo(RequestRate.of(1_000, 4_000));
        assertThat(limits.requestsPerPrefix().isUnlimited()).isTrue();
        assertThat(limits.errors()).isEqualTo(RequestRate.of(10_000, 20_000));
        assertThat(limits.errorsPerAddress()).isEqualTo(RequestRate.of(100, 1_000));
        assertThat(limits.unansweredDatagrams()).isEqualTo(3);
        assertThat(limits.unansweredRegain()).isEqualTo(Duration.ofSeconds(10));
        assertThat(limits.maxLife()).isEqualTo(Duration.ofHours(6));
        assertThat(limits.access()).isSameAs(ClientAccess.ALL);
        assertThat(limits.trackedAddresses()).isEqualTo(16_384);
        assertThat(limits.trackedPrefixes()).isEqualTo(4_096);
    }

    @Test
    void keepsWhatItIsTold() {
        ClientAccess nobody = (client, request) -> false;
        TftpLimits limits = TftpLimits.builder()
                .maxTransfers(1)
                .maxTransfersPerAddress(2)
                .maxTransfersPerPrefix(3)
                .maxHalfOpen(4)
                .requests(RequestRate.of(5, 5))
                .requestsPerAddress(RequestRate.of(6, 6))
                .requestsPerPrefix(RequestRate.of(7, 7))
                .errors(RequestRate.of(8, 8))
                .errorsPerAddress(RequestRate.of(9, 9))
                .unansweredDatagrams(10, Duration.ofSeconds(11))
                .maxLife(Duration.ofMinutes(12))
                .access(nobody)
                .trackedAddresses(13)
                .trackedPrefixes(14)
                .build();
        assertThat(limits.maxTransfers()).isEqualTo(1);
        assertThat(limits.maxTransfersPerAddress()).isEqualTo(2);
        assertThat(limits.maxTransfersPerPrefix()).isEqualTo(3);
        assertThat(limits.maxHalfOpen()).isEqualTo(4);
        assertThat(limits.requests().perSecond()).isEqualTo(5);
        assertThat(limits.requestsPerAddress().perSecond()).isEqualTo(6);
        assertThat(limits.requestsPerPrefix().perSecond()).isEqualTo(7);
        assertThat(limits.errors().perSecond()).isEqualTo(8);
        assertThat(limits.errorsPerAddress().perSecond()).isEqualTo(9);
        assertThat(limits.unansweredDatagrams()).isEqualTo(10);
        assertThat(limits.unansweredRegain()).isEqualTo(Duration.ofSeconds(11));
        assertThat(limits.maxLife()).isEqualTo(Duration.ofMinutes(12));
        assertThat(limits.access()).isSameAs(nobody);
        assertThat(limits.trackedAddresses()).isEqualTo(13);
        assertThat(limits.trackedPrefixes()).isEqualTo(14);
    }

    @Test
    void checksItsSettings() {
        TftpLimits.Builder builder = TftpLimits.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxTransfers(0))
                .withMessage("maxTransfers: 0 (expected: 1..2147483647)");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxTransfersPerAddress(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxTransfersPerPrefix(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxHalfOpen(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.trackedAddresses(7));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.trackedPrefixes((1 << 24) + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.unansweredDatagrams(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.unansweredDatagrams(1, Duration.ZERO))
                .withMessage("regain: PT0S (expected: PT0.001S..PT1H)");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxLife(Duration.ofDays(366)));
        assertThatIllegalArgumentException().isThrownBy(() -> RequestRate.of(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestRate.of(1, 0))
                .withMessage("burst: 0 (expected: 1..2147483647)");
        assertThat(RequestRate.of(5, 20)).hasToString("5/s, burst 20");
        assertThat(RequestRate.UNLIMITED).hasToString("unlimited");
    }
}
