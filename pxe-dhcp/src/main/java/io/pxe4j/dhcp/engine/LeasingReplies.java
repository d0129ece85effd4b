package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import org.jspecify.annotations.Nullable;

/** What an address server writes: RFC 2131 §4.3, table 3. */
final class LeasingReplies {
    private static final int SUBNET_MASK = 1;
    private static final int BROADCAST_ADDRESS = 28;
    private static final int SERVER_IDENTIFIER = 54;

    private final boolean clientSelects;

    /** {@code clientSelects}: whether option 118 counts, and so goes back. */
    LeasingReplies(boolean clientSelects) {
        this.clientSelects = clientSelects;
    }

    DhcpReply offer(Exchange x, Ip4 yiaddr, Terms terms, @Nullable BootOptions boot) {
        Ip4 asked = x.request().ciaddr();
        // A client without an address may still write one into DISCOVER; one of another network is not believed.
        Ip4 ciaddr = asked.isAny() || x.network().subnetOf(asked) == null ? Ip4.ANY : asked;
        ReplyDestination destination =
                ReplyDestination.of(x.request(), DhcpMessageType.OFFER, ciaddr, yiaddr, x.arrival());
        DhcpPacketWriter reply = start(x, DhcpMessageType.OFFER, destination).yiaddr(yiaddr);
        terms.writeTimes(reply, terms.granted(x.client()));
        return finish(DhcpMessageType.OFFER, reply, x, x.subnetOf(yiaddr), destination, terms, boot);
    }

    DhcpReply ack(Exchange x, Ip4 yiaddr, long seconds, Terms terms, @Nullable BootOptions boot) {
        Ip4 ciaddr =
                x.request().is(DhcpMessageType.DISCOVER) ? Ip4.ANY : x.request().ciaddr();
        ReplyDestination destination =
                ReplyDestination.of(x.request(), DhcpMessageType.ACK, ciaddr, yiaddr, x.arrival());
        DhcpPacketWriter reply =
                start(x, DhcpMessageType.ACK, destination).ciaddr(ciaddr).yiaddr(yiaddr);
        terms.writeTimes(reply, seconds);
        if (x.request().is(DhcpMessageType.DISCOVER)) {
            // RFC 4039 §4: whoever acknowledges at once says so.
            reply.set(DhcpOption.RAPID_COMMIT, true);
        }
        return finish(DhcpMessageType.ACK, reply, x, x.subnetOf(yiaddr), destination, terms, boot);
    }

    /** For INFORM: the options without an address and without times, RFC 2131 §4.3.5. */
    DhcpReply informed(Exchange x, SubnetPlan subnet, Terms terms, @Nullable BootOptions boot) {
        Ip4 ciaddr = x.request().ciaddr();
        ReplyDestination destination =
                ReplyDestination.of(x.request(), DhcpMessageType.ACK, ciaddr, Ip4.ANY, x.arrival());
        DhcpPacketWriter reply = start(x, DhcpMessageType.ACK, destination).ciaddr(ciaddr);
        return finish(DhcpMessageType.ACK, reply, x, subnet, destination, terms, boot);
    }

    /** For BOOTP, whose reply has neither message type nor times: RFC 1534 §2. */
    DhcpReply bootp(Exchange x, Ip4 yiaddr, Terms terms, @Nullable BootOptions boot) {
        Ip4 ciaddr = x.request().ciaddr();
        ReplyDestination destination =
                ReplyDestination.of(x.request(), DhcpMessageType.ACK, ciaddr, yiaddr, x.arrival());
        DhcpPacketWriter reply = DhcpPacketWriter.bootpReplyTo(x.request())
                .ciaddr(ciaddr)
                .yiaddr(yiaddr)
                .siaddr(x.arrival().serverAddress());
        return finish(DhcpMessageType.ACK, reply, x, x.subnetOf(yiaddr), destination, terms, boot);
    }

    /** Nothing but the refusal: message, server and what RFC 6842 and 3046 want back. */
    DhcpReply nak(Exchange x, String why) {
        ReplyDestination destination =
                ReplyDestination.of(x.request(), DhcpMessageType.NAK, Ip4.ANY, Ip4.ANY, x.arrival());
        DhcpPacketWriter reply = start(x, DhcpMessageType.NAK, destination);
        reply.set(DhcpOption.MESSAGE, why);
        return new DhcpReply(DhcpMessageType.NAK, reply, destination);
    }

    private static DhcpPacketWriter start(Exchange x, DhcpMessageType type, ReplyDestination destination) {
        DhcpPacketWriter reply = DhcpPacketWriter.replyTo(x.request(), type);
        reply.raw(SERVER_IDENTIFIER, SubnetPlan.octets(x.serverIdentifier()));
        if (destination.setBroadcastFlag()) {
            reply.broadcast(true);
        }
        return reply;
    }

    private DhcpReply finish(
            DhcpMessageType type,
            DhcpPacketWriter reply,
            Exchange x,
            SubnetPlan subnet,
            ReplyDestination destination,
            Terms terms,
            @Nullable BootOptions boot) {
        DhcpPacket request = x.request();
        // EDK2 refuses an address without its mask, asked for or not.
        reply.raw(SUBNET_MASK, subnet.mask());
        reply.raw(BROADCAST_ADDRESS, subnet.broadcast());
        terms.writeOptions(reply, x.client());
        if (clientSelects && request.has(DhcpOption.SUBNET_SELECTION)) {
            // RFC 3011: a server that follows the option returns it.
            reply.echo(request, DhcpOption.SUBNET_SELECTION);
        }
        if (boot != null) {
            boot.writeWithAddress(reply, request);
        }
        return new DhcpReply(type, reply, destination);
    }
}
