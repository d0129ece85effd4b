package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.Ip4Network;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Hands out addresses, and with them what a network-boot client shall load.
 *
 * <p>It serves one network: that of the interface, or the one that {@link DhcpLeasingBuilder#network} names. Leases are in a
 * {@link LeaseStore} before a client hears of them; offers are only in memory. Put a {@link ProxyDhcp} behind it
 * ({@link DhcpEngine#firstOf}) to answer on port 4011 too.
 *
 * <pre>{@code
 * DhcpServer.builder()
 *         .onInterface("br0")
 *         .engine(DhcpLeasing.builder().pool(AddressPool.of("10.0.0.50-10.0.0.99")).policy(policy)::build)
 * }</pre>
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.3">RFC 2131 §4.3, DHCP server behavior</a>
 */
public final class DhcpLeasing implements DhcpEngine {
    private final DhcpLeasingBuilder settings;
    private final AddressPool pool;
    private final LeasingReplies replies;
    private final Conversations conversations;
    private final LeaseBook book;
    private final Set<ClientKey> atWork = new HashSet<>();

    DhcpLeasing(DhcpLeasingBuilder settings, AddressPool pool, EngineContext context) {
        this.settings = settings;
        this.pool = pool;
        this.replies = new LeasingReplies(settings.leaseTime, settings.minLeaseTime, settings.options);
        this.conversations = new Conversations(context, settings.answerWithin, settings.maxWaiting);
        OfferBook offers = new OfferBook(settings.maxOffers, settings.offerTime, context.nanoClock());
        this.book = new LeaseBook(settings.store, offers, new PoolMap(pool), context.wallClock());
    }

    /** Starts a configuration; only the pool has no default. */
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
        conversations.dropLate();
    }

    @Override
    public void close() {
        conversations.dropAll();
    }

    private void begin(Conversation conversation, DhcpPacket request, DhcpArrival arrival) {
        Optional<DhcpDrop> refused = Requests.refuse(request, arrival).or(() -> notOurs(request, arrival));
        if (refused.isPresent()) {
            conversation.end(refused.get());
            return;
        }
        Ip4Network network =
                settings.network.orElseGet(() -> Ip4Network.of(arrival.serverAddress(), arrival.prefixLength()));
        if (!request.giaddr().isAny() && !network.contains(request.giaddr())) {
            conversation.drop(DropReason.FOREIGN_NETWORK, "relay " + request.giaddr());
            return;
        }
        if (!pool.liesIn(network.address(), network.prefixLength())) {
            conversation.drop(DropReason.POOL_NOT_HERE, pool + " at " + arrival.interfaceName());
            return;
        }
        Optional<ClientKey> key = settings.clientKey.apply(request);
        if (key.isEmpty()) {
            conversation.drop(DropReason.NO_CLIENT_KEY, "");
            return;
        }
        Optional<Ip4> other = Requests.otherServer(request, arrival);
        if (other.isPresent()) {
            // RFC 2131 §4.3.2: the client has declined our offer with this.
            book.offers().release(key.get());
            conversation.drop(DropReason.OTHER_SERVER, other.get().toString());
            return;
        }
        AddressPlan plan = new AddressPlan(pool, network, arrival.serverAddress(), settings.reservations);
        work(new Exchange(conversation, request, arrival, key.get(), plan));
    }

    private static Optional<DhcpDrop> notOurs(DhcpPacket request, DhcpArrival arrival) {
        String type = request.messageType().map(DhcpMessageType::toString).orElse("");
        if (arrival.port() != ServerPort.DHCP) {
            return Optional.of(new DhcpDrop(DropReason.WRONG_PORT, type));
        }
        return Requests.isForBootServer(request)
                ? Optional.of(new DhcpDrop(DropReason.BOOT_SERVERS_BUSINESS, type))
                : Optional.empty();
    }

    /** One request of a client whose earlier ones are done. */
    private record Exchange(
            Conversation conversation, DhcpPacket request, DhcpArrival arrival, ClientKey key, AddressPlan plan) {
        Ip4Network network() {
            return plan.network();
        }

        void drop(DropReason reason, String detail) {
            conversation.drop(reason, detail);
        }
    }

    private void work(Exchange x) {
        // Two packets of one client at once would race each other in the store.
        if (!atWork.add(x.key)) {
            x.drop(DropReason.ALREADY_WORKING, x.key.toString());
            return;
        }
        x.conversation.outcome().thenRun(() -> atWork.remove(x.key));
        if (x.request.is(DhcpMessageType.DISCOVER)) {
            withBoot(x, boot -> discover(x, boot));
        } else if (x.request.is(DhcpMessageType.REQUEST)) {
            withBoot(x, boot -> request(x, boot));
        } else if (x.request.is(DhcpMessageType.INFORM)) {
            withBoot(x, boot -> inform(x, boot));
        } else if (x.request.is(DhcpMessageType.DECLINE)) {
            decline(x);
        } else if (x.request.is(DhcpMessageType.RELEASE)) {
            release(x);
        } else {
            x.drop(
                    DropReason.UNSERVED_MESSAGE,
                    x.request.messageType().map(DhcpMessageType::toString).orElse(""));
        }
    }

    /** Asks the policy before the store is touched, so that nothing is promised when it has no answer. */
    private void withBoot(Exchange x, Consumer<Optional<BootOptions>> next) {
        if (settings.policy.isEmpty()) {
            next.accept(Optional.empty());
            return;
        }
        BootClient client = BootClient.of(x.request);
        if (!client.isNetworkBoot()) {
            next.accept(Optional.empty());
            return;
        }
        x.conversation.await(
                () -> settings.policy.get().offerFor(client),
                DropReason.POLICY_FAILED,
                DropReason.POLICY_LATE,
                offer -> {
                    BootOptions boot = new BootOptions(client, offer, x.arrival.serverAddress());
                    Optional<String> unsuitable = offer.isIgnored() ? Optional.empty() : boot.unsuitable();
                    if (unsuitable.isPresent()) {
                        x.drop(DropReason.POLICY_UNSUITABLE, unsuitable.get());
                    } else {
                        next.accept(offer.isIgnored() ? Optional.empty() : Optional.of(boot));
                    }
                });
    }

    private void discover(Exchange x, Optional<BootOptions> boot) {
        AddressSearch search = new AddressSearch(x.conversation, book, x.plan, x.key, found -> {
            if (found.isEmpty()) {
                x.drop(DropReason.POOL_EXHAUSTED, pool.toString());
                return;
            }
            x.conversation.end(replies.offer(x.request, x.arrival, x.network(), found.get(), boot));
        });
        search.start(x.request.get(DhcpOption.REQUESTED_ADDRESS));
    }

    /** RFC 2131 §4.3.2: what a REQUEST means shows in which of server identifier, requested address and ciaddr it has. */
    private void request(Exchange x, Optional<BootOptions> boot) {
        Optional<Ip4> requested = x.request.get(DhcpOption.REQUESTED_ADDRESS);
        boolean hasAddress = !x.request.ciaddr().isAny();
        if (x.request.has(DhcpOption.SERVER_IDENTIFIER)) {
            // A client that names us but no address means the one we offered.
            Optional<Ip4> address = requested
                    .or(() -> hasAddress ? Optional.of(x.request.ciaddr()) : Optional.empty())
                    .or(() -> book.offers().addressFor(x.key));
            address.ifPresentOrElse(wanted -> select(x, wanted, boot), () -> x.drop(DropReason.NO_ADDRESS_NAMED, ""));
        } else if (hasAddress) {
            extend(x, x.request.ciaddr(), boot, false);
        } else if (requested.isPresent()) {
            extend(x, requested.get(), boot, true);
        } else {
            x.drop(DropReason.NO_ADDRESS_NAMED, "");
        }
    }

    /** SELECTING: the client takes our offer, or what it remembers of one. */
    private void select(Exchange x, Ip4 address, Optional<BootOptions> boot) {
        if (!x.plan.permits(x.key, address) || book.offers().isHeldForOther(address, x.key)) {
            refuse(x, "address " + address + " is not for this client");
            return;
        }
        commit(x, address, boot);
    }

    /** INIT-REBOOT, RENEWING and REBINDING: the client has had the address before. */
    private void extend(Exchange x, Ip4 address, Optional<BootOptions> boot, boolean initReboot) {
        book.findByClient(x.conversation, x.network().toString(), x.key, own -> {
            boolean ours = own.isPresent() && own.get().address().equals(address);
            if (ours && x.plan.permits(x.key, address)) {
                commit(x, address, boot);
            } else if (ours || own.isPresent() && initReboot) {
                refuse(x, "address " + address + " is not for this client here");
            } else if (!settings.authoritative) {
                x.drop(DropReason.UNKNOWN_CLIENT, address.toString());
            } else if (x.plan.permits(x.key, address) && !book.offers().isHeldForOther(address, x.key)) {
                // After a loss of the store its clients get their addresses back.
                commit(x, address, boot);
            } else {
                refuse(x, "address " + address + " is not served here");
            }
        });
    }

    private void commit(Exchange x, Ip4 address, Optional<BootOptions> boot) {
        Instant ends = book.now().plus(replies.granted(x.request));
        LeaseDetails details = LeaseDetails.of(x.request, book.now());
        Lease lease = Lease.of(address, x.network().toString(), x.key, LeaseState.ACTIVE, ends, details);
        book.commit(x.conversation, lease, leased -> {
            if (leased) {
                x.conversation.end(replies.ack(x.request, x.arrival, x.network(), address, boot));
            } else {
                refuse(x, "address " + address + " is in use");
            }
        });
    }

    private void refuse(Exchange x, String why) {
        book.offers().release(x.key);
        x.conversation.end(replies.nak(x.request, x.arrival, why));
    }

    private void inform(Exchange x, Optional<BootOptions> boot) {
        Ip4 ciaddr = x.request.ciaddr();
        if (!ciaddr.isAny() && !x.network().contains(ciaddr)) {
            // A forged ciaddr would make us send to a stranger.
            x.drop(DropReason.FOREIGN_NETWORK, "client " + ciaddr);
            return;
        }
        x.conversation.end(replies.informed(x.request, x.arrival, x.network(), boot));
    }

    private void decline(Exchange x) {
        Optional<Ip4> address = x.request.get(DhcpOption.REQUESTED_ADDRESS);
        if (address.isEmpty()) {
            x.drop(DropReason.NO_ADDRESS_NAMED, "");
            return;
        }
        Instant ends = book.now().plus(settings.declineTime);
        end(x, address.get(), LeaseState.DECLINED, ends, DropReason.DECLINED);
    }

    private void release(Exchange x) {
        if (x.request.ciaddr().isAny()) {
            x.drop(DropReason.NO_ADDRESS_NAMED, "");
            return;
        }
        end(x, x.request.ciaddr(), LeaseState.RELEASED, book.now(), DropReason.RELEASED);
    }

    private void end(Exchange x, Ip4 address, LeaseState state, Instant ends, DropReason done) {
        book.end(
                x.conversation,
                x.key,
                address,
                state,
                ends,
                ended -> x.drop(ended ? done : DropReason.NOT_THE_HOLDER, address.toString()));
    }
}
