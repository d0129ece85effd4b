package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Hands out addresses, and with them what a network-boot client shall load.
 *
 * <p>In its simple form it serves one network, that of the interface:
 *
 * <pre>{@code
 * DhcpServer.builder()
 *         .onInterface("br0")
 *         .engine(DhcpLeasing.builder().pool(AddressPool.of("10.0.0.50-10.0.0.99")).policy(policy)::build)
 * }</pre>
 *
 * <p>With {@link DhcpLeasingBuilder#subnet} it serves as many as there are, on interfaces of this machine and behind relays, with
 * {@link Host reservations} and {@link ClientClass client classes}. Leases are in a {@link LeaseStore} before a client hears of them;
 * offers are only in memory. Put a {@link ProxyDhcp} behind it ({@link DhcpEngine#firstOf}) to answer on port 4011 too.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.3">RFC 2131 §4.3, DHCP server behavior</a>
 */
public final class DhcpLeasing implements DhcpEngine {
    private final DhcpLeasingBuilder settings;
    private final LeasingPlan plan;
    private final LeasingParts parts;
    private final RelayRules relays;
    private final Conversations conversations;
    private final Discovering discovering;
    private final Requesting requesting;
    private final Endings endings;
    private final Set<ClientKey> atWork = new HashSet<>();

    DhcpLeasing(DhcpLeasingBuilder settings, EngineContext context) {
        this.settings = settings;
        this.plan = new LeasingPlan(settings);
        this.relays = new RelayRules(settings.relays, settings.trustSwitches);
        this.conversations = new Conversations(context, settings.answerWithin, settings.maxWaiting);
        PortQuota ports = new PortQuota(settings.portQuota);
        OfferBook offers = new OfferBook(settings.maxOffers, settings.offerTime, context.nanoClock(), ports);
        LeaseBook book = new LeaseBook(settings.store, offers, ports, context.wallClock());
        Probes probes = new Probes(settings.probe, settings.probeTime, settings.maxWaiting, context);
        this.parts = new LeasingParts(
                plan,
                book,
                new LeasingReplies(settings.subnetSelection),
                probes,
                settings.declineTime.toSeconds(),
                settings.leaseCaching);
        this.discovering = new Discovering(parts, settings.rapidCommit);
        this.requesting = new Requesting(parts, settings.authoritative);
        this.endings = new Endings(
                parts,
                new DeclineQuota(
                        settings.declinesPerClient,
                        settings.declinesPerPort,
                        settings.declineTime,
                        context.nanoClock()));
    }

    /** Starts a configuration; only the addresses to hand out have no default. */
    public static DhcpLeasingBuilder builder() {
        return new DhcpLeasingBuilder();
    }

    @Override
    public CompletionStage<DhcpOutcome> handle(DhcpPacket request, DhcpArrival arrival) {
        conversations.dropLate();
        Conversation conversation = conversations.open();
        conversation.step(() -> begin(conversation, request, arrival));
        return conversation.outcome();
    }

    @Override
    public void tick() {
        parts.probes().tick();
        conversations.dropLate();
    }

    @Override
    public void close() {
        parts.probes().close();
        conversations.dropAll();
    }

    private void begin(Conversation conversation, DhcpPacket request, DhcpArrival arrival) {
        Optional<DhcpDrop> refused = Requests.refuse(request, arrival);
        if (refused.isPresent() && !(settings.bootp && refused.get().reason() == DropReason.BOOTP)) {
            conversation.end(refused.get());
            return;
        }
        if (arrival.port() != ServerPort.DHCP) {
            conversation.drop(DropReason.WRONG_PORT, typeOf(request));
            return;
        }
        if (Requests.isForBootServer(request)) {
            conversation.drop(DropReason.BOOT_SERVERS_BUSINESS, typeOf(request));
            return;
        }
        Link link = plan.links().choose(conversation, request, arrival);
        if (link == null) {
            return;
        }
        Optional<ClientKey> key = settings.clientKey.apply(request);
        if (key.isEmpty()) {
            conversation.drop(DropReason.NO_CLIENT_KEY, "");
            return;
        }
        ClientRequest client = new ClientRequest(request, arrival, relays.informationOf(request));
        Ip4 identifier = settings.identifiers.of(client);
        if (request.has(DhcpOption.SERVER_IDENTIFIER)) {
            Ip4 chosen = new Ip4(request.ip4Bits(DhcpOption.SERVER_IDENTIFIER));
            if (!chosen.isAny() && !settings.identifiers.accept(chosen, identifier, arrival)) {
                // RFC 2131 §4.3.2: the client has declined our offer with this.
                parts.offers().release(link.network(), key.get());
                conversation.drop(DropReason.OTHER_SERVER, chosen.toString());
                return;
            }
        } else if (isOtherServers(request, arrival)) {
            conversation.drop(DropReason.OTHER_BUCKET, typeOf(request));
            return;
        }
        work(new Exchange(conversation, client, link, key.get(), identifier));
    }

    /** Whether the message is to nobody in particular, and another server's bucket. */
    private boolean isOtherServers(DhcpPacket request, DhcpArrival arrival) {
        if (settings.loadBalancing.isEmpty()) {
            return false;
        }
        boolean reboots =
                request.is(DhcpMessageType.REQUEST) && request.ciaddr().isAny();
        boolean asksAnybody = request.is(DhcpMessageType.INFORM) && arrival.broadcast();
        return (request.is(DhcpMessageType.DISCOVER) || request.isBootp() || reboots || asksAnybody)
                && !settings.loadBalancing.get().isOurs(request);
    }

    private static String typeOf(DhcpPacket request) {
        return request.messageType().map(DhcpMessageType::toString).orElse("");
    }

    private void work(Exchange x) {
        // Two packets of one client at once would race each other in the store.
        if (!atWork.isEmpty() && atWork.contains(x.key())) {
            x.drop(DropReason.ALREADY_WORKING, x.key().toString());
            return;
        }
        serve(x);
        if (!x.conversation().isEnded()) {
            atWork.add(x.key());
            x.conversation().outcome().thenRun(() -> atWork.remove(x.key()));
        }
    }

    private void serve(Exchange x) {
        DhcpPacket request = x.request();
        if (request.isBootp()) {
            discovering.bootp(x, settings.bootpLeaseTime.toSeconds());
        } else if (request.is(DhcpMessageType.DISCOVER)) {
            discovering.discover(x);
        } else if (request.is(DhcpMessageType.REQUEST)) {
            requesting.request(x);
        } else if (request.is(DhcpMessageType.INFORM)) {
            inform(x);
        } else if (request.is(DhcpMessageType.DECLINE)) {
            endings.decline(x);
        } else if (request.is(DhcpMessageType.RELEASE)) {
            endings.release(x);
        } else {
            x.drop(DropReason.UNSERVED_MESSAGE, typeOf(request));
        }
    }

    private void inform(Exchange x) {
        Ip4 ciaddr = x.request().ciaddr();
        if (!ciaddr.isAny() && x.network().subnetOf(ciaddr) == null) {
            // A forged ciaddr would make us send to a stranger.
            x.drop(DropReason.FOREIGN_NETWORK, "client " + ciaddr);
            return;
        }
        x.classify(plan);
        SubnetPlan subnet = x.subnetOf(ciaddr);
        Terms terms = subnet.termsFor(ciaddr, x.classes(), x.host());
        parts.withBoot(x, terms, boot -> x.conversation().end(parts.replies().informed(x, subnet, terms, boot)));
    }
}
