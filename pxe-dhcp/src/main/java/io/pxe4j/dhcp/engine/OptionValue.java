package io.pxe4j.dhcp.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;

/** An option of the configuration, encoded once. */
final class OptionValue {
    private static final HardwareAddress NOBODY = HardwareAddress.of(1);

    private final DhcpOption<?> option;
    private final byte[] octets;
    private final boolean always;

    private OptionValue(DhcpOption<?> option, byte[] octets, boolean always) {
        this.option = option;
        this.octets = octets;
        this.always = always;
    }

    DhcpOption<?> option() {
        return option;
    }

    int code() {
        return option.code();
    }

    /** The value; not to be changed. */
    byte[] octets() {
        return octets;
    }

    /** Whether clients get it that did not ask. */
    boolean always() {
        return always;
    }

    /**
     * Encodes a value.
     *
     * @throws IllegalArgumentException if it cannot be sent
     */
    static <T> OptionValue of(DhcpOption<T> option, T value, boolean always) {
        DhcpPacketWriter writer = DhcpPacketWriter.request(DhcpMessageType.INFORM, NOBODY)
                .maxSize(DhcpPacketWriter.LARGEST_MAX_SIZE)
                .set(option, value);
        ByteBuf encoded = writer.encode(UnpooledByteBufAllocator.DEFAULT);
        try {
            DhcpPacket packet = (DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(encoded)));
            return new OptionValue(option, ByteBufUtil.getBytes(packet.raw(option.code())), always);
        } finally {
            encoded.release();
        }
    }
}
