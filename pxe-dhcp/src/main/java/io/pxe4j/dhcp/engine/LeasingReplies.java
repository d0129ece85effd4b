package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What an address server writes: RFC 2131 §4.3, table 3. */
final class LeasingReplies {
    private final Duration leaseTime;
    private final Duration minLeaseTime;
    private final List<Consumer<DhcpPacketWriter>> options;

    LeasingReplies(Duration leaseTime, Duration minLeaseTime, List<Consumer<DhcpPacketWriter>> options) {
        this.leaseTime = leaseTime;
        this.minLeaseTime = minLeaseTime;
        this.options = List.copyOf(options);
    }

    /** How long a lease the client gets: what it asks for, within the limits. */
    Duration granted(DhcpPacket request) {
        Duration asked = request.get(DhcpOption.LEASE_TIME).orElse(leaseTime);
        Duration atLeast = asked.compareTo(minLeaseTime) < 0 ? minLeaseTime : asked;
        return atLeast.compareTo(leaseTime) > 0 ? leaseTime : atLeast;
    }

    DhcpReply offer(
            DhcpPacket request, DhcpArrival arrival, Ip4Network network, Ip4 yiaddr, Optional<BootOptions> boot) {
        // A client without an address may still write one into DISCOVER; one of another network is not believed.
        Ip4 ciaddr = network.contains(request.ciaddr()) ? request.ciaddr() : Ip4.ANY;
        ReplyDestination destination = ReplyDestination.of(request, DhcpMessageType.OFFER, ciaddr, yiaddr, arrival);
        DhcpPacketWriter reply = start(request, arrival, DhcpMessageType.OFFER, destination);
        reply.yiaddr(yiaddr);
        return finish(DhcpMessageType.OFFER, reply, request, destination, network, boot, true);
    }

    DhcpReply ack(DhcpPacket request, DhcpArrival arrival, Ip4Network network, Ip4 yiaddr, Optional<BootOptions> boot) {
        ReplyDestination destination =
                ReplyDestination.of(request, DhcpMessageType.ACK, request.ciaddr(), yiaddr, arrival);
        DhcpPacketWriter reply = start(request, arrival, DhcpMessageType.ACK, destination);
        reply.ciaddr(request.ciaddr()).yiaddr(yiaddr);
        return finish(DhcpMessageType.ACK, reply, request, destination, network, boot, true);
    }

    /** For INFORM: the options without an address and without times, RFC 2131 §4.3.5. */
    DhcpReply informed(DhcpPacket request, DhcpArrival arrival, Ip4Network network, Optional<BootOptions> boot) {
        ReplyDestination destination =
                ReplyDestination.of(request, DhcpMessageType.ACK, request.ciaddr(), Ip4.ANY, arrival);
        DhcpPacketWriter reply = start(request, arrival, DhcpMessageType.ACK, destination);
        reply.ciaddr(request.ciaddr());
        return finish(DhcpMessageType.ACK, reply, request, destination, network, boot, false);
    }

    /** Nothing but the refusal: message, server and what RFC 6842 and 3046 want back. */
    DhcpReply nak(DhcpPacket request, DhcpArrival arrival, String why) {
        ReplyDestination destination = ReplyDestination.of(request, DhcpMessageType.NAK, Ip4.ANY, Ip4.ANY, arrival);
        DhcpPacketWriter reply = start(request, arrival, DhcpMessageType.NAK, destination);
        reply.set(DhcpOption.MESSAGE, why);
        return new DhcpReply(DhcpMessageType.NAK, reply, destination);
    }

    private static DhcpPacketWriter start(
            DhcpPacket request, DhcpArrival arrival, DhcpMessageType type, ReplyDestination destination) {
        DhcpPacketWriter reply =
                DhcpPacketWriter.replyTo(request, type).set(DhcpOption.SERVER_IDENTIFIER, arrival.serverAddress());
        if (destination.setBroadcastFlag()) {
            reply.broadcast(true);
        }
        return reply;
    }

    private DhcpReply finish(
            DhcpMessageType type,
            DhcpPacketWriter reply,
            DhcpPacket request,
            ReplyDestination destination,
            Ip4Network network,
            Optional<BootOptions> boot,
            boolean leased) {
        // EDK2 refuses an address without its mask, asked for or not.
        reply.set(DhcpOption.SUBNET_MASK, network.mask());
        reply.set(DhcpOption.BROADCAST_ADDRESS, network.broadcast());
        if (leased) {
            Duration lease = granted(request);
            reply.set(DhcpOption.LEASE_TIME, lease);
            // Some firmware does without T1 and T2 only badly; RFC 2131 §4.4.5 names the shares.
            reply.set(DhcpOption.RENEWAL_TIME, seconds(lease.toSeconds() / 2));
            reply.set(DhcpOption.REBINDING_TIME, seconds(lease.toSeconds() * 7 / 8));
        }
        options.forEach(option -> option.accept(reply));
        boot.ifPresent(options -> options.writeWithAddress(reply, request));
        return new DhcpReply(type, reply, destination);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
