package io.pxe4j.boot.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.boot.BootFiles;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final HardwareAddress MAC = HardwareAddress.of("52:54:00:00:00:01");
    private static final Ip4 SERVER = Ip4.of("10.0.0.1");
    private static final Ip4 CLIENT = Ip4.of("10.0.0.50");
    private static final Instant TEN = Instant.parse("2026-11-21T10:00:00.000001Z");

    private final BootFiles files = BootFiles.builder().bios("undionly.kpxe").build();
    private final List<String> lines = new ArrayList<>();
    private final DryRun dhcp = DryRun.of(
            "dhcp",
            SERVER,
            24,
            DhcpLeasing.builder().pool(AddressPool.of("10.0.0.50-10.0.0.99")).policy(files.policy())::build);
    private final DryRun proxy =
            DryRun.of("proxy", SERVER, 24, ProxyDhcp.builder().policy(files.policy())::build);
    private Explainer explainer = explainer(Explainer.Detail.LINES, dhcp);
    private Instant now = TEN;
    private int number;

    private Explainer explainer(Explainer.Detail detail, DryRun... engines) {
        return Explainer.of(List.of(engines), files::reasonFor, detail, lines::add);
    }

    private static DhcpPacketWriter request(DhcpMessageType type) {
        return DhcpPacketWriter.request(type, MAC).xid(7);
    }

    private static DhcpPacketWriter pxe(DhcpMessageType type) {
        return request(type).set(DhcpOption.VENDOR_CLASS, VendorClass.of("PXEClient:Arch:00000:UNDI:002001"));
    }

    private UdpPacket packet(String from, int fromPort, String to, int toPort, ByteBuf payload, String... remarks) {
        byte[] octets = new byte[payload.readableBytes()];
        payload.readBytes(octets);
        payload.release();
        number++;
        return new UdpPacket(
                number,
                now,
                Ip4.of(from),
                fromPort,
                Ip4.of(to),
                toPort,
                Unpooled.wrappedBuffer(octets),
                octets.length,
                List.of(remarks));
    }

    private static ByteBuf encode(DhcpPacketWriter writer) {
        return writer.encode(UnpooledByteBufAllocator.DEFAULT);
    }

    private List<String> broadcast(DhcpPacketWriter writer) {
        return tell(packet("0.0.0.0", 68, "255.255.255.255", 67, encode(writer)));
    }

    private List<String> fromServer(DhcpPacketWriter writer) {
        return tell(packet("10.0.0.1", 67, "255.255.255.255", 68, encode(writer)));
    }

    private List<String> tell(CapturedPacket packet) {
        lines.clear();
        explainer.tell(packet);
        return List.copyOf(lines);
    }

    private static DhcpPacket decoded(DhcpPacketWriter writer) {
        ByteBuf encoded = encode(writer);
        try {
            return ((DhcpPacket) DhcpPacket.decode(encoded)).copy();
        } finally {
            encoded.release();
        }
    }

    @Test
    void tellsWhatTheEngineWouldSendWhereAndWhy() {
        List<String> told = broadcast(pxe(DhcpMessageType.DISCOVER).broadcast(true));

        assertThat(told.get(0))
                .isEqualTo("     1  10:00:00.000001  0.0.0.0:68 > 255.255.255.255:67       "
                        + "DHCP DISCOVER from 52:54:00:00:00:01, x86 BIOS, PXE ROM");
        assertThat(told.get(1))
                .matches(" {24}dhcp would send OFFER 10\\.0\\.0\\.\\d+, boot undionly\\.kpxe from 10\\.0\\.0\\.1,"
                        + " for 1 h, PXEClient, to 255\\.255\\.255\\.255:68 \\(bios names undionly\\.kpxe\\)");
        assertThat(told.get(2)).startsWith(" ".repeat(24) + "Intel PXE");
        assertThat(told).hasSize(3);
    }

    @Test
    void tellsWhyTheEngineKeepsSilent() {
        explainer = explainer(Explainer.Detail.LINES, proxy);

        assertThat(broadcast(request(DhcpMessageType.DISCOVER)))
                .containsExactly(
                        "     1  10:00:00.000001  0.0.0.0:68 > 255.255.255.255:67       DHCP DISCOVER from"
                                + " 52:54:00:00:00:01",
                        " ".repeat(24) + "proxy would not answer: not a network-boot client");
    }

    @Test
    void tellsThatNoBootFileIsConfigured() {
        assertThat(broadcast(request(DhcpMessageType.DISCOVER)
                                .set(DhcpOption.VENDOR_CLASS, VendorClass.of("PXEClient:Arch:00007:UNDI:003016")))
                        .get(1))
                .endsWith("(no boot file for x64 UEFI is configured)");
    }

    @Test
    void keepsTheStateOfTheEngineFromPacketToPacket() {
        String offered = broadcast(request(DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, CLIENT))
                .get(1);
        assertThat(offered).contains("OFFER 10.0.0.50");

        List<String> told = broadcast(request(DhcpMessageType.REQUEST)
                .set(DhcpOption.REQUESTED_ADDRESS, CLIENT)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER));
        assertThat(told.get(0)).endsWith("DHCP REQUEST (selecting) 10.0.0.50 of 10.0.0.1 from 52:54:00:00:00:01");
        assertThat(told.get(1)).contains("dhcp would send ACK 10.0.0.50, for 1 h");
    }

    @Test
    void tellsTheStatesOfARequest() {
        assertThat(broadcast(request(DhcpMessageType.REQUEST).set(DhcpOption.REQUESTED_ADDRESS, CLIENT))
                        .get(0))
                .contains("REQUEST (init-reboot) 10.0.0.50 from");
        assertThat(broadcast(request(DhcpMessageType.REQUEST).ciaddr(CLIENT)).get(0))
                .contains("REQUEST (renewing) 10.0.0.50 from");
        assertThat(tell(packet(
                                "10.0.0.50",
                                4011,
                                "10.0.0.1",
                                4011,
                                encode(pxe(DhcpMessageType.REQUEST).ciaddr(CLIENT))))
                        .get(0))
                .contains("PXE REQUEST (boot file) 10.0.0.50 from");
    }

    @Test
    void doesNotAnswerWhatGoesToAnotherHost() {
        assertThat(tell(packet(
                        "10.0.0.50",
                        68,
                        "10.0.0.2",
                        67,
                        encode(request(DhcpMessageType.REQUEST).ciaddr(CLIENT)))))
                .contains(" ".repeat(24) + "dhcp would not hear it: it goes to 10.0.0.2");
    }

    @Test
    void doesNotAnswerItself() {
        assertThat(tell(packet("10.0.0.1", 68, "255.255.255.255", 67, encode(request(DhcpMessageType.DISCOVER))))
                        .get(1))
                .endsWith("dhcp would not answer: sent by this machine itself");
    }

    @Test
    void hearsTheBroadcastOfItsNetworkAndMulticast() {
        explainer = explainer(Explainer.Detail.LINES, proxy);
        for (String to : List.of("10.0.0.255", "224.0.1.2")) {
            assertThat(tell(packet("0.0.0.0", 68, to, 67, encode(pxe(DhcpMessageType.DISCOVER))))
                            .get(1))
                    .contains("proxy would send OFFER");
        }
        assertThat(tell(packet("0.0.0.0", 68, "10.0.1.255", 67, encode(pxe(DhcpMessageType.DISCOVER))))
                        .get(1))
                .contains("would not hear it");
    }

    @Test
    void judgesAnOfferByTheFirmwareThatAsked() {
        DhcpPacketWriter discover = pxe(DhcpMessageType.DISCOVER).broadcast(true);
        DhcpPacket asked = decoded(discover);
        broadcast(discover);

        List<String> told = fromServer(DhcpPacketWriter.replyTo(asked, DhcpMessageType.OFFER)
                .yiaddr(CLIENT)
                .set(DhcpOption.SERVER_IDENTIFIER, Ip4.of("10.0.0.3"))
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT));

        assertThat(told.get(0)).endsWith("DHCP OFFER 10.0.0.50, PXEClient for 52:54:00:00:00:01, of server 10.0.0.3");
        assertThat(told.get(1)).startsWith(" ".repeat(24) + "fault: it says PXEClient (option 60) beside an address");
        assertThat(told.get(2)).startsWith(" ".repeat(24) + "fault: it gives an address without a subnet mask");
        assertThat(told.get(told.size() - 1)).contains("Intel PXE", "BINL");
    }

    @Test
    void judgesNoOfferWithoutItsQuestion() {
        DhcpPacket asked = decoded(pxe(DhcpMessageType.DISCOVER));
        DhcpPacketWriter offer =
                DhcpPacketWriter.replyTo(asked, DhcpMessageType.OFFER).yiaddr(CLIENT);
        assertThat(fromServer(offer)).hasSize(1);

        broadcast(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of("52:54:00:00:00:02"))
                .xid(7));
        assertThat(fromServer(offer)).as("the same xid of another client").hasSize(1);
    }

    @Test
    void tellsRefusalsTimesAndRelays() {
        DhcpPacket asked = decoded(request(DhcpMessageType.REQUEST).giaddr(Ip4.of("10.1.0.1")));
        assertThat(fromServer(DhcpPacketWriter.replyTo(asked, DhcpMessageType.NAK)
                        .set(DhcpOption.MESSAGE, "wrong\u001b[31m network")))
                .singleElement()
                .asString()
                .endsWith("DHCP NAK, \"wrong\\u001b[31m network\" for 52:54:00:00:00:01, relay 10.1.0.1");
        for (var time : java.util.Map.of(
                        Duration.ofHours(2),
                        "2 h",
                        Duration.ofMinutes(3),
                        "3 min",
                        Duration.ofSeconds(61),
                        "61 s",
                        DhcpOption.INFINITE_LEASE,
                        "ever")
                .entrySet()) {
            assertThat(fromServer(DhcpPacketWriter.replyTo(asked, DhcpMessageType.ACK)
                                    .set(DhcpOption.LEASE_TIME, time.getKey()))
                            .get(0))
                    .contains("ACK, for " + time.getValue() + " for");
        }
    }

    @Test
    void tellsEveryFieldWhenAsked() {
        explainer = explainer(Explainer.Detail.EVERYTHING, dhcp);
        List<String> told = broadcast(request(DhcpMessageType.DISCOVER));
        assertThat(told).filteredOn(line -> line.contains("00000007")).hasSize(2);
    }

    @Test
    void saysWhatIsMalformed() {
        assertThat(tell(packet("10.0.0.9", 68, "10.0.0.1", 67, Unpooled.copiedBuffer(new byte[9]))))
                .singleElement()
                .asString()
                .contains("DHCP malformed: ")
                .contains(" at offset ");
    }

    @Test
    void asksNoEngineAboutAPacketThatWasCutOff() {
        UdpPacket whole = packet("0.0.0.0", 68, "255.255.255.255", 67, encode(request(DhcpMessageType.DISCOVER)));
        UdpPacket cut = new UdpPacket(
                9,
                TEN,
                whole.source(),
                68,
                whole.destination(),
                67,
                whole.payload(),
                400,
                List.of("VLAN 5", "cut off by the capture, 300 of 400 octets"));
        assertThat(tell(cut))
                .singleElement()
                .asString()
                .endsWith("from 52:54:00:00:00:01 [VLAN 5, cut off by the capture, 300 of 400 octets]");
    }

    @Test
    void followsTftpByThePortOfTheClient() {
        assertThat(tftp("10.0.0.50", 2070, "10.0.0.1", 69, TftpRequest.read("a\u0007b", TftpOptions.NONE)))
                .containsExactly("     1  10:00:00.000001  10.0.0.50:2070 > 10.0.0.1:69          "
                        + "TFTP RRQ \"a\\x07b\" octet");
        assertThat(tftp("10.0.0.1", 3000, "10.0.0.50", 2070, TftpData.of(1, Unpooled.wrappedBuffer(new byte[5])))
                        .get(0))
                .endsWith("TFTP DATA 1, 5 octets");
        assertThat(tftp("10.0.0.50", 2070, "10.0.0.1", 3000, new TftpAck(1)).get(0))
                .endsWith("TFTP ACK 1");
        assertThat(tftp("10.0.0.50", 2070, "10.0.0.1", 3000, TftpError.of(TftpErrorCode.DISK_FULL, "full"))
                        .get(0))
                .endsWith("TFTP ERROR 3 (disk full): full (a\\u0007b)");
        assertThat(tftp("10.0.0.50", 2071, "10.0.0.1", 3000, new TftpAck(1))).isEmpty();
        assertThat(tell(packet("10.0.0.50", 2070, "10.0.0.1", 69, Unpooled.copiedBuffer(new byte[] {0, 1})))
                        .get(0))
                .contains("TFTP malformed: file name has no end at offset 2");
    }

    @Test
    void leavesOutTheDataOfTftpWhenAsked() {
        explainer = explainer(Explainer.Detail.NO_TFTP_DATA, dhcp);
        assertThat(tftp("10.0.0.50", 2070, "10.0.0.1", 69, TftpRequest.read("a", TftpOptions.NONE)))
                .hasSize(1);
        assertThat(tftp("10.0.0.1", 3000, "10.0.0.50", 2070, TftpData.of(1, Unpooled.EMPTY_BUFFER)))
                .isEmpty();
        assertThat(tftp("10.0.0.50", 2070, "10.0.0.1", 3000, new TftpAck(1))).isEmpty();
    }

    private List<String> tftp(String from, int fromPort, String to, int toPort, TftpPacket packet) {
        return tell(packet(from, fromPort, to, toPort, packet.encode(UnpooledByteBufAllocator.DEFAULT)));
    }

    @Test
    void countsAtTheEnd() {
        broadcast(request(DhcpMessageType.DISCOVER));
        tftp("10.0.0.50", 2070, "10.0.0.1", 69, TftpRequest.read("a", TftpOptions.NONE));
        tell(packet("10.0.0.50", 53, "10.0.0.1", 53, Unpooled.buffer()));
        tell(new OtherPacket(4, TEN, OtherPacket.Kind.NOT_UDP));
        tell(new OtherPacket(5, TEN, OtherPacket.Kind.LATER_FRAGMENT));
        tell(new OtherPacket(6, TEN, OtherPacket.Kind.LATER_FRAGMENT));
        explainer.summary();
        assertThat(lines)
                .containsExactly(
                        "",
                        "1 DHCP and 1 TFTP packets",
                        "1 other UDP datagrams",
                        "1 packets not IPv4 with UDP",
                        "2 packets later IP fragments");
    }

    @Test
    void followsTheClockOfTheCapture() {
        broadcast(request(DhcpMessageType.DISCOVER).set(DhcpOption.REQUESTED_ADDRESS, CLIENT));
        broadcast(request(DhcpMessageType.REQUEST)
                .set(DhcpOption.REQUESTED_ADDRESS, CLIENT)
                .set(DhcpOption.SERVER_IDENTIFIER, SERVER));
        HardwareAddress other = HardwareAddress.of("52:54:00:00:00:02");
        DhcpPacketWriter asks =
                DhcpPacketWriter.request(DhcpMessageType.DISCOVER, other).set(DhcpOption.REQUESTED_ADDRESS, CLIENT);
        assertThat(broadcast(asks).get(1)).doesNotContain("10.0.0.50,");

        // Backwards, as after a step of the clock: nothing ends, and nothing fails.
        now = TEN.minusSeconds(100);
        assertThat(broadcast(asks).get(1)).doesNotContain("10.0.0.50,");

        // Far beyond what nanoseconds can count.
        now = Instant.parse("9999-01-01T00:00:00Z");
        assertThat(broadcast(asks).get(1)).contains("dhcp would send OFFER 10.0.0.50,");
    }

    @Test
    void surveysWhoServesTheNetwork() {
        SiteSurvey survey = SiteSurvey.create();
        DhcpPacket asked = decoded(pxe(DhcpMessageType.DISCOVER));
        survey.see(new OtherPacket(1, TEN, OtherPacket.Kind.NOT_UDP));
        survey.see(packet(
                "10.0.0.2",
                67,
                "255.255.255.255",
                68,
                encode(DhcpPacketWriter.replyTo(asked, DhcpMessageType.OFFER)
                        .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT))));
        survey.see(packet(
                "10.0.0.1",
                67,
                "255.255.255.255",
                68,
                encode(DhcpPacketWriter.replyTo(asked, DhcpMessageType.OFFER)
                        .yiaddr(CLIENT)
                        .set(DhcpOption.SUBNET_MASK, Ip4.of("255.255.255.192")))));
        survey.see(packet(
                "10.0.0.3",
                67,
                "255.255.255.255",
                68,
                encode(DhcpPacketWriter.replyTo(asked, DhcpMessageType.ACK).yiaddr(Ip4.of("10.0.0.51")))));

        assertThat(survey.bootServer()).contains(Ip4.of("10.0.0.2"));
        assertThat(survey.addressServer()).contains(SERVER);
        assertThat(survey.network()).contains(Ip4Network.of("10.0.0.0/26"));
        assertThat(survey.addresses()).containsExactly(java.util.Map.entry(MAC, CLIENT));
    }

    @Test
    void takesAMaskThatCannotBeForTheUsualOne() {
        SiteSurvey survey = SiteSurvey.create();
        DhcpPacket asked = decoded(request(DhcpMessageType.DISCOVER).giaddr(Ip4.of("10.5.0.1")));
        survey.see(packet(
                "10.0.0.1",
                67,
                "10.5.0.1",
                67,
                encode(DhcpPacketWriter.replyTo(asked, DhcpMessageType.ACK)
                        .yiaddr(Ip4.of("10.5.0.9"))
                        .set(DhcpOption.SUBNET_MASK, Ip4.of("255.0.255.0")))));
        assertThat(survey.network())
                .as("the network of the client behind the relay")
                .contains(Ip4Network.of("10.5.0.0/24"));
        assertThat(survey.bootServer()).isEmpty();
    }
}
