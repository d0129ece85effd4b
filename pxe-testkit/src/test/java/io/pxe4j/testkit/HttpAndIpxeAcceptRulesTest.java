package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What EDK2's HTTP boot and iPXE take and refuse. */
class HttpAndIpxeAcceptRulesTest {
    private static final Firmware HTTP = Firmware.edk2Http();
    private static final byte[] HTTP_DISCOVER = HTTP.discover(Boots.NETWORK, 1);
    private static final Firmware IPXE = Firmware.ipxe(Platform.EFI);
    private static final byte[] IPXE_DISCOVER = IPXE.discover(Boots.NETWORK, 1);

    @Test
    void httpBootFilesOffersByAddressUriAndDns() {
        String byAddress = "http://10.0.0.1/boot.efi";
        String byName = "http://boot.example/boot.efi";
        assertThat(http(lease())).isEqualTo("DHCP only");
        assertThat(http(lease().option(6, 10, 0, 0, 1))).isEqualTo("DHCP with DNS");
        assertThat(http(lease().text(60, "HTTPClient").text(67, byAddress))).isEqualTo("DHCP with an IP URI");
        assertThat(http(lease().text(60, "HTTPClient").text(67, byAddress).option(6, 10, 0, 0, 1)))
                .isEqualTo("DHCP with an IP URI and DNS");
        assertThat(http(lease().text(60, "HTTPClient").text(67, byName))).isEqualTo("DHCP with a name URI, no DNS");
        assertThat(http(proxy().text(60, "HTTPClient").text(67, byAddress))).isEqualTo("proxy with an IP URI");
        assertThat(http(proxy().text(60, "HTTPClient").file(byName))).isEqualTo("proxy with a name URI");
    }

    @Test
    void httpBootRefusesAnOfferWithoutAUrl() {
        assertThat(http(lease().text(60, "HTTPClient"))).contains("no URI");
        assertThat(http(lease().text(60, "HTTPClient").text(67, "boot.efi"))).contains("no http or https URL");
        assertThat(http(lease().text(60, "HTTPClient").text(67, "tftp://10.0.0.1/a")))
                .contains("no http or https URL");
        assertThat(http(proxy().pxeClient().text(67, "http://10.0.0.1/a"))).contains("HTTPClient");
    }

    @Test
    void httpBootTakesAPxeOfferForAPlainAddress() {
        assertThat(http(lease().pxeClient().file("ipxe.efi"))).isEqualTo("DHCP only");
    }

    @Test
    void ipxeFindsBothRolesInOnePacket() {
        assertThat(ipxe(ReplyBuilder.offer(IPXE_DISCOVER).lease("10.0.0.5"))).isEqualTo("DHCP");
        assertThat(ipxe(ReplyBuilder.offer(IPXE_DISCOVER).lease("10.0.0.5").pxeClient()))
                .isEqualTo("DHCP and proxy");
        assertThat(ipxe(ReplyBuilder.offer(IPXE_DISCOVER).pxeClient())).isEqualTo("proxy");
    }

    @Test
    void ipxeChecksNeitherOpNorServerIdentifier() {
        assertThat(ipxe(ReplyBuilder.offer(IPXE_DISCOVER).yiaddr("10.0.0.5").op(1)))
                .isEqualTo("DHCP");
    }

    @Test
    void ipxeRefusesWhatIsOfNoUse() {
        assertThat(ipxe(ReplyBuilder.offer(IPXE_DISCOVER).server("10.0.0.1"))).contains("no address");
        assertThat(ipxe(ReplyBuilder.to(IPXE_DISCOVER, 5).lease("10.0.0.5"))).contains("type ACK, not OFFER");
        assertThat(ipxe(ReplyBuilder.offer(IPXE_DISCOVER).lease("10.0.0.5").xid(2)))
                .contains("transaction");
        assertThat(ipxe(ReplyBuilder.offer(IPXE_DISCOVER).lease("10.0.0.5").chaddr(0, 9)))
                .contains("chaddr");
    }

    @Test
    void ipxeTakesAnAddressOnlyFromPort67() {
        Reply reply =
                Reply.of(ReplyBuilder.offer(IPXE_DISCOVER).lease("10.0.0.5").bytes(), Boots.loopback(4011));

        assertThat(Rule.refusal(IpxeOffer.offer(Asked.of(IPXE_DISCOVER), Boots.NETWORK), reply))
                .hasValueSatisfying(why -> assertThat(why).contains("port 4011"));
    }

    private static ReplyBuilder lease() {
        return ReplyBuilder.offer(HTTP_DISCOVER).lease("10.0.0.5");
    }

    private static ReplyBuilder proxy() {
        return ReplyBuilder.offer(HTTP_DISCOVER).server("127.0.0.1");
    }

    private static String http(ReplyBuilder reply) {
        return text(HTTP.examine(HTTP_DISCOVER, reply.bytes()));
    }

    private static String ipxe(ReplyBuilder reply) {
        return text(IPXE.examine(IPXE_DISCOVER, reply.bytes()));
    }

    private static String text(Verdict verdict) {
        return verdict.accepted() ? verdict.offerClass() : verdict.reason();
    }
}
