package io.pxe4j.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.ParameterRequestList;

/** What a client sends to lease an address and to give it back. The buffers are written over for the next client. */
final class LeaseMessages {
    private static final int XID = 4;
    private static final int CIADDR = 12;
    private static final int CHADDR = 28;
    private static final int OPTIONS = 240;

    private final ByteBuf discover;
    private final ByteBuf request;
    private final ByteBuf release;
    private final int requestedAddress;

    private LeaseMessages(Ip4 server, Ip4 relay) {
        discover = message(DhcpMessageType.DISCOVER, server, relay);
        request = message(DhcpMessageType.REQUEST, server, relay);
        release = message(DhcpMessageType.RELEASE, server, relay);
        requestedAddress = offsetOf(DhcpOption.REQUESTED_ADDRESS, request);
    }

    /** Messages to that server, by that relay if it is any. */
    static LeaseMessages to(Ip4 server, Ip4 relay) {
        return new LeaseMessages(server, relay);
    }

    private static ByteBuf message(DhcpMessageType type, Ip4 server, Ip4 relay) {
        DhcpPacketWriter writer = DhcpPacketWriter.request(type, HardwareAddress.of("02:00:00:00:00:00"))
                .giaddr(relay)
                .set(DhcpOption.PARAMETER_REQUEST_LIST, ParameterRequestList.of(1, 28, 2, 3, 15, 6, 12));
        if (type.equals(DhcpMessageType.REQUEST)) {
            writer.set(DhcpOption.SERVER_IDENTIFIER, server).set(DhcpOption.REQUESTED_ADDRESS, server);
        }
        return writer.encode(UnpooledByteBufAllocator.DEFAULT);
    }

    private static int offsetOf(DhcpOption<?> option, ByteBuf message) {
        int at = OPTIONS;
        while (message.getUnsignedByte(at) != option.code()) {
            at += 2 + message.getUnsignedByte(at + 1);
        }
        return at + 2;
    }

    /** The DISCOVER of the client of that number. */
    ByteBuf discover(int client) {
        return discover.setInt(CHADDR + 2, client);
    }

    /** Its REQUEST of an address that it was offered. */
    ByteBuf request(int client, Ip4 address) {
        return request.setInt(CHADDR + 2, client).setInt(requestedAddress, address.bits());
    }

    /** Its RELEASE of an address that it leased. */
    ByteBuf release(int client, Ip4 address) {
        return release.setInt(CHADDR + 2, client).setInt(CIADDR, address.bits());
    }

    /** Gives a message a number that comes back with its answer. */
    static ByteBuf numbered(ByteBuf message, int xid) {
        return message.setInt(XID, xid);
    }

    /** Frees the buffers. */
    void free() {
        discover.release();
        request.release();
        release.release();
    }
}
