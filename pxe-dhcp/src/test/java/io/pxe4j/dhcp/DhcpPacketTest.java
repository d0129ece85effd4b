package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DhcpPacketTest {
    @Test
    void readsEveryHeaderField() {
        DhcpPacket packet = RawPacket.discover()
                .at(0, 2, 1, 6, 3)
                .at(4, 0xde, 0xad, 0xbe, 0xef)
                .at(8, 0x01, 0x02, 0x80, 0x01)
                .at(12, 10, 0, 0, 1, 10, 0, 0, 2, 10, 0, 0, 3, 10, 0, 0, 4)
                .at(28, 0x52, 0x54, 0, 0xab, 0xcd, 0xef)
                .at(44, "server")
                .at(108, "snponly.efi")
                .end()
                .packet();

        assertThat(packet.op()).isEqualTo(2);
        assertThat(packet.isRequest()).isFalse();
        assertThat(packet.hardwareType()).isEqualTo(1);
        assertThat(packet.hardwareLength()).isEqualTo(6);
        assertThat(packet.hops()).isEqualTo(3);
        assertThat(packet.xid()).isEqualTo(0xdeadbeef);
        assertThat(packet.secs()).isEqualTo(0x102);
        assertThat(packet.flags()).isEqualTo(0x8001);
        assertThat(packet.isBroadcast()).isTrue();
        assertThat(packet.ciaddr()).isEqualTo(Ip4.of("10.0.0.1"));
        assertThat(packet.yiaddr()).isEqualTo(Ip4.of("10.0.0.2"));
        assertThat(packet.siaddr()).isEqualTo(Ip4.of("10.0.0.3"));
        assertThat(packet.giaddr()).isEqualTo(Ip4.of("10.0.0.4"));
        assertThat(packet.chaddr()).isEqualTo(HardwareAddress.of("52:54:00:ab:cd:ef"));
        assertThat(packet.sname()).isEqualTo("server");
        assertThat(packet.file()).isEqualTo("snponly.efi");
        assertThat(packet.messageType()).contains(DhcpMessageType.DISCOVER);
        assertThat(packet.is(DhcpMessageType.DISCOVER)).isTrue();
        assertThat(packet.is(DhcpMessageType.OFFER)).isFalse();
    }

    @Test
    void readsUnsignedFieldsAsUnsigned() {
        DhcpPacket packet = RawPacket.discover()
                .at(1, 255)
                .at(3, 255)
                .at(8, 0xff, 0xfe, 0xff, 0xfd)
                .end()
                .packet();

        assertThat(packet.hardwareType()).isEqualTo(255);
        assertThat(packet.hops()).isEqualTo(255);
        assertThat(packet.secs()).isEqualTo(0xfffe);
        assertThat(packet.flags()).isEqualTo(0xfffd);
    }

    @Test
    void readsFromTheReaderIndexAndLeavesTheIndexesAndTheReferenceCountAlone() {
        byte[] octets = RawPacket.discover().option(12, "pc").end().octets();
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
        try {
            buffer.writeZero(7).writeBytes(octets);
            buffer.readerIndex(7);

            DhcpPacket packet = (DhcpPacket) DhcpPacket.decode(buffer);

            assertThat(packet.get(DhcpOption.HOST_NAME)).contains("pc");
            assertThat(packet.raw(12).readableBytes()).isEqualTo(2);
            assertThat(packet.length()).isEqualTo(octets.length);
            assertThat(packet.content()).isEqualTo(Unpooled.wrappedBuffer(octets));
            assertThat(buffer.readerIndex()).isEqualTo(7);
            assertThat(buffer.readableBytes()).isEqualTo(octets.length);
            assertThat(buffer.refCnt()).isEqualTo(1);
        } finally {
            buffer.release();
        }
    }

    @Test
    void aCopyOutlivesTheBuffer() {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
        buffer.writeBytes(RawPacket.discover().option(12, "pc").end().octets());
        DhcpPacket packet = (DhcpPacket) DhcpPacket.decode(buffer);

        DhcpPacket copy = packet.copy();
        buffer.setZero(0, buffer.writerIndex());
        buffer.release();

        assertThat(copy.get(DhcpOption.HOST_NAME)).contains("pc");
        assertThat(copy.messageType()).contains(DhcpMessageType.DISCOVER);
        assertThat(copy.xid()).isEqualTo(0x11223344);
    }

    @Test
    void absentOptionsAreEmptyInEveryReading() {
        DhcpPacket packet = RawPacket.discover().end().packet();

        assertThat(packet.has(DhcpOption.HOST_NAME)).isFalse();
        assertThat(packet.get(DhcpOption.HOST_NAME)).isEmpty();
        assertThat(packet.raw(12).isReadable()).isFalse();
        assertThat(packet.problemWith(DhcpOption.HOST_NAME)).isEmpty();
        assertThat(packet.codes()).containsExactly(53);
    }

    @Test
    void saysWhyAnOptionCannotBeRead() {
        DhcpPacket packet = RawPacket.discover()
                .option(1, 255)
                .option(3, 1, 2, 3)
                .option(12, "pc")
                .end()
                .packet();

        assertThat(packet.has(DhcpOption.SUBNET_MASK)).isTrue();
        assertThat(packet.get(DhcpOption.SUBNET_MASK)).isEmpty();
        assertThat(packet.problemWith(DhcpOption.SUBNET_MASK)).contains("1 octet (expected: 4 octets)");
        assertThat(packet.problemWith(DhcpOption.ROUTERS)).contains("3 octets (expected: a multiple of 4 octets)");
        assertThat(packet.problemWith(DhcpOption.HOST_NAME)).isEmpty();
    }

    @Test
    void takesPlainBootpWithoutCookieOrOptions() {
        DhcpPacket packet = RawPacket.request().at(236, 0, 0, 0, 0).length(300).packet();

        assertThat(packet.messageType()).isEmpty();
        assertThat(packet.codes()).isEmpty();
        assertThat(packet.chaddr()).hasToString("52:54:00:00:00:01");
    }

    @Test
    void takesBootpWithACookieAndNoMessageType() {
        DhcpPacket packet = RawPacket.request().option(1, 255, 0, 0, 0).end().packet();

        assertThat(packet.messageType()).isEqualTo(Optional.empty());
        assertThat(packet.get(DhcpOption.SUBNET_MASK)).contains(Ip4.of("255.0.0.0"));
    }

    @Test
    void readsOptionsOnlyToTheFirstEnd() {
        DhcpPacket packet = RawPacket.discover().end().option(12, "ghost").end().packet();

        assertThat(packet.codes()).containsExactly(53);
    }

    @Test
    void oneDecoderReadsPacketAfterPacketIntoOneView() {
        DhcpDecoder decoder = DhcpDecoder.create();
        ByteBuf first = Unpooled.wrappedBuffer(
                RawPacket.discover().option(12, "first").option(52, 1).end().octets());
        ByteBuf broken = Unpooled.wrappedBuffer(new byte[3]);
        ByteBuf second =
                Unpooled.wrappedBuffer(RawPacket.request().at(108, "file").end().octets());

        DhcpPacket packet = (DhcpPacket) decoder.decode(first);
        assertThat(packet.get(DhcpOption.HOST_NAME)).contains("first");
        assertThat(decoder.decode(broken)).isInstanceOf(MalformedDhcp.class);
        DhcpPacket next = (DhcpPacket) decoder.decode(second);

        assertThat(next).isSameAs(packet);
        assertThat(next.codes()).isEmpty();
        assertThat(next.has(DhcpOption.HOST_NAME)).isFalse();
        assertThat(next.messageType()).isEmpty();
        assertThat(next.file()).isEqualTo("file");
    }

    @Test
    void anOverloadDoesNotOutliveItsPacket() {
        DhcpDecoder decoder = DhcpDecoder.create();
        decoder.decode(
                Unpooled.wrappedBuffer(RawPacket.discover().option(52, 3).end().octets()));

        DhcpPacket bootp = (DhcpPacket) decoder.decode(Unpooled.wrappedBuffer(RawPacket.request()
                .at(236, 0)
                .at(44, "s")
                .at(108, "f")
                .length(300)
                .octets()));

        assertThat(bootp.sname()).isEqualTo("s");
        assertThat(bootp.file()).isEqualTo("f");
    }

    @Test
    void printsWhatAnAdministratorWantsToSee() {
        DhcpPacket packet = RawPacket.discover()
                .at(10, 0x80)
                .at(20, 10, 0, 0, 3)
                .at(24, 10, 0, 0, 4)
                .at(108, "x")
                .option(12, "pc\n\u001b[31m\"")
                .option(51, 0, 0, 14, 16)
                .option(93, 0, 7)
                .option(1, 255)
                .option(43, 6, 1, 10, 255)
                .option(224, 1, 2)
                .end()
                .packet();

        assertThat(packet)
                .hasToString("DISCOVER xid=11223344 chaddr=52:54:00:00:00:01 broadcast siaddr=10.0.0.3 giaddr=10.0.0.4"
                        + " file=\"x\", host name: \"pc\\x0a\\x1b[31m\\\"\", lease time: 3600 s, client architecture: x64 UEFI,"
                        + " subnet mask: unreadable, 1 octet (expected: 4 octets), vendor specific: {6=0a},"
                        + " option 224: 0x0102");
        assertThat(RawPacket.request().end().packet().toString()).startsWith("BOOTREQUEST ");
        assertThat(RawPacket.request().at(0, 2).at(3, 1).at(8, 0, 9).end().packet())
                .hasToString("BOOTREPLY xid=11223344 chaddr=52:54:00:00:00:01 hops=1 secs=9");
    }

    @Test
    void listsEachCodeOnceInTheOrderOfTheWire() {
        DhcpPacket packet = RawPacket.discover()
                .option(77, 1, 'a')
                .option(3, 10, 0, 0, 1)
                .option(77, 1, 'b')
                .end()
                .packet();

        assertThat(packet.codes()).isEqualTo(List.of(53, 77, 3));
    }
}
