package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static io.pxe4j.tftp.server.TftpServerTest.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentSource;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** No new transfers; those that run may end; nothing is left. */
@ParameterizedClass
@MethodSource("io.pxe4j.tftp.server.Transports#available")
class GracefulCloseTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final TftpRequest REQUEST = TftpRequest.read("f", TftpOptions.of("blksize", "1000"));

    @Parameter
    TftpTransport transport;

    @TempDir
    Path root;

    private final Recorder recorder = new Recorder();
    private final List<TftpServer> servers = new java.util.ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(TftpServer::close);
    }

    private TftpServer serve(TftpServer.Builder builder) {
        TftpServer server =
                TftpServerTest.start(builder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .transport(transport)
                        .listener(recorder));
        servers.add(server);
        return server;
    }

    private TftpServer serve() {
        return serve(TftpServer.builder()
                .threads(2)
                .content(ContentSource.ofBytes(Map.of("f", TftpServerTest.random(2500)))));
    }

    private static void begin(RawClient client, InetSocketAddress address) throws IOException {
        client.send(REQUEST, address);
        client.receive();
        client.reply(new TftpAck(0));
        assertThat(((TftpData) client.receive()).block()).isEqualTo(1);
    }

    @Test
    void runningTransfersFinishAndThenItIsOver() throws IOException {
        TftpServer server = serve();
        InetSocketAddress address = address(server);
        try (RawClient one = new RawClient(address);
                RawClient two = new RawClient(address)) {
            begin(one, address);
            begin(two, address);
            CompletableFuture<Void> stopped = server.stop(LONG).toCompletableFuture();
            for (RawClient client : List.of(one, two)) {
                assertThat(stopped).isNotDone();
                client.reply(new TftpAck(1));
                assertThat(((TftpData) client.receive()).block()).isEqualTo(2);
                client.reply(new TftpAck(2));
                assertThat(((TftpData) client.receive()).payload().readableBytes())
                        .isEqualTo(500);
                client.reply(new TftpAck(3));
                assertThat(recorder.next(TransferFinished.class).confirmed()).isTrue();
            }
            join(stopped);
            assertThat(server.activeTransfers()).isZero();
        }
    }

    @Test
    void newRequestsAreNotAnsweredMeanwhile() throws IOException {
        TftpServer server = serve();
        InetSocketAddress address = address(server);
        try (RawClient running = new RawClient(address);
                RawClient late = new RawClient(address)) {
            begin(running, address);
            CompletionStage<Void> stopped = server.stop(LONG);
            late.send(REQUEST, address);
            assertThat(late.receive(100)).isEmpty();
            assertThat(server.activeTransfers()).isEqualTo(1);
            running.reply(TftpError.of(TftpErrorCode.UNDEFINED, "enough"));
            join(stopped);
        }
    }

    @Test
    void whatIsNotFinishedWithinTheGraceGetsAnError() throws IOException {
        TftpServer server = serve();
        InetSocketAddress address = address(server);
        try (RawClient one = new RawClient(address);
                RawClient two = new RawClient(address)) {
            begin(one, address);
            begin(two, address);
            join(server.stop(Duration.ofMillis(50)));
            for (RawClient client : List.of(one, two)) {
                assertThat(((TftpError) client.receive()).message()).isEqualTo("the server is closing");
                assertThat(recorder.next(TransferFailed.class).reason()).isEqualTo(TransferFailure.SERVER_CLOSED);
            }
            assertThat(server.activeTransfers()).isZero();
            assertThat(server.counters().failed(TransferFailure.SERVER_CLOSED)).isEqualTo(2);
        }
    }

    @Test
    void aSecondStopEndsTheGraceOfTheFirst() throws IOException {
        TftpServer server = serve();
        InetSocketAddress address = address(server);
        try (RawClient client = new RawClient(address)) {
            begin(client, address);
            CompletionStage<Void> patient = server.stop(LONG);
            CompletionStage<Void> hasty = server.stop(Duration.ZERO);
            join(patient);
            join(hasty);
            assertThat(client.receive()).isInstanceOf(TftpError.class);
        }
    }

    /** A client that has stopped to answer does not get to decide how long the server lives. */
    @Test
    void aSilentClientDoesNotProlongTheGrace() throws IOException {
        TftpServer server = serve();
        try (RawClient client = new RawClient(address(server))) {
            begin(client, address(server));
            assertThat(server.stop(Duration.ofMillis(20)).toCompletableFuture()).succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void contentThatIsStillBeingOpenedIsWaitedForAndThenGivenUp() {
        TftpServer server = serve(TftpServer.builder().content(request -> new CompletableFuture<>()));
        try (RawClient client = new RawClient(address(server))) {
            client.send(REQUEST, address(server));
            while (server.activeTransfers() == 0) {
                Thread.onSpinWait();
            }
            join(server.stop(Duration.ofMillis(20)));
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.SERVER_CLOSING);
            assertThat(server.activeTransfers()).isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noThreadAndNoPortIsLeft() throws IOException {
        Files.write(root.resolve("f"), TftpServerTest.random(2500));
        long before = threads().count();
        TftpServer server = serve(TftpServer.builder().threads(2).content(DirectoryContent.of(root)));
        InetSocketAddress address = address(server);
        try (RawClient client = new RawClient(address)) {
            begin(client, address);
            InetSocketAddress transfer = client.peer();
            assertThat(threads().count()).isGreaterThan(before);
            server.close();
            // Both can be bound again at once.
            new DatagramSocket(address).close();
            new DatagramSocket(transfer).close();
        }
        for (Thread thread : threads().toList()) {
            join(thread);
        }
        assertThat(threads().count()).isLessThanOrEqualTo(before);
    }

    private static void join(Thread thread) {
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return TftpServerTest.join(stage);
    }

    private static Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pxe4j-tftp"));
    }

    @Test
    void theCallersLoopsLiveOn() throws IOException {
        if (transport != TftpTransport.NIO) {
            return;
        }
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            TftpServer server = serve(TftpServer.builder()
                    .eventLoopGroup(group)
                    .content(ContentSource.ofBytes(Map.of("f", TftpServerTest.random(2500)))));
            try (RawClient client = new RawClient(address(server))) {
                begin(client, address(server));
                join(server.stop(Duration.ofMillis(20)));
            }
            assertThat(group.isShuttingDown()).isFalse();
            assertThat(group.next().submit(() -> "alive").syncUninterruptibly().getNow())
                    .isEqualTo("alive");
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
