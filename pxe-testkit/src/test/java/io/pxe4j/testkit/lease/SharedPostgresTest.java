package io.pxe4j.testkit.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.pxe4j.dhcp.DhcpMessageType;
import io.pxe4j.dhcp.DhcpOption;
import io.pxe4j.dhcp.DhcpPacket;
import io.pxe4j.dhcp.DhcpPacketWriter;
import io.pxe4j.dhcp.HardwareAddress;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.AddressPool;
import io.pxe4j.dhcp.engine.ClientKey;
import io.pxe4j.dhcp.engine.DhcpArrival;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpReply;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.Lease;
import io.pxe4j.dhcp.engine.LeaseState;
import io.pxe4j.dhcp.engine.ServerPort;
import io.pxe4j.dhcp.jdbc.JdbcLeaseStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL. */
class SharedPostgresTest {
    private static final Ip4 NETWORK = Ip4.of("10.0.0.0");

    @TempDir
    Path directory;

    /** An engine with the thread that drives it. */
    private static final class Server implements AutoCloseable {
        private final ExecutorService loop = Executors.newSingleThreadExecutor();
        private final DhcpLeasing engine;
        private final Ip4 address;

        Server(int number, JdbcLeaseStore store, String pool) {
            address = new Ip4(NETWORK.bits() + number);
            engine = DhcpLeasing.builder()
                    .pool(AddressPool.of(pool))
                    .store(store)
                    .leaseTime(Duration.ofHours(1))
                    .answerWithin(Duration.ofSeconds(20))
                    .build(new EngineContext(loop, System::nanoTime, InstantSource.system()));
        }

        /** What the server answers; empty if it stays silent. */
        Optional<DhcpPacket> ask(DhcpPacketWriter request) throws Exception {
            DhcpArrival arrival = new DhcpArrival("eth0", address, 24, ServerPort.DHCP, Ip4.ANY, 68, true);
            return CompletableFuture.supplyAsync(() -> engine.handle(decoded(request), arrival), loop)
                    .thenCompose(outcome -> outcome)
                    .thenApply(outcome -> outcome instanceof DhcpReply reply
                            ? Optional.of(decoded(reply.message()))
                            : Optional.<DhcpPacket>empty())
                    .get(60, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            loop.shutdownNow();
        }
    }

    private static DhcpPacket decoded(DhcpPacketWriter message) {
        ByteBuf encoded = message.encode(UnpooledByteBufAllocator.DEFAULT);
        byte[] octets = ByteBufUtil.getBytes(encoded);
        encoded.release();
        return (DhcpPacket) DhcpPacket.decode(Unpooled.wrappedBuffer(octets));
    }

    private static HardwareAddress client(int number) {
        return HardwareAddress.of(1, (byte) 2, (byte) 0, (byte) 0, (byte) 0, (byte) (number >> 8), (byte) number);
    }

    /** DISCOVER at one server, REQUEST to the one that offered; the address if it was acknowledged. */
    private static Optional<Ip4> lease(Server server, int number) throws Exception {
        Optional<DhcpPacket> offer = server.ask(DhcpPacketWriter.request(DhcpMessageType.DISCOVER, client(number)));
        if (offer.isEmpty()) {
            return Optional.empty();
        }
        Optional<DhcpPacket> answer = server.ask(DhcpPacketWriter.request(DhcpMessageType.REQUEST, client(number))
                .set(DhcpOption.REQUESTED_ADDRESS, offer.get().yiaddr())
                .set(DhcpOption.SERVER_IDENTIFIER, server.address));
        return answer.filter(reply -> reply.is(DhcpMessageType.ACK)).map(DhcpPacket::yiaddr);
    }

    @Test
    void twoServersNeverGiveOneAddressTwice() throws Exception {
        DataSource database = Postgres.emptyDatabase();
        Map<Integer, Ip4> acknowledged = new ConcurrentHashMap<>();
        try (JdbcLeaseStore one = JdbcLeaseStore.builder(database).open();
                JdbcLeaseStore other = JdbcLeaseStore.builder(database).open();
                Server first = new Server(1, one, "10.0.0.10-10.0.0.109");
                Server second = new Server(2, other, "10.0.0.10-10.0.0.109")) {
            // more clients than addresses, each at the mercy of both servers
            run(120, number -> {
                Server server = number % 2 == 0 ? first : second;
                for (int attempt = 0; attempt < 5 && !acknowledged.containsKey(number); attempt++) {
                    lease(server, number).ifPresent(address -> acknowledged.put(number, address));
                }
            });
            assertThat(acknowledged.values()).doesNotHaveDuplicates().hasSize(100);
            // now each renews at the other server
            run(120, number -> {
                Ip4 mine = acknowledged.get(number);
                if (mine != null) {
                    assertThat(lease(number % 2 == 0 ? second : first, number)).contains(mine);
                }
            });
            verify(one, acknowledged);
        }
    }

