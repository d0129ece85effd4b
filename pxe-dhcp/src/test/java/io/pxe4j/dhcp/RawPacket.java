package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Writes packets octet by octet, right ones and wrong ones, without the code under test. */
final class RawPacket {
    private final ByteBuf out = Unpooled.buffer();

    private RawPacket() {}

    /** A request of 52:54:00:00:00:01 with a cookie and no option yet. */
    static RawPacket request() {
        RawPacket packet = new RawPacket();
        packet.out.writeBytes(ByteBufUtil.decodeHexDump("01010600" + "11223344" + "00000000"));
        packet.out.writeZero(16);
        packet.out.writeBytes(ByteBufUtil.decodeHexDump("525400000001"));
        packet.out.writeZero(10 + 64 + 128);
        packet.out.writeInt(0x63825363);
        return packet;
    }

    /** The same with option 53. */
    static RawPacket request(DhcpMessageType type) {
        return request().option(53, type.value());
    }

    static RawPacket discover() {
        return request(DhcpMessageType.DISCOVER);
    }

    RawPacket option(int code, int... value) {
        out.writeByte(code).writeByte(value.length);
        for (int octet : value) {
            out.writeByte(octet);
        }
        return this;
    }

    RawPacket option(int code, byte[] value) {
        out.writeByte(code).writeByte(value.length).writeBytes(value);
        return this;
    }

    RawPacket option(int code, String text) {
        return option(code, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawPacket hexOption(int code, String hex) {
        return option(code, ByteBufUtil.decodeHexDump(hex));
    }

    /** Appends octets as they are. */
    RawPacket octets(int... octets) {
        for (int octet : octets) {
            out.writeByte(octet);
        }
        return this;
    }

    /** Overwrites octets of the header. */
    RawPacket at(int offset, int... octets) {
        for (int i = 0; i < octets.length; i++) {
            out.setByte(offset + i, octets[i]);
        }
        return this;
    }

    RawPacket at(int offset, String text) {
        out.setBytes(offset, text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    RawPacket end() {
        out.writeByte(255);
        return this;
    }

    RawPacket length(int length) {
        if (length > out.writerIndex()) {
            out.writeZero(length - out.writerIndex());
        }
        out.writerIndex(length);
        return this;
    }

    byte[] octets() {
        return ByteBufUtil.getBytes(out);
    }

    DhcpDecoded decode() {
        return DhcpPacket.decode(out);
    }

    DhcpPacket packet() {
        return (DhcpPacket) decode();
    }

    MalformedDhcp malformed() {
        return (MalformedDhcp) decode();
    }
}
