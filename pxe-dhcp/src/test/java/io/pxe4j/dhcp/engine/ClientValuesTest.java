package io.pxe4j.dhcp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.ClientArchitecture;
import io.pxe4j.dhcp.ClientIdentifier;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.NetworkInterfaceIdentifier;
import io.pxe4j.dhcp.ParameterRequestList;
import io.pxe4j.dhcp.UserClass;
import io.pxe4j.dhcp.VendorClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The values by which a client is set up, and their checks. */
class ClientValuesTest {
    private static final ClientIdentity HOST = ClientIdentity.of(Lab.MAC);

    @Test
    void identitiesAreImmutable() {
        ClientIdentity named = HOST.with(DhcpOption.HOST_NAME, "a").with(DhcpOption.HOST_NAME, "b");

        assertThat(HOST.get(DhcpOption.HOST_NAME)).isEmpty();
        assertThat(named.get(DhcpOption.HOST_NAME)).contains("b");
        assertThat(named.has(DhcpOption.HOST_NAME)).isTrue();
        assertThat(named.without(DhcpOption.HOST_NAME).has(DhcpOption.HOST_NAME))
                .isFalse();
        assertThat(named.without(DhcpOption.HOST_NAME).has(DhcpOption.PARAMETER_REQUEST_LIST))
                .isTrue();
        assertThat(named.hardwareAddress()).isEqualTo(Lab.MAC);
    }

    @Test
    void anOptionSetByItsNumberReplacesTheOneOfThatName() {
        ClientIdentity raw = HOST.with(DhcpOption.HOST_NAME, "a").with(DhcpOption.bytes(12), new byte[] {'b'});

        assertThat(raw.get(DhcpOption.HOST_NAME)).isEmpty();
        assertThat(raw.has(DhcpOption.HOST_NAME)).isTrue();
    }

    @Test
    void whatTheClientSetsItselfIsNotFree() {
        Stream.of(52, 53, 54, 82)
                .forEach(code -> assertThatThrownBy(() -> HOST.with(DhcpOption.bytes(code), new byte[] {1}))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("expected: left to the client"));
        assertThatThrownBy(() -> HOST.with(DhcpOption.HOST_NAME, "x".repeat(256)))
                .as("checked at once, not when it is sent")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hostsAskForWhatHostsNeed() {
        assertThat(HOST.get(DhcpOption.PARAMETER_REQUEST_LIST))
                .contains(ParameterRequestList.of(1, 3, 6, 12, 15, 26, 28, 42, 51, 54));
        assertThat(HOST).hasToString("52:54:00:00:00:01");
    }

    @Test
    void httpFirmwareSaysSo() {
        ClientIdentity http = ClientIdentity.http(Lab.MAC, ClientArchitecture.X64_UEFI_HTTP);

        assertThat(http.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.of("HTTPClient:Arch:00016:UNDI:003000"));
        assertThat(http.get(DhcpOption.CLIENT_ARCHITECTURE)).contains(List.of(ClientArchitecture.X64_UEFI_HTTP));
        assertThat(http.get(DhcpOption.MAX_MESSAGE_SIZE)).contains(1472);
        assertThat(http).hasToString("52:54:00:00:00:01 (HTTPClient:Arch:00016:UNDI:003000)");
    }

    @Test
    void ipxeSendsItsClassBareAndItsAddressAsIdentifier() {
        ClientIdentity bios = ClientIdentity.ipxe(Lab.MAC, ClientArchitecture.X86_BIOS);
        ClientIdentity uefi = ClientIdentity.ipxe(Lab.MAC, ClientArchitecture.X64_UEFI);

        assertThat(bios.get(DhcpOption.USER_CLASS)).contains(UserClass.IPXE);
        assertThat(bios.get(DhcpOption.CLIENT_IDENTIFIER)).contains(ClientIdentifier.of(Lab.MAC));
        assertThat(bios.get(DhcpOption.CLIENT_NDI)).contains(NetworkInterfaceIdentifier.undi(2, 1));
        assertThat(bios.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.of("PXEClient:Arch:00000:UNDI:002001"));
        assertThat(uefi.get(DhcpOption.VENDOR_CLASS)).contains(VendorClass.of("PXEClient:Arch:00007:UNDI:003010"));
    }

    @Test
    void timesAreChecked() {
        ClientTiming standard = ClientTiming.STANDARD;
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> standard.withWaits(Duration.ZERO, second, Duration.ZERO))
                .hasMessage("first: PT0S (expected: PT0.001S to PT1H)");
        assertThatThrownBy(() -> standard.withWaits(second, Duration.ofMillis(999), Duration.ZERO))
                .hasMessageStartingWith("longest: PT0.999S");
        assertThatThrownBy(() -> standard.withWaits(second, Duration.ofHours(2), Duration.ZERO))
                .hasMessageStartingWith("longest: PT2H");
        assertThatThrownBy(() -> standard.withWaits(second, second, second))
                .hasMessage("jitter: PT1S (expected: less than first, PT1S)");
        assertThatThrownBy(() -> standard.withWaits(second, second, Duration.ofNanos(-1)))
                .hasMessageStartingWith("jitter: ");
        assertThatThrownBy(() -> standard.withTries(0, 0)).hasMessage("tries: 0 (expected: 1..100)");
        assertThatThrownBy(() -> standard.withTries(101, 0)).hasMessage("tries: 101 (expected: 1..100)");
        assertThatThrownBy(() -> standard.withTries(1, -1)).hasMessage("restarts: -1 (expected: 0..100)");
        assertThatThrownBy(() -> standard.withOffers(Duration.ofNanos(-1))).hasMessageStartingWith("offers: ");
        assertThatThrownBy(() -> standard.withCollect(Duration.ZERO)).hasMessageStartingWith("collect: PT0S");
        assertThat(standard.withTries(100, 100).withOffers(second).withCollect(second))
                .isEqualTo(new ClientTiming(
                        Duration.ofSeconds(4), Duration.ofSeconds(64), second, 100, 100, second, second));
    }

