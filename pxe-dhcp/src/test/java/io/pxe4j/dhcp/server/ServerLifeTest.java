package io.pxe4j.dhcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpOutcome;
import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.RequestLimits;
import io.pxe4j.dhcp.server.ServerLab.Events;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come later, and the end of a server. */
class ServerLifeTest {
    private final Events events = new Events();

    /** Answers when the test says so, on any thread. */
    private static final class Slow implements DhcpEngine {
        private final CompletableFuture<Runnable> asked = new CompletableFuture<>();
        private volatile Executor loop = Runnable::run;

        Slow on(EngineContext context) {
            loop = context.executor();
            return this;
        }

        @Override
        public CompletionStage<DhcpOutcome> handle(DhcpPacket request, DhcpArrival arrival) {
            CompletableFuture<DhcpOutcome> outcome = new CompletableFuture<>();
            // Later in the loop's turn: by then the server waits for certain.
            loop.execute(
                    () -> asked.complete(() -> outcome.complete(ServerLab.offer(request, arrival, Duration.ZERO))));
            return outcome;
        }

        /** Waits until the loop has done what it was given before. */
        void passThroughLoop() {
            CompletableFuture.runAsync(() -> {}, loop).join();
        }

        void answer() throws Exception {
            asked.get(10, TimeUnit.SECONDS).run();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatComesLaterFromAnotherThreadIsSent(boolean minimalStage) throws Exception {
        Slow slow = new Slow();
        DhcpEngine engine = minimalStage
                ? (request, arrival) ->
                        ((CompletableFuture<DhcpOutcome>) slow.handle(request, arrival)).minimalCompletionStage()
                : slow;
        DhcpServer.Builder builder = ServerLab.server(engine).listener(events).engine(context -> {
            slow.on(context);
            return engine;
        });
        try (DhcpServer server = ServerLab.started(builder);
                TestClient client = new TestClient()) {
            client.send(ServerLab.request(DhcpMessageType.DISCOVER), ServerLab.address(server));
            Events.next(events.received);
            assertThat(server.counters().answered()).isZero();
            slow.answer();

            assertThat(client.receive().xid()).isEqualTo(7);
            assertThat(server.counters().value(DhcpCounter.WAITED)).isEqualTo(1);
        }
    }

    @Test
    void aRequestThatWaitsIsNotDisturbedByLaterOnes() throws Exception {
        Slow slow = new Slow();
        AtomicBoolean first = new AtomicBoolean(true);
        DhcpEngine engine = (request, arrival) -> first.getAndSet(false)
                ? slow.handle(request, arrival)
                : ServerLab.offers().handle(request, arrival);
        try (DhcpServer server = ServerLab.started(ServerLab.server(engine));
                TestClient client = new TestClient()) {
            InetSocketAddress to = ServerLab.address(server);
            client.send(ServerLab.request(DhcpMessageType.DISCOVER).xid(1), to);
            for (int xid = 2; xid < 10; xid++) {
                client.send(ServerLab.request(DhcpMessageType.DISCOVER).xid(xid), to);
                assertThat(client.receive().xid()).isEqualTo(xid);
            }
            slow.answer();
            assertThat(client.receive().xid()).isEqualTo(1);
        }
    }

    @Test
    void stopWithGraceLetsWhatWaitsEndAndTakesNothingNew() throws Exception {
        Slow slow = new Slow();
        DhcpServer server =
                ServerLab.started(ServerLab.server(slow).engine(slow::on).listener(events));
        InetSocketAddress to = ServerLab.address(server);
        try (TestClient client = new TestClient()) {
            client.send(ServerLab.request(DhcpMessageType.DISCOVER), to);
            Events.next(events.received);
            CompletionStage<Void> stopped = server.stop(Duration.ofMinutes(1));
            slow.passThroughLoop();
            client.send(ServerLab.request(DhcpMessageType.DISCOVER).xid(8), to);
            assertThat(Events.next(events.dropped)).isEqualTo(DropReason.CLOSING);
            assertThat(stopped.toCompletableFuture()).isNotDone();

            slow.answer();
            assertThat(client.receive().xid()).isEqualTo(7);
            stopped.toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(server.localAddresses()).isEmpty();
            assertThat(server.counters().answered()).isEqualTo(1);
            assertThat(server.counters().dropped(DropReason.CLOSING)).isEqualTo(1);
            new DatagramSocket(to).close();
        }
    }

    @Test
    void stopWithGraceSendsAnswersThatAreHeldBack() throws Exception {
        DhcpEngine engine =
                ServerLab.engine((request, arrival) -> ServerLab.offer(request, arrival, Duration.ofMillis(300)));
        DhcpServer server = ServerLab.started(ServerLab.server(engine).listener(events));
        try (TestClient client = new TestClient()) {
            client.send(ServerLab.request(DhcpMessageType.DISCOVER), ServerLab.address(server));
            Events.next(events.received);
            CompletionStage<Void> stopped = server.stop(Duration.ofMinutes(1));

            assertThat(client.receive().xid()).isEqualTo(7);
            stopped.toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(server.counters().value(DhcpCounter.HELD_BACK)).isEqualTo(1);
        }
    }

    @Test
    void stopWithGraceAndNothingToWaitForIsAtOnce() throws Exception {
        DhcpServer server = ServerLab.started(ServerLab.server(ServerLab.offers()));
        server.stop(Duration.ofDays(1)).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> server.stop(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("grace: PT-0.001S");
    }

    @Test
    void graceEndsWhenItIsOverOrTakenBack() throws Exception {
        DhcpServer over = ServerLab.started(ServerLab.server(new Slow()).listener(events));
        DhcpServer takenBack = ServerLab.started(ServerLab.server(new Slow()).listener(events));
        try (TestClient client = new TestClient()) {
            client.send(ServerLab.request(DhcpMessageType.DISCOVER), ServerLab.address(over));
            client.send(ServerLab.request(DhcpMessageType.DISCOVER), ServerLab.address(takenBack));
            Events.next(events.received);
            Events.next(events.received);
        }
        over.stop(Duration.ofMillis(1)).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(Events.next(events.dropped)).isEqualTo(DropReason.CLOSING);

        CompletionStage<Void> stopped = takenBack.stop(Duration.ofDays(1));
        takenBack.close();
        stopped.toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(Events.next(events.dropped)).isEqualTo(DropReason.CLOSING);
    }

    @Test
    void closingUnderLoadEndsEachPacketOnce() throws Exception {
        DhcpServer server =
                ServerLab.started(ServerLab.server(ServerLab.offers()).limits(RequestLimits.NONE));
        InetSocketAddress to = ServerLab.address(server);
        AtomicBoolean stop = new AtomicBoolean();
        try (TestClient client = new TestClient()) {
            Thread load = new Thread(() -> {
                while (!stop.get()) {
                    client.send(ServerLab.request(DhcpMessageType.DISCOVER), to);
                }
            });
            load.start();
            for (int i = 0; i < 200; i++) {
                client.receive();
            }
            server.close();
            stop.set(true);
            load.join();
        }
        DhcpCounters counters = server.counters();
        assertThat(counters.answered() + counters.value(DhcpCounter.DROPPED))
                .isEqualTo(counters.value(DhcpCounter.RECEIVED));
    }

    @Test
    void aServerThatNeverStartedStops() throws Exception {
        DhcpServer server = ServerLab.server(ServerLab.offers()).build();
        server.stop(Duration.ofSeconds(1)).toCompletableFuture().get(10, TimeUnit.SECONDS);
        server.close();
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itMayBeClosedByItsOwnListener() throws Exception {
        CompletableFuture<DhcpServer> self = new CompletableFuture<>();
        DhcpListener closes = new DhcpListener() {
            @Override
            public void received(RequestReceived event) {
                self.join().close();
            }
        };
        DhcpServer server =
                ServerLab.started(ServerLab.server(ServerLab.offers()).listener(closes));
        self.complete(server);
        try (TestClient client = new TestClient()) {
            client.send(ServerLab.request(DhcpMessageType.DISCOVER), ServerLab.address(server));
            server.stop().toCompletableFuture();
        }
        server.close();
        assertThat(server.localAddresses()).isEmpty();
    }
}
