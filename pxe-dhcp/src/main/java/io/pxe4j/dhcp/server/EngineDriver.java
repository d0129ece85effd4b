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
        /** Takes the outcome; {@code atOnce} if that is still within the call that handed the packet over. Later calls do nothing. */
        void end(DhcpOutcome outcome, boolean atOnce);
    }

    private final EventLoop loop;
    private final DhcpEngine engine;
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private @Nullable ScheduledFuture<?> nextTick;
    private boolean closed;

    EngineDriver(EventLoop loop, DhcpEngine engine) {
        this.loop = loop;
        this.engine = engine;
    }

    void handle(DhcpPacket packet, DhcpArrival arrival, Waiting exchange) {
        if (closed) {
            exchange.end(new DhcpDrop(DropReason.CLOSING, ""), true);
            return;
        }
        CompletionStage<DhcpOutcome> stage = engine.handle(packet, arrival);
        if (stage.getClass() == CompletableFuture.class && ((CompletableFuture<DhcpOutcome>) stage).isDone()) {
            stage.whenComplete((outcome, error) -> exchange.end(outcomeOf(outcome, error), true));
            return;
        }
        waiting.add(exchange);
        stage.whenComplete((outcome, error) -> onLoop(() -> {
            if (waiting.remove(exchange)) {
                exchange.end(outcomeOf(outcome, error), false);
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
            exchange.end(new DhcpDrop(DropReason.CLOSING, ""), false);
        }
        waiting.clear();
    }
}
