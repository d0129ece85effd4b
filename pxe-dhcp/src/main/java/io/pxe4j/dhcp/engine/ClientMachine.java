package io.pxe4j.dhcp.engine;

import io.netty.buffer.ByteBuf;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A DHCP client without sockets: the states and timers of RFC 2131, and the questions of a boot client.
 *
 * <p>It belongs to one thread: all methods are called there, and stages complete there. Who drives it hands it each datagram
 * ({@link #receive}) and wakes it at {@link #nextDeadline} ({@link #tick}); it sends through {@link ClientContext#output}. One operation
 * runs at a time; a second one fails with {@link ClientFailure#BUSY}, unless the first is a renewal that nobody asked for. Every stage
 * that fails does so with a {@link ClientException}, or with what a user's function threw.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-4.4">RFC 2131 §4.4</a>
 */
public final class ClientMachine {
    private final ClientSettings settings;
    private final ClientContext context;
    private final ClientMessages messages;
    private final ClientConversation conversation;
    private final ClientBootSearch search;
    private final ClientLeaseTimer timer;

    private ClientState state = ClientState.INIT;
    private @Nullable ClientLease lease;
    private @Nullable ClientOperation<?> running;
    private ClientOffers lastOffers = ClientOffers.NONE;
    private boolean closed;

    private ClientMachine(ClientSettings settings, ClientContext context, ClientListener listener) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.context = Objects.requireNonNull(context, "context");
        this.messages = new ClientMessages(settings);
        this.conversation = new ClientConversation(settings, context, Objects.requireNonNull(listener, "listener"));
        this.search = new ClientBootSearch(this);
        this.timer = new ClientLeaseTimer(this);
    }

    /** A client in state INIT; what it does is told to {@code listener}. */
    public static ClientMachine create(ClientSettings settings, ClientContext context, ClientListener listener) {
        return new ClientMachine(settings, context, listener);
    }

    /** Gets a lease: DISCOVER, choice, REQUEST, ACK. A lease that is held is forgotten, but not given back. */
    public CompletionStage<ClientLease> acquire() {
        return run("acquire", (ClientOperation<ClientLease> operation) -> {
            forget();
            new ClientAcquisition(this, operation).discover();
        });
    }

    /**
     * Asks for one offer that {@link #discover} found.
     *
     * @throws IllegalArgumentException if it has no address
     */
    public CompletionStage<ClientLease> request(ClientAnswer offer) {
        addressOf(offer);
        return run("request", (ClientOperation<ClientLease> operation) -> {
            forget();
            new ClientAcquisition(this, operation).request(offer);
        });
    }

    /** Asks for an address of earlier (INIT-REBOOT); after a NAK it gets another one, as RFC 2131 §3.2 has it. */
    public CompletionStage<ClientLease> reboot(Ip4 address) {
        return run("reboot", (ClientOperation<ClientLease> operation) -> {
            forget();
            new ClientAcquisition(this, operation).reboot(address);
        });
    }

    /** Takes over a lease that was got before, as if it had just been got in its time. */
    public CompletionStage<ClientLease> resume(ClientLease lease) {
        return run("resume", (ClientOperation<ClientLease> operation) -> hold(operation, lease, asked(lease)));
    }

    private long asked(ClientLease held) {
        return conversation.now()
                - Duration.between(held.since(), context.wallClock().instant()).toNanos();
    }

    /** Extends the lease with its server. After silence the lease is still held; after a NAK it is lost. */
    public CompletionStage<ClientLease> renew() {
        return withLease("renew", (operation, held) -> new ClientExtension(this, operation, held).renew());
    }

    /** Extends the lease with any server. */
    public CompletionStage<ClientLease> rebind() {
        return withLease("rebind", (operation, held) -> new ClientExtension(this, operation, held).rebind());
    }

    /** Gives the lease back. Servers do not answer: the stage is complete when the packet is on its way. */
    public CompletionStage<ClientLease> release() {
        return withLease("release", (operation, held) -> {
            forget();
            conversation.tell(messages.release(held), target(new ClientTarget(held.server(), ServerPort.DHCP)));
            succeed(operation, ClientState.INIT, held);
        });
    }

    /**
     * Tells the server that somebody else has the address, and forgets the lease. Servers do not answer. RFC 2131 §3.1 wants 10 s to pass
     * before the next {@link #acquire}.
     *
     * @param why goes to the server's log; may be empty
     */
    public CompletionStage<ClientLease> decline(String why) {
        return withLease("decline", (operation, held) -> {
            DhcpPacketWriter message = messages.decline(held, why);
            forget();
            conversation.tell(message, target(ClientTarget.BROADCAST));
            succeed(operation, ClientState.INIT, held);
        });
    }

    /** Asks for the other settings of a host that has that address. */
    public CompletionStage<ClientAnswer> inform(Ip4 address) {
        return run("inform", (ClientOperation<ClientAnswer> operation) -> search.inform(operation, resting(), address));
    }

    /**
     * Collects offers of address servers and ProxyDHCP servers.
     *
     * @param enough ends the collection early; it is asked after each offer
     * @return what came in until it was enough or {@link ClientTiming#collect} was over; never without an offer
     */
    public CompletionStage<ClientOffers> discover(Predicate<ClientOffers> enough) {
        return run("discover", (ClientOperation<ClientOffers> operation) -> {
            ClientState before = resting();
            if (lease == null) {
                move(ClientState.SELECTING);
            }
            search.collect(operation, before, enough);
        });
    }

    /** Asks port 4011 of a boot server for its boot file. */
    public CompletionStage<ClientAnswer> requestBootFile(Ip4 server) {
        return run(
                "requestBootFile",
                (ClientOperation<ClientAnswer> operation) ->
                        search.bootFile(operation, resting(), ownAddress(), server));
    }

    /**
     * Looks for a boot server, by the ways that option 43 of an offer allows.
     *
     * @param options that option; empty for that of the last offers, and if they had none a broadcast
     */
    public CompletionStage<ClientAnswer> discoverBootServer(PxeBootItem item, Optional<PxeOptions> options) {
        return run("discoverBootServer", (ClientOperation<ClientAnswer> operation) -> {
            ClientBootWays ways = options.or(() -> lastOffers.boot().flatMap(ClientAnswer::pxeOptions))
                    .map(known -> ClientBootWays.of(known, item.type()))
                    .orElse(ClientBootWays.BROADCAST);
            if (ways.targets().isEmpty()) {
                fail(
                        operation,
                        resting(),
                        new ClientException(
                                ClientFailure.NOT_POSSIBLE,
                                "option 43 allows no way to a boot server of type " + item.type()));
            } else {
                search.bootItem(operation, resting(), ownAddress(), item, ways);
            }
        });
    }

    /** Where the client stands. */
    public ClientState state() {
        return state;
    }

    /** The lease that it holds. */
    public Optional<ClientLease> lease() {
        return Optional.ofNullable(lease);
    }

    /** Hands it a datagram, whose indexes and reference count stay as they are. */
    public void receive(ByteBuf datagram, Ip4 source, int sourcePort) {
        if (!closed) {
            conversation.receive(datagram, source, sourcePort);
        }
    }

    /** Tells it that a packet could not be sent: it counts as lost, and the reason goes into the failure if nobody answers. */
    public void sendFailed(ClientTarget target, String why) {
        conversation.sendFailed(target, why);
    }

    /** When to call {@link #tick}, by the clock of the context; empty while there is nothing to wait for. It changes with every call. */
    public OptionalLong nextDeadline() {
        if (closed) {
            return OptionalLong.empty();
        }
        OptionalLong next = conversation.deadline();
        OptionalLong end = timer.deadline();
        return next.isEmpty() || end.isPresent() && end.getAsLong() - next.getAsLong() < 0 ? end : next;
    }

    /** Does what is due. */
    public void tick() {
        if (!closed) {
            timer.tick();
            conversation.tick();
        }
    }

    /** Ends what is running. Nothing is sent: a lease is not given back. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ClientOperation<?> operation = running;
        forget();
        if (operation != null) {
            fail(operation, ClientState.INIT, new ClientException(ClientFailure.CLOSED, ""));
        }
    }

    // What follows is for the classes that carry out the operations.

    ClientSettings settings() {
        return settings;
    }

    ClientMessages messages() {
        return messages;
    }

    ClientConversation conversation() {
        return conversation;
    }

    boolean isIdle() {
        return running == null;
    }

    /** A question to all servers, with the client's times. */
    ClientQuestion question(
            Supplier<DhcpPacketWriter> message, ClientRule rule, Consumer<ClientAnswer> taken, Runnable silence) {
        ClientTarget all = target(ClientTarget.BROADCAST);
        return new ClientQuestion(
                message, sent -> all, settings.timing().tries(), this::jitteredWait, rule, taken, () -> true, silence);
    }

    private long jitteredWait(int sent) {
        long wait = settings.timing().waitNanos(sent);
        long jitter = settings.timing().jitter().toNanos();
        return jitter == 0 ? wait : wait + context.random().nextLong(-jitter, jitter + 1);
    }

    static Ip4 addressOf(ClientAnswer offer) {
        return offer.address()
                .orElseThrow(() -> new IllegalArgumentException(
                        "offer: of " + offer.server() + " without an address (expected: an address server's)"));
    }

    /** The server that is asked in place of all, if one was named. */
    ClientTarget target(ClientTarget meant) {
        return settings.server().isPresent() && (settings.relay().isPresent() || !meant.isUnicast())
                ? new ClientTarget(settings.server().get(), meant.port())
                : meant;
    }

    void move(ClientState next) {
        ClientState before = state;
        if (before != next) {
            state = next;
            conversation.tell(hears -> hears.stateChanged(before, next));
        }
    }

    void bind(ClientOperation<ClientLease> operation, ClientAnswer answer) {
        hold(operation, ClientLease.of(answer, conversation.askedAt()), conversation.asked());
    }

    private void hold(ClientOperation<ClientLease> operation, ClientLease held, long asked) {
        lease = held;
        timer.start(held, asked);
        succeed(operation, ClientState.BOUND, held);
    }

    /** The lease is gone against the client's will. */
    void lose(String why) {
        ClientLease lost = lease;
        forget();
        if (lost != null) {
            timer.lost();
            conversation.tell(hears -> hears.leaseLost(lost, why));
        }
    }

    /** The time of the lease is over. */
    void expire() {
        ClientOperation<?> extending = state == ClientState.BOUND ? null : running;
        lose("its time is over");
        if (extending == null) {
            move(ClientState.INIT);
        } else {
            fail(extending, ClientState.INIT, conversation.noAnswer("REQUEST"));
        }
    }

    <T> void succeed(ClientOperation<T> operation, ClientState next, T value) {
        if (value instanceof ClientOffers offers) {
            lastOffers = offers;
        }
        end(operation, next);
        operation.result().complete(value);
    }

    void fail(ClientOperation<?> operation, ClientState next, RuntimeException why) {
        end(operation, next);
        operation.result().completeExceptionally(why);
    }

    private void end(ClientOperation<?> operation, ClientState next) {
        if (running == operation) {
            running = null;
            conversation.stop();
            move(lease == null && next.hasAddress() ? ClientState.INIT : next);
        }
    }

    /** Starts what nobody asked for: keeping the lease. */
    CompletionStage<ClientLease> runAutomatically(String name, Consumer<ClientOperation<ClientLease>> start) {
        ClientOperation<ClientLease> operation = new ClientOperation<>(name, true);
        start(operation, start);
        return operation.result();
    }

    private <T> void start(ClientOperation<T> operation, Consumer<ClientOperation<T>> start) {
        running = operation;
        try {
            start.accept(operation);
        } catch (RuntimeException e) {
            fail(operation, resting(), e);
        }
    }

    static ClientException refused(ClientAnswer nak) {
        return new ClientException(
                ClientFailure.REFUSED_BY_SERVER,
                nak.server()
                        + nak.packet()
                                .get(DhcpOption.MESSAGE)
                                .map(text -> " says \"" + Text.escape(text) + "\"")
                                .orElse(""));
    }

    private void forget() {
        lease = null;
        timer.stop();
    }

    private ClientState resting() {
        return lease == null ? ClientState.INIT : ClientState.BOUND;
    }

    private Ip4 ownAddress() {
        return lease == null ? Ip4.ANY : lease.address();
    }

    private CompletionStage<ClientLease> withLease(
            String name, BiConsumer<ClientOperation<ClientLease>, ClientLease> start) {
        return run(name, (ClientOperation<ClientLease> operation) -> {
            ClientLease held = lease;
            if (held == null) {
                fail(operation, state, new ClientException(ClientFailure.NO_LEASE, ""));
            } else {
                start.accept(operation, held);
            }
        });
    }

    private <T> CompletionStage<T> run(String name, Consumer<ClientOperation<T>> start) {
        ClientOperation<T> operation = new ClientOperation<>(name, false);
        ClientOperation<?> other = running;
        if (closed) {
            operation.result().completeExceptionally(new ClientException(ClientFailure.CLOSED, ""));
        } else if (other != null && !other.automatic()) {
            operation
                    .result()
                    .completeExceptionally(
                            new ClientException(ClientFailure.BUSY, name + " while " + other.name() + " runs"));
        } else {
            if (other != null) {
                fail(other, resting(), new ClientException(ClientFailure.BUSY, name + " comes first"));
            }
            start(operation, start);
        }
        return operation.result().minimalCompletionStage();
    }
}
