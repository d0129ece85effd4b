package io.pxe4j.dhcp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.dhcp.DhcpDecoded;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.MalformedDhcp;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpDrop;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.dhcp.engine.RequestLimiter;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all sockets of a server bring their packets to: refuses what no engine need see, and takes care that each packet ends. */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final EngineDriver driver;
    private final CounterBoard counters;
    private final Teller teller;
    private final Dispatch dispatch;
    private final RequestLimiter limiter;
    private final OtherServers others;
    private final int maxPacketSize;
    private Predicate<Ip4> isOwnAddress = address -> false;
    private @Nullable Exchange spare;

    Reception(ServerConfig config, EngineDriver driver, Dispatch dispatch) {
        this.driver = driver;
        this.dispatch = dispatch;
        this.counters = dispatch.counters();
        this.teller = dispatch.teller();
        this.limiter = RequestLimiter.of(config.limits());
        this.others = new OtherServers(config.knownServers(), config.otherServersInterval());
        this.maxPacketSize = config.maxPacketSize();
    }

    /** Says which servers are this one. */
    void ownAddresses(Predicate<Ip4> addresses) {
        isOwnAddress = addresses;
    }

    /** Takes a datagram, whose buffer stays the caller's. */
    void receive(DhcpSocket socket, ByteBuf datagram, DhcpArrival arrival) {
        counters.count(DhcpCounter.RECEIVED);
        counters.add(DhcpCounter.RECEIVED_OCTETS, datagram.readableBytes());
        Exchange exchange = take(socket, arrival);
        try {
            examine(exchange, datagram);
        } catch (RuntimeException e) {
            LOG.error("Fault while receiving a DHCP packet", e);
            drop(exchange, DropReason.INTERNAL_ERROR, e.getClass().getSimpleName());
        }
        if (!exchange.waits()) {
            spare = exchange;
        }
    }

    private Exchange take(DhcpSocket socket, DhcpArrival arrival) {
        Exchange exchange = spare != null ? spare : new Exchange(this, socket, arrival);
        spare = null;
        exchange.begin(socket, arrival);
        return exchange;
    }

    private void examine(Exchange exchange, ByteBuf datagram) {
        if (datagram.readableBytes() > maxPacketSize) {
            drop(exchange, DropReason.TOO_LARGE, "more than " + maxPacketSize + " octets");
            return;
        }
        DhcpSocket socket = exchange.socket();
        DhcpArrival arrival = exchange.arrival();
        ServerInterface network = socket.network();
        if (arrival.sourcePort() == socket.portNumber() && network.hasAddress(arrival.sourceAddress())) {
            drop(exchange, DropReason.OWN_PACKET, "");
            return;
        }
        DhcpDecoded decoded = exchange.read(datagram);
        if (decoded instanceof MalformedDhcp malformed) {
            drop(exchange, DropReason.MALFORMED, malformed.problem() + " at offset " + malformed.offset());
            return;
        }
        DhcpPacket packet = (DhcpPacket) decoded;
        if (!packet.isRequest()) {
            Ip4 sender = OtherServers.senderOf(packet, arrival.sourceAddress());
            noticeServer(sender, OtherServerSeen.Evidence.ANSWER, packet, arrival);
            drop(exchange, DropReason.NOT_A_REQUEST, "from " + arrival.sourceAddress());
            return;
        }
        if (network.hardwareAddress().isPresent()
                && network.hardwareAddress().get().equals(packet.chaddr())) {
            drop(exchange, DropReason.OWN_PACKET, packet.chaddr().toString());
            return;
        }
        admit(exchange, packet, arrival);
    }

    private void admit(Exchange exchange, DhcpPacket packet, DhcpArrival arrival) {
        Optional<DropReason> tooMany = limiter.admit(packet, arrival, System.nanoTime());
        if (tooMany.isPresent()) {
            counters.set(DhcpCounter.LIMITS_FORGOTTEN, limiter.forgotten());
            drop(exchange, tooMany.get(), "");
            return;
        }
        int chosen = OtherServers.chosenBy(packet);
        if (chosen != 0 && chosen != arrival.serverAddress().bits()) {
            noticeChosen(new Ip4(chosen), packet, arrival);
        }
        if (!teller.isSilent()) {
            teller.tell(heard -> heard.received(new RequestReceived(packet, arrival)));
        }
        driver.handle(packet, arrival, exchange);
    }

    private void noticeChosen(Ip4 server, DhcpPacket packet, DhcpArrival arrival) {
        if (!OtherServers.isRelaysName(packet, server)) {
            noticeServer(server, OtherServerSeen.Evidence.CHOSEN_BY_CLIENT, packet, arrival);
        }
    }

    private void noticeServer(Ip4 server, OtherServerSeen.Evidence evidence, DhcpPacket packet, DhcpArrival arrival) {
        if (isOwnAddress.test(server) || !others.isNews(server, System.nanoTime())) {
            return;
        }
        counters.count(DhcpCounter.OTHER_SERVERS_SEEN);
        OtherServerSeen event = new OtherServerSeen(server, evidence, packet, arrival);
        LOG.info("Another DHCP server: {}", event);
        // A site's own server that breaks network boot cannot be mended from here, but named.
        event.diagnosis()
                .filter(diagnosis -> !diagnosis.isHealthy())
                .ifPresent(diagnosis -> LOG.warn("Network boot may fail: {}", diagnosis));
        teller.tell(heard -> heard.otherServerSeen(event));
    }

    /** The engine, or this class, has come to an end with a packet. */
    void end(Exchange exchange, DhcpOutcome outcome) {
        if (exchange.waits()) {
            counters.count(DhcpCounter.WAITED);
            counters.add(DhcpCounter.WAITED_MICROS, (System.nanoTime() - exchange.waitsSince()) / 1000);
        }
        DhcpPacket request = exchange.request();
        if (outcome instanceof DhcpReply reply && request != null) {
            answer(exchange, request, reply);
        } else {
            dispatch.dropped(request, exchange.arrival(), (DhcpDrop) outcome);
        }
    }

    private void answer(Exchange exchange, DhcpPacket request, DhcpReply reply) {
        try {
            dispatch.send(exchange.socket(), request, exchange.arrival(), reply);
        } catch (RuntimeException e) {
            LOG.error("Fault while sending a DHCP answer", e);
            DhcpDrop drop = new DhcpDrop(DropReason.INTERNAL_ERROR, e.getClass().getSimpleName());
            dispatch.dropped(request, exchange.arrival(), drop);
        }
    }

    private static void drop(Exchange exchange, DropReason reason, String detail) {
        exchange.end(new DhcpDrop(reason, detail));
    }
}