    @Test
    void settingsAreChecked() {
        ClientSettings settings = ClientSettings.of(HOST);

        assertThat(settings.broadcast()).isTrue();
        assertThat(settings.keepLease()).isFalse();
        assertThat(settings.withBroadcast(false).broadcast()).isFalse();
        assertThat(settings.withKeepLease(true).keepLease()).isTrue();
        assertThatThrownBy(() -> settings.withServer(Ip4.BROADCAST))
                .hasMessage("server: 255.255.255.255 (expected: a host's address)");
        assertThatThrownBy(() -> ClientRelay.of(Ip4.ANY)).hasMessage("relay: 0.0.0.0 (expected: a host's address)");
        ClientSettings relayed = settings.withRelay(Lab.SERVER, ClientRelay.of(Lab.ip("10.9.0.1")));
        assertThatThrownBy(() -> new ClientSettings(
                        relayed.identity(),
                        relayed.timing(),
                        relayed.choice(),
                        Optional.empty(),
                        relayed.relay(),
                        true,
                        false))
                .hasMessageStartingWith("server: none");
    }

    @Test
    void withoutTheBroadcastFlagWhenToldSo() {
        ClientLab quiet = new ClientLab(ClientLab.settings().withBroadcast(false));
        quiet.client.acquire();

        assertThat(quiet.next().packet().isBroadcast()).isFalse();
    }

    @Test
    void leasesAreChecked() {
        ClientLease lease = ClientLab.create().acquire();

        assertThatThrownBy(() -> new ClientLease(
                        Ip4.ANY,
                        lease.server(),
                        lease.since(),
                        lease.time(),
                        lease.renewal(),
                        lease.rebinding(),
                        lease.ack()))
                .hasMessage("address: 0.0.0.0 (expected: a host's address)");
        assertThatThrownBy(() -> times(lease, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(3)))
                .hasMessage("renewal: PT2S, rebinding: PT1S (expected: in this order, within PT3S)");
        assertThatThrownBy(() -> times(lease, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(3)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> times(lease, Duration.ofSeconds(-1), Duration.ofSeconds(2), Duration.ofSeconds(3)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(times(lease, Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3))
                        .isInfinite())
                .isFalse();
        assertThat(lease.routers()).isEmpty();
        assertThat(lease.dnsServers()).isEmpty();
    }

    private static ClientLease times(ClientLease lease, Duration renewal, Duration rebinding, Duration time) {
        return new ClientLease(lease.address(), lease.server(), lease.since(), time, renewal, rebinding, lease.ack());
    }

    @Test
    void statesTellWhetherThereIsAnAddress() {
        assertThat(Stream.of(ClientState.values()).filter(ClientState::hasAddress))
                .containsExactly(ClientState.BOUND, ClientState.RENEWING, ClientState.REBINDING);
    }

    @Test
    void everyReasonAndFailureSpeaksPlainly() {
        assertThat(ClientRefusalReason.values())
                .allSatisfy(reason -> assertThat(reason.text()).matches("[a-zA-Z].*[^.]"));
        assertThat(ClientFailure.values())
                .allSatisfy(failure -> assertThat(failure.text()).matches("[a-z].*[^.]"));
        IllegalStateException cause = new IllegalStateException("x");
        assertThat(new ClientException(ClientFailure.NO_SOCKET, "why", cause))
                .hasMessage("no socket: why")
                .hasCause(cause);
    }

    // RFC 4390: InfiniBand has no hardware address in the packet.
    @Test
    void aClientWithoutHardwareAddressIsKnownByItsIdentifier() {
        ClientIdentity infiniband = ClientIdentity.of(HardwareAddress.of(32))
                .with(DhcpOption.CLIENT_IDENTIFIER, ClientIdentifier.of(0, (byte) 9));
        ClientLab lab = new ClientLab(ClientSettings.of(infiniband));

        assertThat(lab.acquire().address()).isEqualTo(ClientLab.ADDRESS);
    }
}
