package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpLayout;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.AgreedOptions;
import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.engine.OptionNegotiation;
import io.pxe4j.tftp.engine.TftpContent;
import io.pxe4j.tftp.engine.TftpSink;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The transfers of one event loop, keyed by the client's address and port. A client always comes to the same loop, so nothing here is
 * locked; used on the loop only, but for {@link #run}.
 */
final class TransferLoop implements Ticket.Holder {
    private static final TftpError NOT_ALLOWED =
            TftpError.of(TftpErrorCode.ACCESS_VIOLATION, "this client is not allowed");

    private static final TftpError UNKNOWN_TID = TftpError.of(TftpErrorCode.UNKNOWN_TRANSFER_ID, "unknown transfer ID");

    private final ServerConfig config;
    private final EventLoop eventLoop;
    private final Executor worker;
    private final ContentMemory contentMemory;
    private final Admission admission;
    private final Events events;
    private final Deadlines deadlines;
    private final SessionTable<Session> sessions;
    private final RecentPeers ended;
    private final RefusedSegments refusedSegments = new RefusedSegments();
    private final List<TransferPort> dirty = new ArrayList<>();
    private final Runnable flush = this::flush;
    private boolean flushScheduled;
    private boolean inBatch;
    /** The time at which the batch began. */
    private long batchTime;

    private @Nullable Runnable whenIdle;

    TransferLoop(
            ServerConfig config,
            EventLoop eventLoop,
            Executor worker,
            ContentMemory contentMemory,
            Admission admission,
            Events events) {
        this.config = config;
        this.eventLoop = eventLoop;
        this.worker = worker;
        this.contentMemory = contentMemory;
        this.admission = admission;
        this.events = events;
        this.deadlines = new Deadlines(eventLoop, System::nanoTime);
        PeerHash hash = new PeerHash(ThreadLocalRandom.current().nextLong());
        this.sessions = new SessionTable<>(hash);
        this.ended = new RecentPeers(hash);
    }

    ServerConfig config() {
        return config;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    Executor worker() {
        return worker;
    }

    Admission admission() {
        return admission;
    }

    ContentMemory contentMemory() {
        return contentMemory;
    }

    Events events() {
        return events;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** The clients whose route refuses segmented writes. */
    RefusedSegments refusedSegments() {
        return refusedSegments;
    }

    ByteBufAllocator allocator() {
        return PooledByteBufAllocator.DEFAULT;
    }

    /** The time in nanoseconds; within a batch, when it began. */
    long now() {
        return inBatch ? batchTime : System.nanoTime();
    }

    /** Runs a task on the loop, or {@code otherwise} here if the loop has ended. */
    void run(Runnable task, Runnable otherwise) {
        if (eventLoop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            eventLoop.execute(task);
        } catch (RejectedExecutionException e) {
            otherwise.run();
        }
    }

    /** A request in a mode that we know. */
    void onRequest(
            TftpRequest request,
            InetSocketAddress client,
            InetSocketAddress server,
            NegotiationLimits limits,
            Lane lane) {
        long now = now();
        Session existing = sessions.find(client);
        int lastPort = ended.portOf(client);
        if (existing != null) {
            lastPort = existing.port.number();
            if (existing.request.equals(request) && existing.onRequestAgain(now)) {
                events.counters().count(TftpCounter.REQUESTS_REPEATED);
                return;
            }
            existing.cancel(TransferFailure.REPLACED, now);
        }
        TransferPort port = lane.portFor(client, lastPort);
        OpeningSession session = OpeningSession.of(this, port, request, client, server, limits, now);
        Optional<RefusalReason> refusal =
                whenIdle != null ? Optional.of(RefusalReason.SERVER_CLOSING) : admission.enter(session.ticket, request);
        if (refusal.isPresent()) {
            if (refusal.get() == RefusalReason.CLIENT_DENIED) {
                report(port, NOT_ALLOWED, session);
            }
            events.refused(client, server, request.printableFile(), refusal.get(), detailOf(refusal.get()));
            return;
        }
        ended.remove(client);
        sessions.put(session);
        session.open();
        deadlines.arm(session);
    }

    private String detailOf(RefusalReason reason) {
        return switch (reason) {
            case TOO_MANY_TRANSFERS -> admission.limits().maxTransfers() + " transfers are running (maxTransfers)";
            case TOO_MANY_FOR_CLIENT ->
                admission.limits().maxTransfersPerAddress()
                        + " transfers with this address are running (maxTransfersPerAddress)";
            case TOO_MANY_FOR_PREFIX ->
                admission.limits().maxTransfersPerPrefix()
                        + " transfers with this /24 or /64 are running (maxTransfersPerPrefix)";
            case CLIENT_DENIED -> "the client access of the server says no";
            default -> "the server is closing";
        };
    }

    /** Sends an ERROR to somebody who has no transfer, if the limits let it. */
    void report(TransferPort port, TftpError error, Session session) {
        // RFC 1123 §4.2.3.5: who asked everybody gets no ERROR from those who cannot help.
        if (!admission.sources().isGroup(session.server.getAddress())) {
            report(port, error, session.client);
        }
    }

    private void report(TransferPort port, TftpError error, InetSocketAddress client) {
        if (admission.mayReport(client, now())) {
            events.counters().count(TftpCounter.ERRORS_SENT);
            port.write(error, client);
        } else {
            events.counters().count(TftpCounter.ERRORS_HELD_BACK);
        }
    }

    @Override
    public void onEvicted(Ticket ticket) {
        run(
                () -> {
                    Session session = sessions.find(ticket.client);
                    if (session != null && session.ticket == ticket) {
                        session.cancel(TransferFailure.EVICTED, now());
                    }
                },
                () -> {});
    }

    @Override
    public void onReleased(Ticket ticket) {
        run(
                () -> {
                    Session session = sessions.find(ticket.client);
                    if (session != null && session.ticket == ticket) {
                        session.onReleased(now());
                    }
                },
                () -> {});
    }

    /** The content of a request is there. */
    void onOpened(OpeningSession opened, TftpContent content) {
        AgreedOptions agreed = OptionNegotiation.agree(opened.request, opened.limits, content.size());
        TransferSession session = new TransferSession(opened, agreed, content);
        deadlines.remove(opened);
        sessions.put(session);
        events.started(session.info());
        session.pump(now());
    }

    /** A write request is accepted. */
    void onAccepted(OpeningWrite opened, TftpSink sink) {
        AgreedOptions agreed = OptionNegotiation.agreeToWrite(opened.request, opened.limits);
        WriteSession session = new WriteSession(opened, agreed, sink);
        deadlines.remove(opened);
        sessions.put(session);
        events.started(session.info());
        session.pump(now());
    }

    /** A packet came to a transfer port. Says whether it belongs to a transfer there. */
    boolean onPacket(TransferPort port, InetSocketAddress client, ByteBuf packet) {
        Session session = sessions.find(client);
        if (session == null || session.port != port) {
            return false;
        }
        session.onPacket(packet, now());
        return true;
    }

    /** A packet came to a transfer port and belongs to no transfer there. */
    void onStray(TransferPort port, InetSocketAddress client, ByteBuf packet) {
        events.counters().count(TftpCounter.STRANGERS);
        if (!isOfTransfer(packet) || sessions.find(client) == null && ended.contains(client)) {
            return;
        }
        // RFC 1350 §4: tell the stranger, leave the transfer alone.
        report(port, UNKNOWN_TID, client);
    }

    /** DATA, ACK or OACK: an ERROR that answers an ERROR, or noise, could go on for ever. */
    private static boolean isOfTransfer(ByteBuf packet) {
        int opcode = packet.readableBytes() < TftpLayout.HEADER_LENGTH ? 0 : TftpLayout.opcode(packet);
        return opcode == 3 || opcode == 4 || opcode == 6;
    }

    /** A session has ended. */
    void remove(Session session) {
        deadlines.remove(session);
        if (sessions.remove(session)) {
            admission.leave(session.ticket);
            ended.add(session.client, session.port.number());
            if (whenIdle != null && sessions.isEmpty()) {
                // The sockets are about to be closed.
                flush();
                whenIdle.run();
            }
        }
    }

    /** Takes no more requests and calls back when the last transfer has ended. */
    void drain(Runnable callback) {
        for (Session session : sessions.all()) {
            if (session.isLingering()) {
                session.cancel(TransferFailure.SERVER_CLOSED, now());
            }
        }
        whenIdle = callback;
        if (sessions.isEmpty()) {
            callback.run();
        }
    }

    /** Whether it takes no more requests. */
    boolean isDraining() {
        return whenIdle != null;
    }

    /** Ends all transfers. */
    void cancelAll() {
        long now = now();
        for (Session session : sessions.all()) {
            session.cancel(TransferFailure.SERVER_CLOSED, now);
        }
        deadlines.clear();
        flush();
    }

    /** Between the packets that are read at once nothing is flushed, so that the answers to many clients leave in one system call. */
    void beginBatch() {
        if (!inBatch) {
            batchTime = System.nanoTime();
            inBatch = true;
        }
    }

    void endBatch() {
        inBatch = false;
        flush();
    }

    void flushSoon(TransferPort port) {
        dirty.add(port);
        if (!inBatch && !flushScheduled) {
            flushScheduled = true;
            eventLoop.execute(flush);
        }
    }

    private void flush() {
        flushScheduled = false;
        // A flush may fail a write, whose listener writes again.
        for (int i = 0; i < dirty.size(); i++) {
            dirty.get(i).flush();
        }
        dirty.clear();
    }
}
