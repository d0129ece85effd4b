package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static io.pxe4j.tftp.server.TftpServerTest.join;
import static io.pxe4j.tftp.server.TftpServerTest.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.engine.TftpSink;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TftpClientTest {
    private static final byte[] FILE = random(20_000);

    @TempDir
    Path temp;

    private final Recorder recorder = new Recorder();
    private TftpServer server;
    private InetSocketAddress address;

    @BeforeEach
    void serve() {
        server = TftpServerTest.start(TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .content(ContentSource.ofBytes(Map.of("f", FILE, "empty", new byte[0])))
                .listener(recorder));
        address = address(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Each firmware has its own order. */
    @Test
    void asksInTheOrderOfTheCalls() {
        try (TftpClient client = TftpClient.builder()
                .requestSize()
                .windowSize(4)
                .timeout(Duration.ofSeconds(5))
                .option("msftwindow", "31416")
                .blockSize(1456)
                .build()) {
            TftpReport report = join(client.get(address, "f")).report();
            assertThat(recorder.next(TransferStarted.class).transfer().request().options())
                    .hasToString("tsize=0 windowsize=4 timeout=5 msftwindow=31416 blksize=1456");
            assertThat(report.oack()).hasToString("tsize=20000 windowsize=4 timeout=5 blksize=1456");
            assertThat(report.blockSize()).isEqualTo(1456);
            assertThat(report.windowSize()).isEqualTo(4);
            assertThat(report.bytes()).isEqualTo(20_000);
            assertThat(report.blocks()).isEqualTo(14);
        }
    }

    /** As EDK2 boots: a probe that ends with ERROR 8, then the file with other options. */
    @Test
    void bootsLikeEdk2() {
        try (TftpClient client = TftpClient.builder().build()) {
            TftpProbe probe = join(client.probe(
                    address,
                    "f",
                    TftpOptions.of("tsize", "0", "blksize", "1468", "windowsize", "4"),
                    TftpError.of(TftpErrorCode.OPTION_NEGOTIATION, "User aborted the transfer")));
            assertThat(probe.size()).hasValue(20_000);
            assertThat(probe.oack()).hasToString("tsize=20000 blksize=1468 windowsize=4");
            assertThat(recorder.next(TransferProbed.class).error().code()).isEqualTo(TftpErrorCode.OPTION_NEGOTIATION);
            TftpOptions second = TftpOptions.of("blksize", "1468", "windowsize", "4");
            assertThat(join(client.get(address, "f", second)).bytes()).isEqualTo(FILE);
        }
    }

    @Test
    void probesAServerWithoutOptions() {
        try (TftpClient client = TftpClient.builder().build()) {
            TftpProbe probe = join(client.probe(
                    address, "f", TftpOptions.of("strange", "1"), TftpError.of(TftpErrorCode.ILLEGAL_OPERATION, "")));
            assertThat(probe.size()).isEmpty();
            assertThat(recorder.next(TransferProbed.class).error().code()).isEqualTo(TftpErrorCode.ILLEGAL_OPERATION);
        }
    }

    @Test
    void failsWithTheErrorOfTheServer() {
        try (TftpClient client = TftpClient.builder().build()) {
            assertThat(failure(client.get(address, "nothing")).error())
                    .map(TftpError::code)
                    .contains(TftpErrorCode.FILE_NOT_FOUND);
            assertThat(failure(client.probe(
                                    address, "nothing", TftpOptions.NONE, TftpError.of(TftpErrorCode.UNDEFINED, "")))
                            .error())
                    .isPresent();
        }
    }

    @Test
    void writesAFileThatAppearsWhole() throws IOException {
        Path target = temp.resolve("copy");
        Files.writeString(target, "old");
        try (TftpClient client = TftpClient.builder().blockSize(1428).build()) {
            assertThat(join(client.getTo(address, "f", target)).bytes()).isEqualTo(20_000);
            assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
            join(client.getTo(address, "empty", temp.resolve("none")));
            assertThat(temp.resolve("none")).isEmptyFile();
            failure(client.getTo(address, "nothing", target));
            assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
            assertThat(failureOf(client.getTo(address, "f", temp.resolve("no/such/place"))))
                    .isInstanceOf(IOException.class);
            try (var files = Files.list(temp)) {
                assertThat(files).hasSize(2);
            }
        }
    }

    @Test
    void tellsOfItsProgress() {
        List<Long> received = new CopyOnWriteArrayList<>();
        List<OptionalLong> sizes = new CopyOnWriteArrayList<>();
        try (TftpClient client = TftpClient.builder()
                .requestSize()
                .progress((octets, size) -> {
                    received.add(octets);
                    sizes.add(size);
                })
                .build()) {
            join(client.get(address, "f"));
        }
        assertThat(received).isSorted().endsWith(20_000L);
        assertThat(sizes).containsOnly(OptionalLong.of(20_000));
    }

    @Test
    void breaksOffAFileThatIsTooLarge() {
        try (TftpClient client = TftpClient.builder().maxBytes(1000).build()) {
            assertThat(failureOf(client.get(address, "f"))).hasMessageContaining("maxBytes");
            TransferFailed failed = recorder.next(TransferFailed.class);
            assertThat(failed.detail()).contains("ERROR 3");
        }
    }

    @Test
    void aSinkThatFailsEndsTheDownload() {
        List<String> calls = new ArrayList<>();
        TftpSink sink = new TftpSink() {
            @Override
            public void write(ByteBuf data) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void complete() {
                calls.add("complete");
            }

            @Override
            public void abort() {
                calls.add("abort");
            }
        };
        try (TftpClient client = TftpClient.builder().build()) {
            assertThat(failureOf(client.get(address, "f", TftpOptions.NONE, sink)))
                    .hasMessageContaining("sink");
        }
        assertThat(calls).containsExactly("abort");
    }

    /** Single-port servers, behind NAT and in containers. */
    @Test
    void takesAnswersFromThePortThatItAsked() throws IOException {
        try (RawClient fake = new RawClient(address);
                TftpClient client = TftpClient.builder().build()) {
            var download = client.get(new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.port()), "f");
            assertThat(fake.receive()).isEqualTo(TftpRequest.read("f", TftpOptions.NONE));
            fake.reply(TftpData.of(1, Unpooled.wrappedBuffer(new byte[] {1, 2, 3})));
            assertThat(fake.receive()).isEqualTo(new TftpAck(1));
            assertThat(join(download).bytes()).containsExactly(1, 2, 3);
            assertThat(join(download).report().server().getPort()).isEqualTo(fake.port());
        }
    }

    /** RFC 1350 §4: the first reply decides. */
    @Test
    void tellsAStrangerThatItIsOne() throws IOException {
        try (RawClient fake = new RawClient(address);
                RawClient stranger = new RawClient(address);
                TftpClient client = TftpClient.builder().build()) {
            var download = client.get(new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.port()), "f");
            fake.receive();
            fake.reply(TftpData.of(1, Unpooled.wrappedBuffer(new byte[512])));
            fake.receive();
            stranger.send(TftpData.of(2, Unpooled.wrappedBuffer(new byte[] {9})), fake.peer());
            assertThat(((TftpError) stranger.receive()).code()).isEqualTo(TftpErrorCode.UNKNOWN_TRANSFER_ID);
            fake.reply(TftpData.of(2, Unpooled.wrappedBuffer(new byte[] {1})));
            assertThat(join(download).bytes()).hasSize(513);
        }
    }

    @Test
    void repeatsItsRequestAndGivesUp() throws IOException {
        try (RawClient silent = new RawClient(address);
                TftpClient client = TftpClient.builder()
                        .retryAfter(Duration.ofMillis(10))
                        .tries(3)
                        .build()) {
            TftpException failure =
                    failure(client.get(new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.port()), "f"));
            assertThat(failure).hasMessageContaining("no answer").hasMessageContaining("3 tries");
            assertThat(failure.error()).isEmpty();
            for (int i = 0; i < 3; i++) {
                assertThat(silent.receive()).isInstanceOf(TftpRequest.class);
            }
        }
    }

    @Test
    void refusesAnOackThatItDidNotAskFor() throws IOException {
        try (RawClient fake = new RawClient(address);
                TftpClient client = TftpClient.builder().blockSize(512).build()) {
            var download = client.get(new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.port()), "f");
            fake.receive();
            fake.sendText("\0\6blksize\0001468\0", fake.peer());
            assertThat(((TftpError) fake.receive()).code()).isEqualTo(TftpErrorCode.OPTION_NEGOTIATION);
            assertThat(failure(download)).hasMessageContaining("blksize=1468");
        }
    }

    @Test
    void ignoresGarbage() throws IOException {
        try (RawClient fake = new RawClient(address);
                TftpClient client = TftpClient.builder().build()) {
            var download = client.get(new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.port()), "f");
            fake.receive();
            for (String garbage : new String[] {"", "\0", "\0\3\0", "\0\t\0\1", "\1\3\0\1"}) {
                fake.sendText(garbage, fake.peer());
            }
            fake.reply(TftpData.of(1, Unpooled.EMPTY_BUFFER));
            assertThat(join(download).bytes()).isEmpty();
        }
    }

    @Test
    void aClosedClientBreaksOff() throws IOException {
        try (RawClient silent = new RawClient(address)) {
            TftpClient client = TftpClient.builder().build();
            var download = client.get(new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.port()), "f");
            silent.receive();
            client.close();
            assertThat(failure(download)).hasMessageContaining("closed");
            assertThat(failure(client.get(address, "f"))).hasMessageContaining("closed");
        }
    }

    /** It would stay for a while after its last ACK (RFC 1350 §6), on the loop of somebody else. */
    @Test
    void aClosedClientLeavesNoSocketBehind() throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            TftpClient client = TftpClient.builder().eventLoopGroup(group).build();
            join(client.get(address, "f"));
            int port = recorder.next(TransferStarted.class).transfer().client().getPort();
            client.close();
            // A few turns of the loop, since a selector frees a port when it next looks.
            boolean free = false;
            for (int turn = 0; turn < 20 && !free; turn++) {
                group.next().submit(() -> {}).get();
                free = isFree(port);
            }
            assertThat(free).isTrue();
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    private static boolean isFree(int port) {
        try (DatagramSocket again = new DatagramSocket(port)) {
            return again.isBound();
        } catch (SocketException e) {
            return false;
        }
    }

    /** A loop that ends before its sockets are closed has to close them in a hurry. */
    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void aClientIsClosedRightAfterItsTransfersOnEachTransport(TftpTransport transport) throws Exception {
        for (int i = 0; i < 20; i++) {
            TftpClient client = TftpClient.builder().transport(transport).build();
            var first = client.get(address, "f");
            var second = client.get(address, "f");
            assertThat(join(first).bytes()).isEqualTo(FILE);
            client.close();
            assertThat(second.toCompletableFuture()
                            .handle((done, failure) -> true)
                            .get(20, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void asksForNetascii() {
        try (TftpClient client = TftpClient.builder()
                .mode(TftpMode.NETASCII)
                .localAddress(new InetSocketAddress("127.0.0.1", 0))
                .build()) {
            assertThat(join(client.get(address, "empty")).bytes()).isEmpty();
            assertThat(recorder.next(TransferStarted.class).transfer().request().mode())
                    .isEqualTo(TftpMode.NETASCII);
        }
    }

    @Test
    void checksItsSettings() {
        TftpClient.Builder builder = TftpClient.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.windowSize(0))
                .withMessage("windowSize: 0 (expected: 1..65535)");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.blockSize(7));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ofMillis(1500)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ofSeconds(256)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.tries(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.retryAfter(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxBytes(0));
        try (TftpClient client = builder.build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.get(InetSocketAddress.createUnresolved("nowhere", 69), "f"));
        }
    }

    private static TftpException failure(CompletionStage<?> stage) {
        return (TftpException) failureOf(stage);
    }

    private static Throwable failureOf(CompletionStage<?> stage) {
        List<Throwable> causes = new ArrayList<>();
        assertThatThrownBy(() -> join(stage)).satisfies(thrown -> causes.add(thrown.getCause()));
        return causes.get(0);
    }
}
