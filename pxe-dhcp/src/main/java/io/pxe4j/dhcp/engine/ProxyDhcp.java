package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeOptions;
import io.pxe4j.dhcp.VendorClass;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells network-boot clients what to load, beside another server that hands out the addresses.
 *
 * <p>On port 67 it answers DISCOVER, and REQUEST or INFORM only if they look for a boot server (option 43.71). On port 4011 it answers
 * REQUEST and INFORM. All else belongs to the address server and is dropped with a reason, as is every client that does not boot from
 * the network.
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
    private final List<Ip4> dnsServers;
    private final Set<PxeBootServerType> bootServerTypes;
    private final Conversations conversations;

    private ProxyDhcp(Builder builder, BootPolicy policy, EngineContext context) {
        this.policy = policy;
        this.dnsServers = builder.dnsServers;
        this.bootServerTypes = Set.copyOf(builder.bootServerTypes);
        this.conversations = new Conversations(context, builder.answerWithin, builder.maxWaiting);
    }

    /** Starts a configuration; only the policy has no default. */
    public static Builder builder() {
        return new Builder();
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
        Optional<DhcpDrop> refused = Requests.refuse(request, arrival)
                .or(() -> notOurs(request, arrival))
                .or(() -> wrongItem(request, arrival));
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
        conversation.await(
                () -> policy.offerFor(client),
                DropReason.POLICY_FAILED,
                DropReason.POLICY_LATE,
                offer -> answer(conversation, request, arrival, client, offer));
    }

    /** What belongs to the address server: on 67 all but DISCOVER and the search for boot servers. */
    private static Optional<DhcpDrop> notOurs(DhcpPacket request, DhcpArrival arrival) {
        boolean discover = request.is(DhcpMessageType.DISCOVER);
        boolean question = request.is(DhcpMessageType.REQUEST) || request.is(DhcpMessageType.INFORM);
        String type = request.messageType().map(DhcpMessageType::toString).orElse("");
        if (arrival.port() == ServerPort.PXE) {
            return question ? Optional.empty() : Optional.of(new DhcpDrop(DropReason.WRONG_PORT, type));
        }
        if (discover || Requests.isForBootServer(request)) {
            return Optional.empty();
        }
        return Optional.of(new DhcpDrop(DropReason.ADDRESS_SERVERS_BUSINESS, type));
    }

    private Optional<DhcpDrop> wrongItem(DhcpPacket request, DhcpArrival arrival) {
        if (request.is(DhcpMessageType.DISCOVER)) {
            return Optional.empty();
        }
        PxeBootItem item = Requests.bootItem(request).orElse(null);
        if (item == null) {
            return Optional.empty();
        }
        if (item.wantsCredentials()) {
            return Optional.of(new DhcpDrop(DropReason.CREDENTIALS_WANTED, ""));
        }
        // Who asks this server's address means this server; who asks everybody means the servers of one type.
        boolean asksEverybody = arrival.broadcast() || arrival.sourceAddress().isAny();
        if (asksEverybody && !bootServerTypes.contains(item.type())) {
            return Optional.of(
                    new DhcpDrop(DropReason.OTHER_BOOT_SERVER_TYPE, item.type().toString()));
        }
        return Optional.empty();
    }

    private void answer(
            Conversation conversation, DhcpPacket request, DhcpArrival arrival, BootClient client, BootOffer offer) {
        if (offer.isIgnored()) {
            conversation.drop(DropReason.POLICY_IGNORES, Text.escape(offer.why()));
            return;
        }
        BootOptions boot = new BootOptions(client, offer, arrival.serverAddress());
        Optional<String> unsuitable = boot.unsuitable();
        if (unsuitable.isPresent()) {
            conversation.drop(DropReason.POLICY_UNSUITABLE, unsuitable.get());
            return;
        }
        boolean discover = request.is(DhcpMessageType.DISCOVER);
        DhcpMessageType type = discover ? DhcpMessageType.OFFER : DhcpMessageType.ACK;
        // Some clients set ciaddr in DISCOVER, but cannot be reached there yet.
        Ip4 ciaddr = discover ? Ip4.ANY : request.ciaddr();
        ReplyDestination destination = ReplyDestination.of(request, type, ciaddr, Ip4.ANY, arrival);

        DhcpPacketWriter reply = DhcpPacketWriter.replyTo(request, type)
                .ciaddr(ciaddr)
                .set(DhcpOption.SERVER_IDENTIFIER, arrival.serverAddress());
        if (destination.setBroadcastFlag()) {
            reply.broadcast(true);
        }
        boot.writeTo(reply, request);
        writePxe(reply, request, boot, offer, discover, arrival);
        conversation.end(new DhcpReply(type, reply, destination));
    }

    private void writePxe(
            DhcpPacketWriter reply,
            DhcpPacket request,
            BootOptions boot,
            BootOffer offer,
            boolean discover,
            DhcpArrival arrival) {
        if (boot.isHttp()) {
            if (!dnsServers.isEmpty()) {
                reply.set(DhcpOption.DNS_SERVERS, dnsServers);
            }
            return;
        }
        // iPXE takes an offer for a proxy's by this word alone.
        reply.set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT);
        if (!discover) {
            Requests.bootItem(request)
                    .ifPresent(item -> reply.set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.bootItem(item)));
            return;
        }
        if (!boot.isRom()) {
            return;
        }
        if (offer.style() == OfferStyle.REDIRECT && !boot.isRaspberryPi()) {
            // EDK2 asks port 4011 at siaddr before it looks at option 54.
            reply.siaddr(arrival.serverAddress());
            return;
        }
        reply.set(DhcpOption.VENDOR_SPECIFIC, boot.directBoot());
    }

    /** The settings of a {@link ProxyDhcp}. */
    public static final class Builder {
        private @Nullable BootPolicy policy;
        private List<Ip4> dnsServers = List.of();
        private final Set<PxeBootServerType> bootServerTypes = new LinkedHashSet<>();
        private Duration answerWithin = Duration.ofSeconds(1);
        private int maxWaiting = 4096;

        private Builder() {}

        /** Who decides what a client boots. */
        public Builder policy(BootPolicy policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** DNS servers for UEFI HTTP boot, which needs them when a URL has a host name; none by default. */
        public Builder dnsServers(Ip4... servers) {
            this.dnsServers = List.of(servers);
            return this;
        }

        /**
         * The boot server types that this server is, for clients that search by broadcast; none by default. A client that asks this
         * server's own address is answered whatever type it wants.
         */
        public Builder bootServerTypes(PxeBootServerType... types) {
            this.bootServerTypes.addAll(List.of(types));
            return this;
        }

        /**
         * How long the policy may take; 1 s by default. iPXE waits 2 s after it has an address, EDK2 4 s in all.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder answerWithin(Duration limit) {
            this.answerWithin = Text.positive("answerWithin", limit);
            return this;
        }

        /**
         * How many requests may wait for the policy; 4096 by default. More are dropped as {@link DropReason#BUSY}.
         *
         * @throws IllegalArgumentException unless positive
         */
        public Builder maxWaiting(int requests) {
            this.maxWaiting = Text.range("maxWaiting", requests, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Makes the engine.
         *
         * @throws IllegalStateException without a policy
         */
        public ProxyDhcp build(EngineContext context) {
            if (policy == null) {
                throw new IllegalStateException("policy: none (expected: policy(...) says what clients boot)");
            }
            return new ProxyDhcp(this, policy, context);
        }
    }
}
