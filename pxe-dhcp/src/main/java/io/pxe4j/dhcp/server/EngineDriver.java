package io.pxe4j.dhcp.server;

import io.netty.channel.EventLoop;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpDrop;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import io.pxe4j.dhcp.engine.DropReason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the engine on its event loop: hands it packets, wakes it while some wait, ends all of them when the server closes. */
final class EngineDriver {
    private static final Logger LOG = LoggerFactory.getLogger(EngineDriver.class);
    private static final long TICK_MILLIS = 100;

    /** One who waits for an outcome. */
    interface Waiting {
        /** There is no outcome yet. */
        void waitsNow(long nowNanos);

        /** Takes the outcome. Later calls do nothing. */
        void end(DhcpOutcome outcome);
    }

    private final EventLoop loop;
    private final DhcpEngine engine;
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private @Nullable ScheduledFuture<?> nextTick;
    private @Nullable Runnable whenIdle;
    private boolean closed;

    EngineDriver(EventLoop loop, DhcpEngine engine) {
        this.loop = loop;
        this.engine = engine;
    }

    void handle(DhcpPacket packet, DhcpArrival arrival, Waiting exchange) {
        if (closed || whenIdle != null) {
            exchange.end(new DhcpDrop(DropReason.CLOSING, ""));
            return;
        }
        CompletionStage<DhcpOutcome> stage = engine.handle(packet, arrival);
        // Other stages, such as a minimal one, may refuse the question.
        if (stage.getClass() == CompletableFuture.class && ((CompletableFuture<DhcpOutcome>) stage).isDone()) {
            exchange.end(outcomeOf((CompletableFuture<DhcpOutcome>) stage));
            return;
        }
        waiting.add(exchange);
        exchange.waitsNow(System.nanoTime());
        stage.whenComplete((outcome, error) -> onLoop(() -> {
            if (waiting.remove(exchange)) {
                exchange.end(outcomeOf(outcome, error));
                tellIfIdle();
            }
        }));
        keepTicking();
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private static DhcpOutcome outcomeOf(CompletableFuture<DhcpOutcome> done) {
        try {
            return outcomeOf(done.join(), null);
        } catch (CompletionException e) {
            return outcomeOf(null, e);
        }
    }

    private static DhcpOutcome outcomeOf(@Nullable DhcpOutcome outcome, @Nullable Throwable error) {
        if (outcome != null) {
            return outcome;
        }
        LOG.error("A DHCP engine failed", error);
        return new DhcpDrop(DropReason.INTERNAL_ERROR, "");
    }

    private void keepTicking() {
        if (nextTick == null && !closed && !waiting.isEmpty()) {
            nextTick = loop.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        nextTick = null;
        if (!closed) {
            engine.tick();
            keepTicking();
        }
    }

    /** Takes nothing more, and calls back once nothing waits any more; at once if nothing does. */
    void drain(Runnable idle) {
        whenIdle = idle;
        tellIfIdle();
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    private void tellIfIdle() {
        if (whenIdle != null && isIdle() && !closed) {
            whenIdle.run();
        }
    }

    /** Ends all that wait. Called on the loop, before its sockets close. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (nextTick != null) {
            nextTick.cancel(false);
        }
        engine.close();
        for (Waiting exchange : List.copyOf(waiting)) {
            exchange.end(new DhcpDrop(DropReason.CLOSING, ""));
        }
        waiting.clear();
    }
}
