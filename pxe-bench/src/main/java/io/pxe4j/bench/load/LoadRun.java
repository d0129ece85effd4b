package io.pxe4j.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A plan while it runs: its clients, each with a socket for each transfer, on one event loop. */
final class LoadRun {
    private static final long LOOK_MILLIS = 100;

    private final LoadPlan plan;
    private final LoadNetwork network;
    private final LongSupplier clock;
    private final LoadTally tally = new LoadTally();
    private final List<Slot> slots = new ArrayList<>();
    private final CompletableFuture<LoadResult> whenOver = new CompletableFuture<>();

    private final ByteBuf request;
    private final ByteBuf ack = Unpooled.directBuffer(4);

    private long startedAt;
    private long cpuAtStart;
    private int started;
    private int active;
    private @Nullable ScheduledFuture<?> looking;

    private LoadRun(LoadPlan plan, LoadNetwork network, LongSupplier clock) {
        this.plan = plan;
        this.network = network;
        this.clock = clock;
        this.request = LoadClient.request(plan).encode(UnpooledByteBufAllocator.DEFAULT);
        ack.writeInt(0);
    }

    /**
     * Runs a plan and waits for its end.
     *
     * @param clock nanoseconds, from any origin
     */
    static LoadResult run(LoadPlan plan, LoadNetwork network, LongSupplier clock) {
        LoadRun run = new LoadRun(plan, network, clock);
        network.loop().execute(run::begin);
        return run.whenOver.join();
    }

    private void begin() {
        try {
            startedAt = clock.getAsLong();
            cpuAtStart = LoadTally.processCpuNanos();
            looking = network.loop().scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            for (int i = 0; i < plan.clients() && started < plan.transfers(); i++) {
                Slot slot = new Slot(ClientAddresses.of(i, plan.server()));
                slots.add(slot);
                slot.start();
            }
        } catch (IOException | RuntimeException e) {
            end(e);
        }
    }

    private void look() {
        long now = clock.getAsLong();
        if (now - startedAt > plan.limit().toNanos()) {
            end(null);
            return;
        }
        for (Slot slot : slots) {
            slot.look(now);
        }
    }

    private void end(@Nullable Throwable failure) {
        if (whenOver.isDone()) {
            return;
        }
        if (looking != null) {
            looking.cancel(false);
        }
        slots.forEach(Slot::close);
        request.release();
        ack.release();
        if (failure != null) {
            whenOver.completeExceptionally(failure);
            return;
        }
        whenOver.complete(tally.result(
                plan.transfers(), clock.getAsLong() - startedAt, LoadTally.processCpuNanos() - cpuAtStart));
    }

    /** A client, and the socket of the transfer that it runs. */
    private final class Slot implements LoadPort.Receiver {
        private final LoadClient client = new LoadClient(plan);
        private final Optional<InetSocketAddress> source;
        private @Nullable LoadPort port;

        Slot(Optional<InetSocketAddress> source) {
            this.source = source;
        }

        void start() throws IOException {
            started++;
            active++;
            LoadPort opened = network.open(source, plan.server(), this);
            port = opened;
            client.start(clock.getAsLong());
            opened.send(request);
        }

        @Override
        public boolean received(ByteBuf datagrams) {
            answer(client.onDatagrams(datagrams, clock.getAsLong()));
            if (client.isOver()) {
                over();
                return false;
            }
            return client.isInsideWindow();
        }

        void look(long now) {
            if (port == null) {
                return;
            }
            LoadClient.Answer answer = client.onTime(now);
            if (answer != LoadClient.Answer.NOTHING) {
                tally.retransmitted();
                answer(answer);
            }
            if (client.isOver()) {
                over();
            }
        }

        private void answer(LoadClient.Answer answer) {
            LoadPort to = port;
            if (to == null) {
                return;
            }
            switch (answer) {
                case NOTHING -> {}
                case REQUEST -> to.send(request);
                case ACK -> {
                    client.writeAck(ack);
                    to.send(ack);
                }
                case ERROR -> {
                    ByteBuf error = LoadClient.error().encode(UnpooledByteBufAllocator.DEFAULT);
                    to.send(error);
                    error.release();
                }
            }
        }

        private void over() {
            tally.add(client);
            close();
            active--;
            try {
                if (started < plan.transfers()) {
                    start();
                } else if (active == 0) {
                    end(null);
                }
            } catch (IOException | RuntimeException e) {
                end(e);
            }
        }

        void close() {
            if (port != null) {
                port.close();
                port = null;
            }
        }
    }
}
