package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DhcpPacketWriterTest {
    private static final Ip4 US = Ip4.of("10.77.0.1");

    @Test
    void writesADirectProxyOfferOctetByOctet() {
        DhcpPacket request = RawPacket.discover().at(10, 0x80).end().packet();

        byte[] offer = encode(DhcpPacketWriter.replyTo(request, DhcpMessageType.OFFER)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.directBoot())
                .bootFile("pxe.0")
                .nextServer(US)
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)
                .set(DhcpOption.SERVER_IDENTIFIER, US));

        assertThat(offer).hasSize(300);
        assertThat(hex(offer, 0, 44))
                .isEqualTo("02010600112233440000800000000000000000000a4d000100000000"
                        + "52540000000100000000000000000000");
        assertThat(hex(offer, 44, 54)).isEqualTo("31302e37372e302e3100");
        assertThat(hex(offer, 108, 114)).isEqualTo("7078652e3000");
        assertThat(hex(offer, 236, 300))
                .isEqualTo("63825363"
                        + "350102"
                        + "36040a4d0001"
                        + "3c09505845436c69656e7400"
                        + "2b0406010aff"
                        + "420931302e37372e302e3100"
                        + "43057078652e3000"
                        + "ff"
                        + "00".repeat(300 - 236 - 52));
    }

    @Test
    void copiesFromTheRequestWhatTheStandardNames() {
        DhcpPacket request = RawPacket.discover()
                .at(1, 1, 6, 4)
                .at(8, 0, 9, 0x80, 0x01)
                .at(12, 10, 0, 0, 9)
                .at(24, 10, 0, 0, 254)
                .at(28, 0x52, 0x54, 0, 0, 0, 1, 0xde, 0xad, 0, 0, 0, 0, 0, 0, 0, 0xbe)
                .option(61, 1, 0x52, 0x54, 0, 0, 0, 1)
                .option(82, 1, 1, 'a')
                .option(12, "pc")
                .end()
                .packet();

        DhcpPacket reply = reply(DhcpPacketWriter.replyTo(request, DhcpMessageType.ACK));

        assertThat(reply.op()).isEqualTo(2);
        assertThat(reply.hops()).isZero();
        assertThat(reply.secs()).isZero();
        assertThat(reply.xid()).isEqualTo(request.xid());
        assertThat(reply.flags()).isEqualTo(0x8001);
        assertThat(reply.giaddr()).isEqualTo(Ip4.of("10.0.0.254"));
        assertThat(reply.ciaddr()).isEqualTo(Ip4.ANY);
        assertThat(ByteBufUtil.hexDump(reply.content(), 28, 16)).isEqualTo("525400000001dead00000000000000be");
        assertThat(reply.codes()).containsExactly(53, 61, 82);
        assertThat(reply.raw(61)).isEqualTo(request.raw(61));
        assertThat(reply.raw(82)).isEqualTo(request.raw(82));
    }

    @Test
    void writesEveryHeaderFieldOfARequest() {
        DhcpPacket packet =
                reply(DhcpPacketWriter.request(DhcpMessageType.REQUEST, HardwareAddress.of("52:54:00:ab:cd:ef"))
                        .xid(0xcafebabe)
                        .secs(0xfffe)
                        .hops(2)
                        .flags(1)
                        .broadcast(true)
                        .ciaddr(Ip4.of("10.0.0.1"))
                        .yiaddr(Ip4.of("10.0.0.2"))
                        .siaddr(Ip4.of("10.0.0.3"))
                        .giaddr(Ip4.of("10.0.0.4"))
                        .sname("s")
                        .file("f"));

        assertThat(packet.op()).isEqualTo(1);
        assertThat(packet.messageType()).contains(DhcpMessageType.REQUEST);
        assertThat(packet.chaddr()).isEqualTo(HardwareAddress.of("52:54:00:ab:cd:ef"));
        assertThat(packet.xid()).isEqualTo(0xcafebabe);
        assertThat(packet.secs()).isEqualTo(0xfffe);
        assertThat(packet.hops()).isEqualTo(2);
        assertThat(packet.flags()).isEqualTo(0x8001);
        assertThat(packet.ciaddr()).isEqualTo(Ip4.of("10.0.0.1"));
        assertThat(packet.yiaddr()).isEqualTo(Ip4.of("10.0.0.2"));
        assertThat(packet.siaddr()).isEqualTo(Ip4.of("10.0.0.3"));
        assertThat(packet.giaddr()).isEqualTo(Ip4.of("10.0.0.4"));
        assertThat(packet.sname()).isEqualTo("s");
        assertThat(packet.file()).isEqualTo("f");
        assertThat(reply(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of(32))
                                .flags(0xffff)
                                .broadcast(false))
                        .flags())
                .isEqualTo(0x7fff);
    }

    @Test
    void optionsLeaveInTheOrderThatRomsAndRelaysWant() {
        DhcpPacketWriter writer = DhcpPacketWriter.replyTo(
                RawPacket.discover().option(82, 1, 1, 'a').end().packet(), DhcpMessageType.ACK);
        int[] shuffled = {209, 175, 67, 66, 43, 97, 60, 12, 15, 6, 3, 28, 1, 59, 58, 51, 54, 42, 61, 114, 150, 7};
        for (int code : shuffled) {
            writer.raw(code, (byte) 'x');
        }

        assertThat(reply(writer).codes())
                .containsExactly(
                        53, 54, 51, 58, 59, 1, 28, 3, 6, 15, 12, 60, 97, 43, 66, 67, 175, 7, 42, 61, 114, 150, 209, 82);
    }

    @Test
    void emptyOptionsLeaveAfterAllOthersButRelayInformation() {
        // EDK2 loses the first option of a packet to an empty one before it.
        DhcpPacketWriter writer = offer().set(DhcpOption.RAPID_COMMIT, true)
                .raw(5)
                .raw(254, (byte) 1)
                .raw(82, (byte) 1, (byte) 0);

        assertThat(reply(writer).codes()).containsExactly(53, 254, 5, 80, 82);
    }

    @Test
    void aZeroFollowsTheStringsThatRomsReadToANul() {
        String options = options(offer().raw(60, (byte) 'a')
                .raw(66, (byte) 'b')
                .raw(67, (byte) 'c')
                .raw(12, (byte) 'd'));

        assertThat(options).startsWith("350102" + "0c0164" + "3c016100" + "42016200" + "43016300" + "ff");
    }

    @Test
    void theRomOfARaspberryPiGetsNoPadding() {
        String options = options(offer().padAfterStrings(false)
                .raw(60, (byte) 'a')
                .raw(66, (byte) 'b')
                .raw(67, (byte) 'c'));

        assertThat(options).startsWith("350102" + "3c0161" + "420162" + "430163" + "ff");
    }

    @Test
    void theLastSetWinsAndRemoveTakesAway() {
        DhcpPacketWriter writer = offer().set(DhcpOption.HOST_NAME, "first-and-long")
                .set(DhcpOption.DOMAIN_NAME, "gone.example")
                .set(DhcpOption.ROUTERS, List.of(US))
                .set(DhcpOption.HOST_NAME, "second")
                .remove(DhcpOption.DOMAIN_NAME)
                .remove(DhcpOption.ROOT_PATH);

        DhcpPacket packet = reply(writer);

        assertThat(writer.has(DhcpOption.HOST_NAME)).isTrue();
        assertThat(writer.has(DhcpOption.DOMAIN_NAME)).isFalse();
        assertThat(packet.codes()).containsExactly(53, 3, 12);
        assertThat(packet.get(DhcpOption.HOST_NAME)).contains("second");
        assertThat(packet.get(DhcpOption.ROUTERS)).contains(List.of(US));
    }

    @Test
    void aRefusedValueLeavesThePacketAsItWas() {
        DhcpPacketWriter writer = offer().set(DhcpOption.HOST_NAME, "kept");

        assertThatThrownBy(() -> writer.set(DhcpOption.HOST_NAME, "x".repeat(300)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.set(DhcpOption.HOST_NAME, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("12 (host name): text: \"\" (expected: not empty, without NUL)");
        assertThatThrownBy(() -> writer.set(DhcpOption.CLIENT_ARCHITECTURE, List.of()))
                .hasMessageContaining("values: [] (expected: at least one)");

        assertThat(reply(writer).get(DhcpOption.HOST_NAME)).contains("kept");
    }

    @Test
    void refusesWhatItCouldNotWriteRight() {
        assertThatThrownBy(() -> offer().set(DhcpOption.OVERLOAD, 1)).hasMessageContaining("option 52 (overload)");
        assertThatThrownBy(() -> offer().raw(52, (byte) 1)).hasMessageContaining("option 52 (overload)");
        assertThatThrownBy(() -> offer().raw(0, (byte) 1)).hasMessage("option code: 0 (expected: 1..254)");
        assertThatThrownBy(() -> offer().raw(255, Unpooled.EMPTY_BUFFER))
                .hasMessage("option code: 255 (expected: 1..254)");
        assertThatThrownBy(() -> offer().sname("s".repeat(64))).hasMessage("sname: 64 octets (expected: at most 63)");
        assertThatThrownBy(() -> offer().file("f".repeat(128))).hasMessage("file: 128 octets (expected: at most 127)");
        assertThatThrownBy(() -> offer().file("a\0b")).hasMessageContaining("without NUL");
        assertThatThrownBy(() -> offer().maxSize(299)).hasMessage("maxSize: 299 (expected: 300..1472)");
        assertThatThrownBy(() -> offer().maxSize(1473)).hasMessage("maxSize: 1473 (expected: 300..1472)");
        assertThatThrownBy(() -> offer().secs(65536)).hasMessage("secs: 65536 (expected: 0..65535)");
        assertThatThrownBy(() -> offer().hops(-1)).hasMessage("hops: -1 (expected: 0..255)");
        assertThatThrownBy(() -> offer().flags(-1)).hasMessage("flags: -1 (expected: 0..65535)");
        assertThatThrownBy(() -> offer().set(DhcpOption.LEASE_TIME, Duration.ofSeconds(-1)))
                .hasMessageContaining("(expected: 0..4294967295)");
    }

    @Test
    void aBootFileGoesToBothPlacesAndALongUrlOnlyToTheOption() {
        DhcpPacket fits = reply(offer().bootFile("f".repeat(127)));
        DhcpPacket tooLong = reply(offer().bootFile("old").bootFile("f".repeat(128)));

        assertThat(fits.file()).isEqualTo("f".repeat(127));
        assertThat(fits.get(DhcpOption.BOOTFILE_NAME)).contains("f".repeat(127));
        assertThat(tooLong.file()).isEmpty();
        assertThat(tooLong.get(DhcpOption.BOOTFILE_NAME)).contains("f".repeat(128));
    }

    @Test
    void theNextServerGoesToAllThreePlaces() {
        DhcpPacket packet = reply(offer().nextServer(US));

        assertThat(packet.siaddr()).isEqualTo(US);
        assertThat(packet.sname()).isEqualTo("10.77.0.1");
        assertThat(packet.get(DhcpOption.TFTP_SERVER_NAME)).contains("10.77.0.1");
    }

    @Test
    void echoesOptionsOctetForOctetButNoEmptyOnes() {
        DhcpPacket request =
                RawPacket.discover().hexOption(97, "00112233").option(77).end().packet();

        DhcpPacket reply = reply(offer().echo(request, DhcpOption.MACHINE_ID)
                .echo(request, DhcpOption.USER_CLASS)
                .echo(request, DhcpOption.HOST_NAME));

        assertThat(reply.codes()).containsExactly(53, 97);
        assertThat(ByteBufUtil.hexDump(reply.raw(97))).isEqualTo("00112233");
    }

    @ParameterizedTest
    @CsvSource({"0,548", "1,548", "575,548", "576,548", "577,549", "1472,1444", "1500,1472", "1501,1472", "65280,1472"})
    void theLargestReplyIsWhatTheClientSaysWithinReason(int datagram, int largest) {
        DhcpPacket request = RawPacket.discover()
                .option(57, datagram >> 8, datagram & 0xff)
                .end()
                .packet();
        DhcpPacketWriter writer = DhcpPacketWriter.replyTo(request, DhcpMessageType.OFFER);
        for (int code = 224; code < 232; code++) {
            writer.raw(code, new byte[200]);
        }
        writer.raw(232, new byte[1]);

        int size = encode(writer).length;

        assertThat(size).isLessThanOrEqualTo(largest).isGreaterThan(largest - 202);
        assertThat(writer.dropped()).isNotEmpty();
    }

    @Test
    void fillsThePacketToTheLastOctet() {
        DhcpPacketWriter writer = offer().raw(224, new byte[200]).raw(225, new byte[548 - 240 - 3 - 202 - 1 - 2]);

        assertThat(encode(writer)).hasSize(548);
        assertThat(writer.dropped()).isEmpty();
        writer.raw(226);
        assertThat(encode(writer)).hasSize(548);
        assertThat(writer.dropped()).containsExactly(226);
    }

    @Test
    void oneOctetTooManyIsTooMany() {
        DhcpPacketWriter writer = offer().raw(224, new byte[200]).raw(225, new byte[548 - 240 - 3 - 202 - 1 - 1]);

        encode(writer);

        assertThat(writer.dropped()).containsExactly(225);
    }

    @Test
    void givesUpTheLeastNeededOptionFirst() {
        DhcpPacketWriter writer = offer();
        int[] optional = {61, 66, 97, 3, 6, 175, 58, 59, 28, 15, 12, 7, 224};
        for (int code : optional) {
            writer.raw(code, new byte[100]);
        }
        writer.raw(82, new byte[200]).raw(43, new byte[200]);

        encode(writer);

        assertThat(writer.dropped()).containsExactly(224, 7, 12, 15, 28, 59, 58, 175, 6, 3, 97, 66, 61);
    }

    @Test
    void countsTheLongestOptionRight() {
        DhcpPacketWriter writer =
                offer().maxSize(240 + 3 + 257 + 2 + 1).raw(224, new byte[255]).raw(225);

        assertThat(encode(writer)).hasSize(503);
        assertThat(writer.dropped()).isEmpty();
    }

    @Test
    void leavesOutWhatAClientBootsWithoutAndTellsSo() {
        DhcpPacketWriter writer = bootOffer()
                .set(DhcpOption.ROUTERS, List.of(US))
                .set(DhcpOption.HOST_NAME, "pc")
                .set(DhcpOption.ROOT_PATH, "r".repeat(200))
                .raw(224, new byte[100]);
        writer.raw(67, new byte[60]);

        DhcpPacket packet = reply(writer);

        assertThat(packet.length()).isLessThanOrEqualTo(548);
        assertThat(writer.dropped()).containsExactly(224, 17);
        assertThat(packet.codes()).contains(1, 3, 12, 43, 51, 53, 54, 60, 67);
    }

    @Test
    void growsRatherThanLoseWhatTheBootNeeds() {
        DhcpPacket request =
                RawPacket.discover().option(82, new byte[250]).end().packet();
        DhcpPacketWriter writer = DhcpPacketWriter.replyTo(request, DhcpMessageType.OFFER)
                .set(DhcpOption.SERVER_IDENTIFIER, US)
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.directBoot())
                .bootFile("u".repeat(250))
                .set(DhcpOption.DNS_SERVERS, List.of(US));

        DhcpPacket packet = reply(writer);

        assertThat(packet.length()).isGreaterThan(548);
        assertThat(packet.codes()).containsExactly(53, 54, 60, 43, 67, 82);
        assertThat(writer.dropped()).containsExactly(6);
    }

    @Test
    void returnsRelayInformationInPiecesAsItCame() {
        byte[] circuit = new byte[200];
        DhcpPacket request = RawPacket.discover()
                .option(82, circuit)
                .option(82, circuit)
                .end()
                .packet();

        DhcpPacket reply = reply(DhcpPacketWriter.replyTo(request, DhcpMessageType.OFFER));

        assertThat(reply.raw(82).readableBytes()).isEqualTo(400);
        assertThat(reply.codes()).containsExactly(53, 82);
    }

    @Test
    void neverExceedsAnEthernetFrameWhateverARequestMakesItEcho() {
        RawPacket raw = RawPacket.discover();
        for (int i = 0; i < 8; i++) {
            raw.option(82, new byte[255]);
        }
        DhcpPacketWriter writer =
                DhcpPacketWriter.replyTo(raw.option(61, new byte[255]).end().packet(), DhcpMessageType.OFFER);

        DhcpPacket reply = reply(writer);

        assertThat(reply.length()).isLessThanOrEqualTo(1472);
        assertThat(reply.codes()).containsExactly(53);
        assertThat(writer.dropped()).containsExactly(61, 82);
    }

    @Test
    void doesNotEchoAClientIdentifierLongerThanAnOption() {
        DhcpPacket request = RawPacket.discover()
                .option(61, new byte[200])
                .option(61, new byte[200])
                .end()
                .packet();

        assertThat(reply(DhcpPacketWriter.replyTo(request, DhcpMessageType.OFFER))
                        .codes())
                .containsExactly(53);
    }

    @Test
    void encodesTheSameTwice() {
        DhcpPacketWriter writer = bootOffer();

        assertThat(encode(writer)).isEqualTo(encode(writer));
    }

    @Test
    void theBufferIsTheCallersToRelease() {
        ByteBuf encoded = bootOffer().encode(PooledByteBufAllocator.DEFAULT);

        assertThat(encoded.refCnt()).isEqualTo(1);
        assertThat(encoded.release()).isTrue();
    }

    @Test
    void rawValuesAreCopiedAndStayTheCallers() {
        ByteBuf value = PooledByteBufAllocator.DEFAULT.buffer().writeBytes(new byte[] {9, 8, 7});
        value.readerIndex(1);
        DhcpPacketWriter writer = offer().raw(224, value);

        assertThat(value.readerIndex()).isEqualTo(1);
        assertThat(value.release()).isTrue();
        assertThat(ByteBufUtil.hexDump(reply(writer).raw(224))).isEqualTo("0807");
    }

    private static DhcpPacketWriter offer() {
        return DhcpPacketWriter.replyTo(RawPacket.discover().end().packet(), DhcpMessageType.OFFER);
    }

    private static DhcpPacketWriter bootOffer() {
        return offer().set(DhcpOption.SERVER_IDENTIFIER, US)
                .set(DhcpOption.LEASE_TIME, Duration.ofHours(1))
                .set(DhcpOption.SUBNET_MASK, Ip4.of("255.255.255.0"))
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)
                .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.directBoot())
                .bootFile("snponly.efi");
    }

    private static byte[] encode(DhcpPacketWriter writer) {
        ByteBuf encoded = writer.encode(UnpooledByteBufAllocator.DEFAULT);
        byte[] octets = ByteBufUtil.getBytes(encoded);
        encoded.release();
        return octets;
    }

    private static DhcpPacket reply(DhcpPacketWriter writer) {
        return (DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(encode(writer)));
    }

    private static String options(DhcpPacketWriter writer) {
        byte[] octets = encode(writer);
        return hex(octets, 240, octets.length);
    }

    private static String hex(byte[] octets, int from, int to) {
        return ByteBufUtil.hexDump(octets, from, to - from);
    }
}
