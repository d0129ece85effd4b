package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.VendorClass;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.OfferFault;
import io.pxe4j.dhcp.engine.ServerPort;
import org.junit.jupiter.api.Test;

class OtherServerSeenTest {
    private static final Ip4 OTHER = Ip4.of("10.0.0.2");
    private static final DhcpArrival ARRIVAL =
            new DhcpArrival("br0", Ip4.of("10.0.0.1"), 24, ServerPort.DHCP, OTHER, 67, true);

    private static DhcpPacket packet(DhcpPacketWriter writer) {
        ByteBuf encoded = writer.encode(UnpooledByteBufAllocator.DEFAULT);
        byte[] octets = new byte[encoded.readableBytes()];
        encoded.readBytes(octets).release();
        return (DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(octets));
    }

    private static DhcpPacketWriter request() {
        return DhcpPacketWriter.request(DhcpMessageType.REQUEST, HardwareAddress.of("52:54:00:00:00:01"))
                .set(DhcpOption.SERVER_IDENTIFIER, OTHER);
    }

    @Test
    void answerOfAnotherServerComesWithItsDiagnosis() {
        DhcpPacket offer = packet(DhcpPacketWriter.replyTo(packet(request()), DhcpMessageType.OFFER)
                .yiaddr(Ip4.of("10.0.0.50"))
                .set(DhcpOption.SERVER_IDENTIFIER, OTHER)
                .set(DhcpOption.SUBNET_MASK, Ip4.of("255.255.255.0"))
                .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT));
        OtherServerSeen seen = new OtherServerSeen(OTHER, OtherServerSeen.Evidence.ANSWER, offer, ARRIVAL);

        assertThat(seen.diagnosis().orElseThrow().faults()).containsExactly(OfferFault.PXE_CLIENT_WITHOUT_OPTIONS);
    }

    @Test
    void choiceOfAClientTellsNothingOfTheAnswer() {
        OtherServerSeen seen =
                new OtherServerSeen(OTHER, OtherServerSeen.Evidence.CHOSEN_BY_CLIENT, packet(request()), ARRIVAL);

        assertThat(seen.diagnosis()).isEmpty();
    }
}
