package io.pxe4j.dhcp.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpDecoded;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.MalformedDhcp;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one question at a time: sends it, sends it again, and sorts the answers that count from those that do not. */
final class ClientConversation {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConversation.class);
    private static final int MAX_SECS = 0xffff;

    private final ClientSettings settings;
    private final ClientContext context;
    private final ClientListener listener;

    private @Nullable ClientQuestion question;
    private @Nullable Runnable pause;
    private long deadline;
    private int xid;
    private long began;
    private long asked;
    private Instant askedAt = Instant.EPOCH;
    private boolean keepSecs;
    private int secs;
    private int sent;
    private int refused;
    private @Nullable ClientRefusal lastRefusal;
    private String sendFailure = "";

    ClientConversation(ClientSettings settings, ClientContext context, ClientListener listener) {
        this.settings = settings;
        this.context = context;
        this.listener = listener;
    }

    /** Starts an exchange of its own. */
    void ask(ClientQuestion next) {
        xid = context.random().nextInt();
        began = now();
        keepSecs = false;
        refused = 0;
        lastRefusal = null;
        sendFailure = "";
        start(next);
    }

    /** Goes on with an exchange: with its xid, and with the same secs (RFC 2131 §4.4.1). */
    void goOn(int exchange, ClientQuestion next) {
        xid = exchange;
        keepSecs = true;
        start(next);
    }

    /** Sends one message that nobody answers. */
    void tell(DhcpPacketWriter message, ClientTarget target) {
        stop();
        send(message.xid(context.random().nextInt()), target, 1);
    }

    /** Does something later, and nothing until then. */
    void pause(long nanos, Runnable then) {
        stop();
        pause = then;
        deadline = now() + nanos;
    }

    /** Ends the present wait after that time at the latest. */
    void hurry(long nanos) {
        long sooner = now() + nanos;
        if (sooner - deadline < 0) {
            deadline = sooner;
        }
    }

    void stop() {
        question = null;
        pause = null;
    }

    OptionalLong deadline() {
        return question == null && pause == null ? OptionalLong.empty() : OptionalLong.of(deadline);
    }

    private void start(ClientQuestion next) {
        stop();
        question = next;
        sent = 0;
        asked = now();
        askedAt = context.wallClock().instant();
        sendQuestion(next);
    }

    private void sendQuestion(ClientQuestion asking) {
        sent++;
        if (!keepSecs) {
            secs = (int) Math.min(MAX_SECS, TimeUnit.NANOSECONDS.toSeconds(now() - began));
        }
        deadline = now() + asking.delay().applyAsLong(sent);
        send(asking.message().get().xid(xid).secs(secs), asking.target().apply(sent), sent);
    }

    private void send(DhcpPacketWriter message, ClientTarget target, int attempt) {
        ByteBuf packet = message.encode(UnpooledByteBufAllocator.DEFAULT);
        if (listener != ClientListener.NONE && DhcpPacket.decode(packet) instanceof DhcpPacket view) {
            tell(hears -> hears.sent(view, target, attempt));
        }
        context.output().send(packet, target);
    }

    void tick() {
        if (deadline().isEmpty() || deadline - now() > 0) {
            return;
        }
        Runnable then = pause;
        ClientQuestion asking = question;
        if (then != null) {
            stop();
            then.run();
        } else if (asking != null && asking.waited().getAsBoolean()) {
            if (sent < asking.tries()) {
                sendQuestion(asking);
            } else {
                stop();
                asking.silence().run();
            }
        }
    }

    /** Takes a datagram, whose indexes and reference count stay as they are. */
    void receive(ByteBuf datagram, Ip4 source, int sourcePort) {
        DhcpDecoded decoded = DhcpPacket.decode(datagram);
        if (decoded instanceof MalformedDhcp malformed) {
            refuse(
                    ClientRules.no(
                            ClientRefusalReason.MALFORMED, malformed.problem() + " at offset " + malformed.offset()),
                    source,
                    sourcePort);
            return;
        }
        DhcpPacket packet = (DhcpPacket) decoded;
        ClientQuestion asking = question;
        ClientRefusal refusal = asking == null
                ? ClientRules.no(ClientRefusalReason.NOT_AWAITED)
                : ClientRules.refuse(packet, xid, settings);
        if (refusal == null && asking != null) {
            refusal = asking.rule().refuse(packet, source);
        }
        if (refusal != null || asking == null) {
            refuse(refusal == null ? ClientRules.no(ClientRefusalReason.NOT_AWAITED) : refusal, source, sourcePort);
            return;
        }
        ClientAnswer answer = new ClientAnswer(packet.copy(), source, sourcePort);
        tell(hears -> hears.taken(answer));
        asking.taken().accept(answer);
    }

    private void refuse(ClientRefusal refusal, Ip4 source, int sourcePort) {
        refused++;
        lastRefusal = refusal;
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}: answer of {} not taken: {}", settings.identity(), source, refusal);
        }
        tell(hears -> hears.refused(refusal, source, sourcePort));
    }

    void tell(Consumer<ClientListener> event) {
        if (listener == ClientListener.NONE) {
            return;
        }
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("A DHCP client's listener failed", e);
        }
    }

    void sendFailed(ClientTarget target, String why) {
        sendFailure = target + ": " + why;
        tell(hears -> hears.sendFailed(target, why));
    }

    /** Why nobody was heard, as far as can be told. */
    ClientException noAnswer(String name) {
        StringBuilder detail =
                new StringBuilder().append(name).append(" was sent ").append(sent == 1 ? "once" : sent + " times");
        if (lastRefusal != null) {
            detail.append(", ")
                    .append(refused)
                    .append(refused == 1 ? " packet was not taken: " : " packets were not taken, the last since: ")
                    .append(lastRefusal);
        }
        if (!sendFailure.isEmpty()) {
            detail.append(", it could not be sent to ").append(sendFailure);
        }
        return new ClientException(ClientFailure.NO_ANSWER, detail.toString());
    }

    /** When the present question was first sent, from which leases count (RFC 2131 §4.4.5). */
    Instant askedAt() {
        return askedAt;
    }

    /** The same by the clock of the timers. */
    long asked() {
        return asked;
    }

    long now() {
        return context.nanoClock().getAsLong();
    }
}
