package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.BROADCAST;
import static io.pxe4j.dhcp.engine.Lab.HTTP;
import static io.pxe4j.dhcp.engine.Lab.SERVER;
import static io.pxe4j.dhcp.engine.Lab.UEFI;
import static io.pxe4j.dhcp.engine.Lab.answer;
import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.Lab.ipxe;
import static io.pxe4j.dhcp.engine.Lab.message;
import static io.pxe4j.dhcp.engine.Lab.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.VendorClass;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What an administrator is told about other servers' answers. */
class OfferDiagnosisTest {
    private static final Ip4 OTHER = ip("10.0.0.2");

    private final Lab lab = new Lab();

    private static DhcpPacketWriter offer() {
        return DhcpPacketWriter.replyTo(packet(message(DhcpMessageType.DISCOVER, UEFI)), DhcpMessageType.OFFER)
                .yiaddr(ip("10.0.0.50"))
                .set(DhcpOption.SERVER_IDENTIFIER, OTHER)
                .set(DhcpOption.SUBNET_MASK, ip("255.255.255.0"));
    }

    private static DhcpPacketWriter pxe(int... octets) {
        byte[] options = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            options[i] = (byte) octets[i];
        }
        return offer().nextServer(OTHER)
                .bootFile("x.efi")
                .set(DhcpOption.VENDOR_CLASS, VendorClass.of(UEFI))
                .raw(43, options);
    }

    private static Set<OfferFault> faults(DhcpPacketWriter reply) {
        return OfferDiagnosis.of(packet(reply)).faults();
    }

    @Test
    void ownAnswersAreInOrder() {
        BootPolicy policy = BootPolicy.of(client -> switch (client.kind()) {
            case IPXE, UEFI_HTTP -> BootOffer.url("http://10.0.0.1/x");
            default -> BootOffer.file("x");
        });
        DhcpEngine leasing = DhcpLeasing.builder()
                .pool(AddressPool.of("10.0.0.50-10.0.0.99"))
                .policy(policy)
                .build(lab.context());
        DhcpEngine proxy = ProxyDhcp.builder().policy(policy).build(lab.context());
        for (DhcpPacketWriter request : List.of(
                message(DhcpMessageType.DISCOVER, UEFI),
                message(DhcpMessageType.DISCOVER, HTTP),
                ipxe(DhcpMessageType.DISCOVER))) {
            assertThat(OfferDiagnosis.of(answer(leasing, request, BROADCAST)).faults())
                    .isEmpty();
        }
        assertThat(OfferDiagnosis.of(answer(proxy, message(DhcpMessageType.DISCOVER, HTTP), BROADCAST))
                        .faults())
                .isEmpty();
        // of another machine this one would be a second proxy
        OfferDiagnosis second = OfferDiagnosis.of(answer(proxy, message(DhcpMessageType.DISCOVER, UEFI), BROADCAST));
        assertThat(second.faults()).containsExactly(OfferFault.SECOND_PROXY);
    }

    @Test
    void answersWithoutBootHaveNoFaults() {
        OfferDiagnosis plain = OfferDiagnosis.of(packet(offer().remove(DhcpOption.SUBNET_MASK)));

        assertThat(plain.isHealthy()).isTrue();
        assertThat(plain).hasToString("OFFER of 10.0.0.2 to 52:54:00:00:00:01 is in order");
    }

    @Test
    void requestsAndRefusalsAreNotJudged() {
        assertThat(faults(message(DhcpMessageType.DISCOVER, UEFI))).isEmpty();
        DhcpPacket discover = packet(message(DhcpMessageType.DISCOVER, UEFI));
        assertThat(faults(DhcpPacketWriter.replyTo(discover, DhcpMessageType.NAK)
                        .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)))
                .isEmpty();
        assertThat(faults(DhcpPacketWriter.replyTo(discover, DhcpMessageType.ACK)
                        .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)))
                .containsExactly(OfferFault.NO_SERVER_IDENTIFIER);
    }

    @Test
    void pxeClientAlone() {
        assertThat(faults(offer().set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)))
                .containsExactly(OfferFault.PXE_CLIENT_WITHOUT_OPTIONS);
        assertThat(faults(pxe(255))).containsExactly(OfferFault.PXE_CLIENT_WITHOUT_OPTIONS);
        // WfM 1.1a: multicast TFTP needs no discovery
        assertThat(faults(pxe(1, 4, 232, 0, 0, 1, 255))).isEmpty();
        // a proxy that redirects to its port 4011 may do so
        assertThat(faults(pxe(255).yiaddr(Ip4.ANY))).containsExactly(OfferFault.SECOND_PROXY);
    }

    @Test
    void discoveryThatContradictsItself() {
        assertThat(faults(pxe(6, 1, 0x0a, 255))).isEmpty();
        assertThat(faults(pxe(6, 1, 8, 255))).containsExactly(OfferFault.MULTICAST_WITHOUT_ADDRESS);
        assertThat(faults(pxe(6, 1, 8, 7, 4, 232, 0, 0, 1, 255))).isEmpty();
        assertThat(faults(pxe(6, 1, 0x0b, 255))).containsExactly(OfferFault.SERVER_LIST_MISSING);
        assertThat(faults(pxe(6, 1, 0x0e, 255))).containsExactly(OfferFault.SERVER_LIST_MISSING);
        assertThat(faults(pxe(6, 1, 0x0b, 8, 7, 0x80, 0, 1, 10, 0, 0, 2, 255))).isEmpty();
        assertThat(faults(pxe(6, 1, 2, 255))).containsExactly(OfferFault.MENU_MISSING);
        assertThat(faults(pxe(6, 1, 2, 9, 4, 0, 0, 1, 'x', 255))).containsExactly(OfferFault.MENU_MISSING);
        assertThat(faults(pxe(6, 1, 2, 10, 2, 0, 'x', 255))).containsExactly(OfferFault.MENU_MISSING);
        assertThat(faults(pxe(6, 1, 2, 9, 4, 0, 0, 1, 'x', 10, 2, 0, 'x', 255))).isEmpty();
        assertThat(faults(pxe(6, 1, 0x0a, 255).remove(DhcpOption.BOOTFILE_NAME).file("")))
                .containsExactly(OfferFault.MENU_MISSING);
    }

    @Test
    void fileWithoutServer() {
        assertThat(faults(offer().bootFile("x.efi"))).containsExactly(OfferFault.NO_NEXT_SERVER);
        assertThat(faults(offer().bootFile("x.efi").set(DhcpOption.TFTP_SERVER_NAME, "10.0.0.2")))
                .containsExactly(OfferFault.NO_NEXT_SERVER);
        assertThat(faults(offer().bootFile("http://10.0.0.2/x"))).isEmpty();
        assertThat(faults(offer().file("x.efi"))).containsExactly(OfferFault.NO_NEXT_SERVER);
    }

    @Test
    void httpClientWithoutUrl() {
        DhcpPacketWriter http = offer().set(DhcpOption.VENDOR_CLASS, VendorClass.HTTP_CLIENT);

        assertThat(faults(http)).containsExactly(OfferFault.HTTP_CLIENT_WITHOUT_URL);
        assertThat(faults(http.bootFile("x.efi"))).containsExactly(OfferFault.HTTP_CLIENT_WITHOUT_URL);
        assertThat(faults(http.bootFile("http://10.0.0.2/x.efi"))).isEmpty();
    }

    @Test
    void basicsThatAreMissing() {
        assertThat(faults(pxe(6, 1, 0x0a, 255).remove(DhcpOption.SERVER_IDENTIFIER)))
                .containsExactly(OfferFault.NO_SERVER_IDENTIFIER);
        assertThat(faults(pxe(6, 1, 0x0a, 255).remove(DhcpOption.SUBNET_MASK)))
                .containsExactly(OfferFault.NO_SUBNET_MASK);
        OfferDiagnosis typeless = OfferDiagnosis.of(packet(pxe(6, 1, 0x0a, 255).remove(DhcpOption.MESSAGE_TYPE)));
        assertThat(typeless.faults()).containsExactly(OfferFault.NO_MESSAGE_TYPE);
        assertThat(typeless.toString()).startsWith("BOOTP reply of 10.0.0.2 to");
    }

    @Test
    void answerToAMachineWithAnIdentifierConcernsBoot() {
        assertThat(faults(offer().raw(97, new byte[17]).remove(DhcpOption.SUBNET_MASK)))
                .containsExactly(OfferFault.NO_SUBNET_MASK);
    }

    /** A reply with these options behind 53, 54 and 1, and nothing behind them. */
    private static Set<OfferFault> faultsOfRaw(int... octets) {
        ByteBuf buffer = Unpooled.buffer();
        buffer.writeBytes(packet(offer().nextServer(OTHER).file("x.efi")).content(), 0, 240);
        buffer.writeBytes(new byte[] {53, 1, 2, 54, 4, 10, 0, 0, 2});
        for (int octet : octets) {
            buffer.writeByte(octet);
        }
        return OfferDiagnosis.of((DhcpPacket) DhcpPacket.decode(buffer)).faults();
    }

    @Test
    void layoutThatEdk2Rejects() {
        assertThat(faultsOfRaw(1, 4, 255, 255, 255, 0, 255)).isEmpty();
        assertThat(faultsOfRaw(1, 4, 255, 255, 255, 0, 0, 0, 255, 1, 2)).isEmpty();
        assertThat(faultsOfRaw(1, 4, 255, 255, 255, 0)).containsExactly(OfferFault.NO_END);
        assertThat(faultsOfRaw(1, 4, 255, 255, 255, 0, 0, 0)).containsExactly(OfferFault.NO_END);
        assertThat(faultsOfRaw(80, 0, 1, 4, 255, 255, 255, 0, 255)).containsExactly(OfferFault.EMPTY_OPTION);
        assertThat(faultsOfRaw(1, 4, 255, 255, 255, 0, 80, 0, 255)).isEmpty();
        assertThat(faultsOfRaw(1, 4, 255, 255, 255, 0, 52, 1, 2, 255)).containsExactly(OfferFault.OVERLOADED);
    }

    @Test
    void lengthsThatEdk2Rejects() {
        for (int[] wrong : List.of(
                new int[] {1, 3},
                new int[] {3, 5},
                new int[] {6, 0},
                new int[] {13, 1},
                new int[] {12, 0},
                new int[] {52, 2},
                new int[] {61, 1},
                new int[] {121, 4})) {
            int[] octets = new int[6 + 2 + wrong[1] + 1];
            System.arraycopy(new int[] {1, 4, 255, 255, 255, 0, wrong[0], wrong[1]}, 0, octets, 0, 8);
            octets[octets.length - 1] = 255;
            assertThat(faultsOfRaw(octets)).as("option %s", wrong[0]).contains(OfferFault.WRONG_LENGTH);
        }
        assertThat(faultsOfRaw(
                        1, 4, 255, 255, 255, 0, 3, 8, 1, 1, 1, 1, 2, 2, 2, 2, 13, 2, 0, 9, 61, 2, 0, 1, 121, 5, 0, 1, 1,
                        1, 1, 255))
                .isEmpty();
    }

    @Test
    void answerThatIsTooLong() {
        byte[] long1 = new byte[250];
        int[] octets = new int[6 + 5 * 252 + 1];
        System.arraycopy(new int[] {1, 4, 255, 255, 255, 0}, 0, octets, 0, 6);
        for (int i = 0; i < 5; i++) {
            octets[6 + i * 252] = 224 + i;
            octets[7 + i * 252] = long1.length;
        }
        octets[octets.length - 1] = 255;

        assertThat(faultsOfRaw(octets)).containsExactly(OfferFault.TOO_LONG);
    }

    @Test
    void faultsAreToldInOneLine() {
        OfferDiagnosis diagnosis =
                new OfferDiagnosis(EnumSet.of(OfferFault.NO_END, OfferFault.NO_SUBNET_MASK), "OFFER of " + SERVER);

        assertThat(diagnosis)
                .hasToString(
                        "OFFER of 10.0.0.1 gives an address without a subnet mask (option 1): UEFI denies the lease; "
                                + "has no END (option 255): UEFI and GRUB drop the packet");
        for (OfferFault fault : OfferFault.values()) {
            assertThat(fault.text()).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
        }
    }

    @Property(tries = 300)
    void neverThrows(@ForAll byte[] options) {
        ByteBuf buffer = Unpooled.buffer();
        buffer.writeBytes(packet(offer().file("x")).content(), 0, 240).writeBytes(options);
        if (DhcpPacket.decode(buffer) instanceof DhcpPacket reply) {
            assertThat(OfferDiagnosis.of(reply).toString()).isNotEmpty();
        }
    }
}
