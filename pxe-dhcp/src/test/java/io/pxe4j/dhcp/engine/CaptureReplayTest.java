package io.pxe4j.dhcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of real firmware (EDK2 2022.11, iPXE 1.0) and what it would do with our answers. */
class CaptureReplayTest {
    private static final BootPolicy POLICY = BootPolicy.of(client -> switch (client.kind()) {
        case UEFI_HTTP -> BootOffer.url("http://10.77.0.1/snponly.efi");
        case IPXE -> BootOffer.url("http://10.77.0.1/boot.ipxe");
        default -> BootOffer.file("snponly.efi");
    });

    private final Lab lab = new Lab();
    private final ProxyDhcp proxy = ProxyDhcp.builder().policy(POLICY).build(lab.context());
    private final DhcpLeasing leasing = DhcpLeasing.builder()
            .pool(AddressPool.of("10.77.0.50-10.77.0.99"))
            .policy(POLICY)
            .build(lab.context());

    static List<Captures.Request> requests() {
        return Captures.requests();
    }

    static List<Captures.Request> discovers() {
        return requests().stream()
                .filter(one -> one.packet().is(DhcpMessageType.DISCOVER))
                .toList();
    }

    private static Optional<String> objection(DhcpPacket request, DhcpPacket offer) {
        return switch (BootClient.of(request).kind()) {
            case IPXE -> Firmware.ipxeObjects(request, offer);
            case UEFI_HTTP -> Firmware.edk2HttpObjects(request, offer);
            default -> Firmware.edk2Objects(request, offer).or(() -> Firmware.intelObjects(request, offer));
        };
    }

    @Test
    void capturesHoldWhatIsSaid() {
        assertThat(discovers()).hasSizeGreaterThan(8);
        assertThat(requests().stream().map(one -> BootClient.of(one.packet()).kind()))
                .contains(BootClient.Kind.IPXE, BootClient.Kind.UEFI_PXE, BootClient.Kind.UEFI_HTTP);
    }

    @ParameterizedTest
    @MethodSource("discovers")
    void firmwareTakesTheProxysOffer(Captures.Request discover) {
        DhcpOutcome outcome = Lab.outcome(proxy, discover.packet(), discover.arrival());

        assertThat(objection(discover.packet(), Lab.answer(outcome))).isEmpty();
        assertThat(((DhcpReply) outcome).destination()).isEqualTo(new ReplyDestination(Ip4.BROADCAST, 68, true));
    }

    @ParameterizedTest
    @MethodSource("discovers")
    void firmwareTakesTheAddressServersOffer(Captures.Request discover) {
        DhcpOutcome outcome = Lab.outcome(leasing, discover.packet(), discover.arrival());

        assertThat(objection(discover.packet(), Lab.answer(outcome))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void proxyLeavesTheRestToTheAddressServer(Captures.Request request) {
        boolean discover = request.packet().is(DhcpMessageType.DISCOVER);
        boolean pxePort = request.arrival().port() == ServerPort.PXE;
        DhcpOutcome outcome = Lab.outcome(proxy, request.packet(), request.arrival());

        if (discover || pxePort) {
            assertThat(outcome).isInstanceOf(DhcpReply.class);
        } else {
            assertThat(Lab.dropOf(outcome)).isEqualTo(DropReason.ADDRESS_SERVERS_BUSINESS);
        }
    }

    @Test
    void edk2TakesTheAnswerOnPort4011() {
        Captures.Request request = Captures.requests("uefi-pxe-proxy").stream()
                .filter(one -> one.arrival().port() == ServerPort.PXE)
                .findFirst()
                .orElseThrow();
        DhcpReply reply = (DhcpReply) Lab.outcome(proxy, request.packet(), request.arrival());
        DhcpPacket ack = Lab.packet(reply.message());

        assertThat(reply.destination())
                .isEqualTo(new ReplyDestination(request.arrival().sourceAddress(), 4011, false));
        assertThat(ack.is(DhcpMessageType.ACK)).isTrue();
        assertThat(ack.get(DhcpOption.SERVER_IDENTIFIER)).contains(Ip4.of("10.77.0.1"));
        assertThat(ack.yiaddr()).isEqualTo(Ip4.ANY);
        assertThat(ack.file()).isEqualTo("snponly.efi");
        assertThat(ack.siaddr()).isEqualTo(Ip4.of("10.77.0.1"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void wholeConversationsWithAnAddressServerEndInAnAck(Captures.Request request) {
        boolean ours = request.packet()
                .get(DhcpOption.SERVER_IDENTIFIER)
                .filter(Ip4.of("10.77.0.1")::equals)
                .isPresent();
        if (request.packet().is(DhcpMessageType.REQUEST) && ours) {
            Ip4 wanted = request.packet().get(DhcpOption.REQUESTED_ADDRESS).orElseThrow();
            DhcpPacket offer = Lab.answer(
                    leasing,
                    DhcpPacketWriter.request(
                                    DhcpMessageType.DISCOVER, request.packet().chaddr())
                            .set(DhcpOption.REQUESTED_ADDRESS, wanted),
                    request.arrival());
            assertThat(offer.yiaddr()).isEqualTo(wanted);
            DhcpPacket ack = Lab.answer(Lab.outcome(leasing, request.packet(), request.arrival()));
            assertThat(ack.is(DhcpMessageType.ACK)).isTrue();
            assertThat(ack.yiaddr()).isEqualTo(wanted);
            assertThat(ack.file()).isNotEmpty();
        }
    }

    @Test
    void relaxedProxyOfferWouldBeRefused() {
        // the rules above can fail: a lone 43.6 = 8, as some servers send it
        DhcpPacket discover = Captures.requests("uefi-pxe").get(0).packet();
        DhcpReply reply = (DhcpReply) Lab.outcome(proxy, discover, Lab.BROADCAST);
        reply.message().raw(43, (byte) 6, (byte) 1, (byte) 8, (byte) 255);
        assertThat(Firmware.intelObjects(discover, Lab.packet(reply.message()))).isPresent();

        reply.message().remove(DhcpOption.VENDOR_SPECIFIC);
        assertThat(Firmware.edk2Objects(discover, Lab.packet(reply.message()))).isPresent();
    }
}
