package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Tells network-boot clients what to load, beside another server that hands out the addresses.
 *
 * <p>On port 67 it answers DISCOVER, and REQUEST or INFORM only if they look for a boot server (option 43.71). On port 4011 it answers
 * REQUEST and INFORM. All else belongs to the address server and is dropped with a reason, as is every client that does not boot from
 * the network. It keeps nothing of a client, so that several servers with one policy may stand beside each other.
 *
 * <pre>{@code
 * DhcpServer.builder()
 *         .onInterface("br0")
 *         .engine(ProxyDhcp.builder().policy(BootPolicy.of(client -> BootOffer.file("undionly.kpxe")))::build)
 * }</pre>
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4578">RFC 4578, DHCP Options for PXE</a>
 */
public final class ProxyDhcp implements DhcpEngine {
    private final BootPolicy policy;
    private final ProxyScope scope;
    private final PerClient<OfferStyle> styles;
    private final PerClient<Duration> delays;
    private final List<Ip4> dnsServers;
    private final Set<PxeBootServerType> bootServerTypes;
    private final Conversations conversations;

    ProxyDhcp(ProxyDhcpBuilder settings, BootPolicy policy, EngineContext context) {
        this.policy = policy;
        this.scope = new ProxyScope(settings.relays, settings.clients);
        this.styles = settings.styles;
        this.delays = settings.delays;
        this.dnsServers = settings.dnsServers;
        this.bootServerTypes = Set.copyOf(settings.bootServerTypes);
        this.conversations = new Conversations(context, settings.answerWithin, settings.maxWaiting);
    }

    /** Starts a configuration; only the policy has no default. */
    public static ProxyDhcpBuilder builder() {
        return new ProxyDhcpBuilder();
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
        conversations.dropLate();
    }

    @Override
    public void close() {
        conversations.dropAll();
    }

    private void begin(Conversation conversation, DhcpPacket request, DhcpArrival arrival) {
        Optional<DhcpDrop> refused = scope.refuse(request, arrival);
        if (refused.isPresent()) {
            conversation.end(refused.get());
            return;
        }
        BootClient client = BootClient.of(request);
        if (!client.isNetworkBoot()) {
            // Printers and phones misread PXE's option 43.
            conversation.drop(DropReason.NOT_NETWORK_BOOT, "");
            return;
        }
        Question question = new Question(request, arrival, client, ProxyScope.item(request));
        if (question.item.filter(PxeBootItem::wantsCredentials).isPresent()) {
            conversation.drop(DropReason.CREDENTIALS_WANTED, "");
            return;
        }
        conversation.await(
                () -> policy.offerFor(client),
                DropReason.POLICY_FAILED,
                DropReason.POLICY_LATE,
                offer -> conversation.end(answer(question, offer)));
    }

    /** What a client asks, and what for if it has picked from a menu. */
    private record Question(DhcpPacket request, DhcpArrival arrival, BootClient client, Optional<PxeBootItem> item) {
        boolean isDiscover() {
            return request.is(DhcpMessageType.DISCOVER);
        }

        BootOptions options(BootOffer offer) {
            return new BootOptions(client, offer, arrival.serverAddress());
        }
    }

    private DhcpOutcome answer(Question question, BootOffer offer) {
        if (offer.isIgnored()) {
            return new DhcpDrop(DropReason.POLICY_IGNORES, Text.escape(offer.why()));
        }
        return question.item.isPresent()
                ? answerItem(question, offer, question.item.get())
                : answer(question, offer, Optional.empty());
    }

    private DhcpOutcome answerItem(Question question, BootOffer offer, PxeBootItem item) {
        BootServers servers = offer.bootServers().orElse(null);
        if (servers != null) {
            if (!servers.serves(item.type())) {
                return otherType(item);
            }
            Optional<BootOffer> layer = servers.offerFor(item);
            return layer.isPresent()
                    ? answer(question, layer.get(), question.item)
                    : new DhcpDrop(DropReason.UNKNOWN_BOOT_LAYER, "layer " + item.layer() + " of " + item.type());
        }
        // Who asks this server's address means this server; who asks everybody means the servers of one type.
        return ProxyScope.asksEverybody(question.arrival) && !bootServerTypes.contains(item.type())
                ? otherType(item)
                : answer(question, offer, question.item);
    }

    private static DhcpOutcome otherType(PxeBootItem item) {
        return new DhcpDrop(DropReason.OTHER_BOOT_SERVER_TYPE, item.type().toString());
    }

    private DhcpOutcome answer(Question question, BootOffer offer, Optional<PxeBootItem> item) {
        BootOptions boot = question.options(offer);
        Optional<String> unsuitable = boot.unsuitable();
        if (unsuitable.isPresent()) {
            return new DhcpDrop(DropReason.POLICY_UNSUITABLE, unsuitable.get());
        }
        DhcpPacket request = question.request;
        DhcpArrival arrival = question.arrival;
        DhcpMessageType type = question.isDiscover() ? DhcpMessageType.OFFER : DhcpMessageType.ACK;
        // Some clients set ciaddr in DISCOVER, but cannot be reached there yet.
        Ip4 ciaddr = question.isDiscover() ? Ip4.ANY : request.ciaddr();
        ReplyDestination destination = ReplyDestination.of(request, type, ciaddr, Ip4.ANY, arrival);
        DhcpPacketWriter reply = DhcpPacketWriter.replyTo(request, type)
                .ciaddr(ciaddr)
                .set(DhcpOption.SERVER_IDENTIFIER, arrival.serverAddress());
        if (destination.setBroadcastFlag()) {
            reply.broadcast(true);
        }
        if (item.isPresent()) {
            boot.writeItem(reply, request, item.get());
        } else if (question.isDiscover()) {
            boot.writeProxyOffer(reply, request, offer.style().orElseGet(() -> styles.of(question.client)));
        } else {
            boot.writeProxyAck(reply, request);
        }
        if (!dnsServers.isEmpty() && question.client.kind() == BootClient.Kind.UEFI_HTTP) {
            reply.set(DhcpOption.DNS_SERVERS, dnsServers);
        }
        return new DhcpReply(type, reply, destination, delays.of(question.client));
    }
}
