package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.TftpRequest;
import java.net.InetSocketAddress;

/** What a loop knows about one client's address and port: a request whose content is being opened, or a transfer. Used on the loop only. */
abstract class Session extends SessionTable.Keyed {
    /** How often a first packet that is held back tries again. */
    private static final long HOLD_STEP = 1_000_000_000;
    /** How long it does: clients ask again before that. */
    private static final long HOLD_LIMIT = 10 * HOLD_STEP;

    final TransferLoop loop;
    final TransferPort port;
    final TftpRequest request;
    /** Where the request arrived. */
    final InetSocketAddress server;

    final long startedAt;
    final Ticket ticket;

    private final long endsAt;
    private boolean confirmed;
    private boolean held;
    private long heldUntil;

    Session(
            TransferLoop loop,
            TransferPort port,
            TftpRequest request,
            InetSocketAddress client,
            InetSocketAddress server,
            long startedAt) {
        super(client);
        this.loop = loop;
        this.port = port;
        this.request = request;
        this.server = server;
        this.startedAt = startedAt;
        this.endsAt = startedAt + loop.admission().limits().maxLife().toNanos();
        this.ticket = new Ticket(client, loop);
    }

    /** Takes the place of another in the books. */
    Session(Session before) {
        super(before.client);
        this.loop = before.loop;
        this.port = before.port;
        this.request = before.request;
        this.server = before.server;
        this.startedAt = before.startedAt;
        this.endsAt = before.endsAt;
        this.ticket = before.ticket;
    }

    /**
     * Whether a packet may leave; to be asked before each until the client has answered. If not, {@link #onReleased} or {@link #onAlarm} is
     * the time to ask again.
     */
    final boolean maySend(long now) {
        if (confirmed || loop.admission().maySend(ticket, now)) {
            held = false;
            return true;
        }
        if (!held) {
            loop.events().counters().count(TftpCounter.FIRST_PACKETS_HELD_BACK);
        }
        held = true;
        heldUntil = now + HOLD_STEP;
        return false;
    }

    /** Whether the client has answered what was sent. */
    final boolean isConfirmed() {
        return confirmed;
    }

    /** The client has answered what was sent, so that its address is not forged; to be called at its first valid packet. */
    final void confirm(long now) {
        confirmed = true;
        loop.admission().onConfirmed(ticket, now);
    }

    @Override
    final long deadline() {
        long at = held ? heldUntil : alarm();
        return at - endsAt < 0 ? at : endsAt;
    }

    @Override
    final void onTime(long now) {
        if (now - endsAt >= 0) {
            cancel(TransferFailure.TOO_LONG, now);
        } else if (!held) {
            onAlarm(now);
        } else if (now - startedAt >= HOLD_LIMIT) {
            cancel(TransferFailure.NO_ANSWER, now);
        } else {
            onReleased(now);
        }
    }

    /** When to call {@link #onAlarm}, in nanoseconds. */
    abstract long alarm();

    /** The time of {@link #alarm} has come. */
    abstract void onAlarm(long now);

    /** A packet that {@link #maySend} held back may leave now, perhaps. */
    abstract void onReleased(long now);

    /** The same request came again. Whether this session stays the answer to it. */
    abstract boolean onRequestAgain(long now);

    /** A packet of the client came to the transfer port. */
    abstract void onPacket(ByteBuf packet, long now);

    /** Whether it is only here in case the client did not hear of its end. */
    boolean isLingering() {
        return false;
    }

    /** Ends it from outside. */
    abstract void cancel(TransferFailure reason, long now);
}
