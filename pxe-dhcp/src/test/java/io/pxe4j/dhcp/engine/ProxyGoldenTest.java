package io.pxe4j.dhcp.engine;

import static io.pxe4j.dhcp.engine.Lab.BIOS;
import static io.pxe4j.dhcp.engine.Lab.BROADCAST;
import static io.pxe4j.dhcp.engine.Lab.HTTP;
import static io.pxe4j.dhcp.engine.Lab.UEFI;
import static io.pxe4j.dhcp.engine.Lab.ip;
import static io.pxe4j.dhcp.engine.Lab.ipxe;
import static io.pxe4j.dhcp.engine.Lab.message;
import static io.pxe4j.dhcp.engine.Lab.packet;
import static io.pxe4j.dhcp.engine.Lab.pxe;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each kind of reply as octets, written down by hand from what the firmware wants: nothing else may come out. */
class ProxyGoldenTest {
    private static final Ip4 CLIENT = ip("10.0.0.50");
    private static final PxeBootServerType ITEM = PxeBootServerType.of(0x8000);

    private static final String US = "0a000001";
    private static final String OFFER = "350102" + "3604" + US;
    private static final String ACK = "350105" + "3604" + US;
    private static final String PXE_CLIENT = "3c09" + hex("PXEClient") + "00";
    private static final String FROM_US = "4208" + hex("10.0.0.1") + "00";
    private static final String END = "ff";

    private final Lab lab = new Lab();

    private DhcpEngine proxy(BootOffer offer) {
        return ProxyDhcp.builder()
                .policy(BootPolicy.of(client -> offer))
                .dnsServers(ip("10.0.0.53"))
                .build(lab.context());
    }

    private static String hex(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String field(String text, int octets) {
        return hex(text) + "00".repeat(octets - text.length());
    }

    private static String reply(DhcpEngine engine, DhcpPacketWriter request, DhcpArrival arrival) {
        DhcpReply reply = Lab.reply(engine, request, arrival);
        ByteBuf encoded = reply.message().encode(Lab.ALLOCATOR);
        String hex = ByteBufUtil.hexDump(encoded);
        encoded.release();
        return hex;
    }

    /** A reply to {@link Lab#message}: 236 octets of header, the cookie, the options, and zeros to 300 octets. */
    private static String golden(
            String flags, Ip4 ciaddr, Ip4 siaddr, String chaddr, String sname, String file, String options) {
        String packet = "02010600" + "12345678" + "0000" + flags + hex(ciaddr) + hex(Ip4.ANY) + hex(siaddr)
                + hex(Ip4.ANY) + chaddr + "00".repeat(10) + field(sname, 64) + field(file, 128) + "63825363" + options;
        return packet + "00".repeat(Math.max(0, 300 - packet.length() / 2));
    }

    private static String golden(String flags, Ip4 ciaddr, Ip4 siaddr, String sname, String file, String options) {
        return golden(flags, ciaddr, siaddr, "525400000001", sname, file, options);
    }

    private static String hex(Ip4 address) {
        return String.format("%08x", address.bits());
    }

    private static String option67(String file) {
        return String.format("43%02x", file.length()) + hex(file) + "00";
    }

    @Test
    void directOffer() {
        byte[] uuid = new byte[17];
        uuid[16] = 7;
        DhcpPacketWriter discover = message(DhcpMessageType.DISCOVER, BIOS).raw(97, uuid);

        assertThat(reply(proxy(BootOffer.file("undionly.kpxe")), discover, BROADCAST))
                .isEqualTo(golden(
                        "8000",
                        Ip4.ANY,
                        Lab.SERVER,
                        "10.0.0.1",
                        "undionly.kpxe",
                        OFFER + PXE_CLIENT + "6111" + "00".repeat(16) + "07" + "2b0406010aff" + FROM_US
                                + option67("undionly.kpxe") + END));
    }

    @Test
    void redirectedOffer() {
        BootOffer offer = BootOffer.file(ip("10.0.0.9"), "snponly.efi").withStyle(OfferStyle.REDIRECT);

        assertThat(reply(proxy(offer), message(DhcpMessageType.DISCOVER, UEFI), BROADCAST))
                .isEqualTo(golden(
                        "8000",
                        Ip4.ANY,
                        Lab.SERVER,
                        "10.0.0.9",
                        "snponly.efi",
                        OFFER + PXE_CLIENT + "4208" + hex("10.0.0.9") + "00" + option67("snponly.efi") + END));
    }

    @Test
    void answerOnPort4011() {
        assertThat(reply(
                        proxy(BootOffer.file("snponly.efi")),
                        message(DhcpMessageType.REQUEST, UEFI).ciaddr(CLIENT),
                        pxe(CLIENT, 4011)))
                .isEqualTo(golden(
                        "0000",
                        CLIENT,
                        Lab.SERVER,
                        "10.0.0.1",
                        "snponly.efi",
                        ACK + PXE_CLIENT + FROM_US + option67("snponly.efi") + END));
    }

    @Test
    void answerToABootItem() {
        DhcpPacketWriter request = message(DhcpMessageType.REQUEST, UEFI)
                .ciaddr(CLIENT)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.bootItem(PxeBootItem.of(ITEM)));

        assertThat(reply(proxy(BootOffer.file("snponly.efi")), request, pxe(CLIENT, 4011)))
                .isEqualTo(golden(
                        "0000",
                        CLIENT,
                        Lab.SERVER,
                        "10.0.0.1",
                        "snponly.efi",
                        ACK + PXE_CLIENT + "2b07" + "470480000000ff" + FROM_US + option67("snponly.efi") + END));
    }