    @Test
    void connectionsThatAreCutUnderLoadLoseNoAcknowledgedLease() throws Exception {
        DataSource database = Postgres.emptyDatabase();
        Map<Integer, Ip4> acknowledged = new ConcurrentHashMap<>();
        AtomicBoolean done = new AtomicBoolean();
        try (JdbcLeaseStore one = JdbcLeaseStore.builder(database).open();
                JdbcLeaseStore other = JdbcLeaseStore.builder(database).open();
                Server first = new Server(1, one, "10.0.0.10-10.0.0.209");
                Server second = new Server(2, other, "10.0.0.10-10.0.0.209")) {
            CompletableFuture<Void> cutter = CompletableFuture.runAsync(() -> cutConnections(database, done));
            run(150, number -> {
                Random random = new Random(number);
                for (int attempt = 0; attempt < 200 && !acknowledged.containsKey(number); attempt++) {
                    lease(random.nextBoolean() ? first : second, number)
                            .ifPresent(address -> acknowledged.put(number, address));
                }
            });
            done.set(true);
            cutter.get(60, TimeUnit.SECONDS);
            assertThat(acknowledged.values()).doesNotHaveDuplicates();
            assertThat(acknowledged).isNotEmpty();
        }
        try (JdbcLeaseStore fresh = JdbcLeaseStore.builder(database).open()) {
            verify(fresh, acknowledged);
        }
    }

    @Test
    void restartOfTheDatabaseUnderLoadLosesNoAcknowledgedLease() throws Exception {
        Map<Integer, Ip4> acknowledged = new ConcurrentHashMap<>();
        EmbeddedPostgres postgres = Postgres.start(directory, 0);
        try {
            int port = postgres.getPort();
            String url = "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
            try (JdbcLeaseStore one = JdbcLeaseStore.builder(url).open();
                    JdbcLeaseStore other = JdbcLeaseStore.builder(url).open();
                    Server first = new Server(1, one, "10.0.0.10-10.0.0.209");
                    Server second = new Server(2, other, "10.0.0.10-10.0.0.209")) {
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                CountDownLatch some = new CountDownLatch(20);
                CompletableFuture<Void> load = CompletableFuture.runAsync(() -> run(150, number -> {
                    Random random = new Random(number);
                    while (!acknowledged.containsKey(number) && System.nanoTime() < end) {
                        lease(random.nextBoolean() ? first : second, number).ifPresent(address -> {
                            acknowledged.put(number, address);
                            some.countDown();
                        });
                    }
                }));
                some.await();
                postgres.close();
                postgres = Postgres.start(directory, port);
                load.get(120, TimeUnit.SECONDS);
                assertThat(acknowledged).hasSize(150);
                assertThat(acknowledged.values()).doesNotHaveDuplicates();
                verify(one, acknowledged);
            }
        } finally {
            postgres.close();
        }
    }

    private static void cutConnections(DataSource database, AtomicBoolean done) {
        try {
            for (int i = 0; i < 30 && !done.get(); i++) {
                try (Connection connection = database.getConnection();
                        Statement statement = connection.createStatement()) {
                    // the server itself waits, so that some work is done between the cuts
                    statement.execute("SELECT pg_sleep(0.05)");
                    statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface ForClient {
        void run(int number) throws Exception;
    }

    private static void run(int clients, ForClient work) {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<Void>> runs = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int number = i;
                runs.add(CompletableFuture.runAsync(
                        () -> {
                            try {
                                work.run(number);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        threads));
            }
            CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new))
                    .orTimeout(120, TimeUnit.SECONDS)
                    .join();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void verify(JdbcLeaseStore store, Map<Integer, Ip4> acknowledged) throws Exception {
        Map<ClientKey, Lease> stored = new HashMap<>();
        for (Lease lease : store.findBetween(Ip4.ANY, Ip4.of("255.255.255.255"), 1000)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)) {
            assertThat(stored.put(lease.client(), lease)).isNull();
        }
        acknowledged.forEach((number, address) -> {
            Lease lease = stored.get(ClientKey.of(client(number)));
            assertThat(lease).as("client %s has a lease", number).isNotNull();
            assertThat(lease.address()).isEqualTo(address);
            assertThat(lease.state()).isEqualTo(LeaseState.ACTIVE);
        });
    }
}