    @Test
    void offerToIpxe() {
        String url = "http://10.0.0.1/boot.ipxe";

        assertThat(reply(proxy(BootOffer.url(url)), ipxe(DhcpMessageType.DISCOVER), BROADCAST))
                .isEqualTo(golden(
                        "8000",
                        Ip4.ANY,
                        Lab.SERVER,
                        "10.0.0.1",
                        url,
                        OFFER + PXE_CLIENT + FROM_US + option67(url) + END));
    }

    @Test
    void offerToHttpBoot() {
        String url = "http://10.0.0.1/snponly.efi";

        assertThat(reply(proxy(BootOffer.url(url)), message(DhcpMessageType.DISCOVER, HTTP), BROADCAST))
                .isEqualTo(golden(
                        "8000",
                        Ip4.ANY,
                        Ip4.ANY,
                        "",
                        url,
                        OFFER + "06040a000035" + "3c0a" + hex("HTTPClient") + "00" + option67(url) + END));
    }

    @Test
    void offerOfAMenu() {
        BootMenu menu = BootMenu.builder()
                .prompt("F8?", Duration.ofSeconds(5))
                .localBoot("Disk")
                .item(ITEM, "Linux", BootOffer.file("snponly.efi"))
                .build();
        String items = "0000" + "04" + hex("Disk") + "8000" + "05" + hex("Linux");
        String options = "060103" + "0807" + "800001" + US + "090f" + items + "0a04" + "05" + hex("F8?") + "ff";

        assertThat(reply(proxy(BootOffer.menu(menu)), message(DhcpMessageType.DISCOVER, UEFI), BROADCAST))
                .isEqualTo(golden("8000", Ip4.ANY, Lab.SERVER, "", "", OFFER + PXE_CLIENT + "2b24" + options + END));
    }

    @Test
    void offerToARaspberryPi() {
        DhcpPacketWriter discover = DhcpPacketWriter.request(
                        DhcpMessageType.DISCOVER, HardwareAddress.of("b8:27:eb:00:00:01"))
                .xid(0x1234_5678)
                .set(DhcpOption.VENDOR_CLASS, VendorClass.of(BIOS))
                .raw(93, (byte) 0, (byte) 0);
        String options = "06010a" + "0914" + "000011" + hex("Raspberry Pi Boot") + "0a04" + "00" + hex("PXE") + "ff";

        assertThat(reply(proxy(BootOffer.file("bootcode.bin")), discover, BROADCAST))
                .isEqualTo(golden(
                        "8000",
                        Ip4.ANY,
                        Lab.SERVER,
                        "b827eb000001",
                        "10.0.0.1",
                        "bootcode.bin",
                        OFFER + "3c09" + hex("PXEClient") + "2b20" + options + "4208" + hex("10.0.0.1") + "430c"
                                + hex("bootcode.bin") + END));
    }

    /** The proxy offer with which OVMF booted in the lab: ours says the same to the same DISCOVER. */
    @Test
    void capturedFirmwareGetsWhatItBootedFrom() {
        DhcpPacket discover = Captures.requests("uefi-pxe-proxy").get(0).packet();
        DhcpPacket offer = Lab.answer(Lab.outcome(proxy(BootOffer.file("snponly.efi")), discover, BROADCAST));

        assertThat(offer.codes()).containsExactly(53, 54, 60, 97, 43, 66, 67);
        assertThat(ByteBufUtil.hexDump(offer.raw(43))).isEqualTo("06010aff");
        assertThat(ByteBufUtil.hexDump(offer.raw(97))).isEqualTo(ByteBufUtil.hexDump(discover.raw(97)));
        assertThat(packet(Lab.reply(proxy(BootOffer.file("x")), message(DhcpMessageType.DISCOVER, UEFI), BROADCAST)
                                .message())
                        .length())
                .isGreaterThanOrEqualTo(300);
    }
}
