package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.engine.NegotiationLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Server and client together over loopback. */
class TftpServerTest {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path root;

    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void servesFilesOfEverySizeWithEveryWindow(TftpTransport transport) throws IOException {
        try (TftpServer server = started(DirectoryContent.of(root), transport, 2);
                TftpClient client = TftpClient.builder().transport(transport).build()) {
            for (int size : new int[] {0, 1, 511, 512, 513, 1024, 100_000, 400_000}) {
                byte[] file = random(size);
                Files.write(root.resolve("f" + size), file);
                for (String[] options : new String[][] {
                    {},
                    {"tsize", "0"},
                    {"tsize", "0", "blksize", "1428"},
                    {"blksize", "1468", "windowsize", "4"},
                    {"blksize", "512", "windowsize", "64", "tsize", "0"},
                    {"blksize", "8192", "windowsize", "16"},
                    {"blksize", "65464", "timeout", "3"},
                }) {
                    TftpDownload download = get(client, server, "f" + size, options);
                    assertThat(download.bytes()).isEqualTo(file);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void serves65536BlocksAndMore(TftpTransport transport) throws IOException {
        byte[] file = random(8 * 65_537 + 3);
        try (TftpServer server = started(ContentSource.ofBytes(Map.of("f", file)), transport, 1);
                TftpClient client = TftpClient.builder().transport(transport).build()) {
            assertThat(get(client, server, "f", "blksize", "8", "windowsize", "32")
                            .bytes())
                    .isEqualTo(file);
        }
    }

    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void servesManyClientsAtOnceOnSeveralLoops(TftpTransport transport) throws IOException {
        byte[] file = random(300_000);
        Files.write(root.resolve("f"), file);
        try (TftpServer server = started(DirectoryContent.of(root), transport, 3);
                TftpClient client = TftpClient.builder()
                        .transport(transport)
                        .blockSize(1428)
                        .windowSize(8)
                        .build()) {
            List<CompletableFuture<TftpDownload>> downloads = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                downloads.add(client.get(address(server), "f").toCompletableFuture());
            }
            for (CompletableFuture<TftpDownload> download : downloads) {
                assertThat(join(download).bytes()).isEqualTo(file);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void tellsWhatItDoes(TftpTransport transport) {
        Recorder recorder = new Recorder();
        byte[] file = random(3000);
        try (TftpServer server = start(TftpServer.builder()
                        .bind(LOOPBACK)
                        .transport(transport)
                        .content(ContentSource.ofBytes(Map.of("dir/f", file)))
                        .listener(recorder));
                TftpClient client = TftpClient.builder().transport(transport).build()) {
            TftpDownload download = get(client, server, "/dir/f", "blksize", "1024", "tsize", "0");
            TransferStarted started = recorder.next(TransferStarted.class);
            assertThat(started.transfer().file()).isEqualTo("/dir/f");
            assertThat(started.transfer().size()).isEqualTo(3000);
            assertThat(started.transfer().options().oack())
                    .isEqualTo(TftpOptions.of("blksize", "1024", "tsize", "3000"));
            TransferFinished finished = recorder.next(TransferFinished.class);
            assertThat(finished.confirmed()).isTrue();
            assertThat(finished.transfer()).isEqualTo(started.transfer());
            assertThat(finished.statistics().bytes()).isEqualTo(3000);
            assertThat(finished.statistics().blocks()).isEqualTo(3);
            assertThat(finished.statistics().datagrams()).isGreaterThanOrEqualTo(4);
            assertThat(finished.statistics().duration()).isPositive();
            assertThat(download.report().server()).isEqualTo(started.transfer().server());
            assertThat(download.report().server().getPort())
                    .isNotEqualTo(address(server).getPort());
            assertThat(server.activeTransfers()).isZero();
        }
    }

    @Test
    void aListenerThatFailsHarmsNothing() {
        TftpListener broken = new TftpListener() {
            @Override
            public void started(TransferStarted event) {
                throw new IllegalStateException("on purpose");
            }
        };
        try (TftpServer server = start(TftpServer.builder()
                        .bind(LOOPBACK)
                        .content(ContentSource.ofBytes(Map.of("f", new byte[10])))
                        .listener(broken));
                TftpClient client = TftpClient.builder().build()) {
            assertThat(get(client, server, "f").bytes()).hasSize(10);
        }
    }

    @Test
    void clampsBlocksToTheLimit() {
        try (TftpServer server = start(TftpServer.builder()
                        .bind(LOOPBACK)
                        .content(ContentSource.ofBytes(Map.of("f", new byte[10_000])))
                        .limits(NegotiationLimits.builder()
                                .maxBlockSize(1428)
                                .maxWindowSize(2)
                                .build()));
                TftpClient client = TftpClient.builder().build()) {
            TftpDownload download = get(client, server, "f", "blksize", "8192", "windowsize", "9");
            assertThat(download.report().oack()).isEqualTo(TftpOptions.of("blksize", "1428", "windowsize", "2"));
            assertThat(download.bytes()).hasSize(10_000);
        }
    }

    @Test
    void runsOnAGroupOfTheCaller() {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try (TftpServer server = start(TftpServer.builder()
                        .bind(LOOPBACK)
                        .eventLoopGroup(group)
                        .threads(2)
                        .worker(Runnable::run)
                        .content(ContentSource.ofBytes(Map.of("f", new byte[10]))));
                TftpClient client = TftpClient.builder().eventLoopGroup(group).build()) {
            assertThat(get(client, server, "f").bytes()).hasSize(10);
        }
        assertThat(group.isShuttingDown()).isFalse();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void aGroupMustFitTheTransport() {
        assumeTrue(Transports.available().count() > 1, "epoll is not available");
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (TftpServer server = TftpServer.builder()
                .eventLoopGroup(group)
                .transport(TftpTransport.EPOLL)
                .content(ContentSource.ofBytes(Map.of()))
                .build()) {
            assertThatIllegalStateException().isThrownBy(server::start).withMessageContaining("eventLoopGroup");
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void saysThatThePortIsTaken(TftpTransport transport) {
        ContentSource nothing = ContentSource.ofBytes(Map.of());
        try (TftpServer first = started(nothing, transport, 1)) {
            TftpServer second = TftpServer.builder()
                    .bind(address(first))
                    .transport(transport)
                    .content(nothing)
                    .build();
            assertThatThrownBy(() -> join(second.start()))
                    .hasCauseInstanceOf(TftpBindException.class)
                    .hasMessageContaining("UDP port " + address(first).getPort() + " on 127.0.0.1 is taken")
                    .hasMessageContaining("choose another port");
            second.close();
        }
    }

    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void saysThatTheAddressIsNotHere(TftpTransport transport) {
        TftpServer server = TftpServer.builder()
                .bind(new InetSocketAddress("192.0.2.1", 0))
                .transport(transport)
                .content(ContentSource.ofBytes(Map.of()))
                .build();
        assertThatThrownBy(() -> join(server.start()))
                .hasCauseInstanceOf(TftpBindException.class)
                .hasMessageContaining("192.0.2.1 is no address of this machine");
    }

    @Test
    void explainsAMissingPermission() {
        TftpBindException exception = TftpBindException.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 69), new IOException("Permission denied"));
        assertThat(exception).hasMessageContaining("CAP_NET_BIND_SERVICE").hasMessageContaining("above 1023");
        assertThat(TftpBindException.of(LOOPBACK, new IOException("out of luck")))
                .hasMessageContaining("could not be opened: out of luck.");
    }

    @Test
    void aWildcardListensOnEveryAddress() {
        try (TftpServer server = start(TftpServer.builder()
                        .bind(new InetSocketAddress("0.0.0.0", 0))
                        .content(ContentSource.ofBytes(Map.of("f", new byte[10]))));
                TftpClient client = TftpClient.builder().build()) {
            assertThat(server.localAddresses()).isNotEmpty();
            int port = address(server).getPort();
            for (InetSocketAddress address : server.localAddresses()) {
                assertThat(address.getPort()).isEqualTo(port);
                assertThat(address.getAddress().isAnyLocalAddress()).isFalse();
                TftpDownload download = join(client.get(address, "f"));
                // The client took the answer, so it came from the address that was asked.
                assertThat(download.report().server().getAddress()).isEqualTo(address.getAddress());
            }
        }
    }

    @Test
    void servesIpv6() throws IOException {
        InetAddress six = InetAddress.getByName("::1");
        TftpServer server = TftpServer.builder()
                .bind(new InetSocketAddress(six, 0))
                .content(ContentSource.ofBytes(Map.of("f", new byte[10_000])))
                .build();
        try (TftpClient client =
                TftpClient.builder().blockSize(1428).windowSize(4).build()) {
            boolean open = server.start()
                    .handle((started, failure) -> failure == null)
                    .toCompletableFuture()
                    .join();
            assumeTrue(open, "no IPv6 on this machine");
            assertThat(get(client, server, "f").bytes()).hasSize(10_000);
        } finally {
            server.close();
        }
    }

    @Test
    void startsOnce() {
        try (TftpServer server = started(ContentSource.ofBytes(Map.of()), TftpTransport.AUTO, 1)) {
            assertThatIllegalStateException().isThrownBy(server::start);
        }
        TftpServer never =
                TftpServer.builder().content(ContentSource.ofBytes(Map.of())).build();
        never.close();
        assertThat(never.localAddresses()).isEmpty();
        assertThatIllegalStateException().isThrownBy(never::start);
    }

    @Test
    void closesTwice() {
        TftpServer server = started(ContentSource.ofBytes(Map.of()), TftpTransport.AUTO, 1);
        server.close();
        server.close();
        join(server.stop(Duration.ofSeconds(1)));
    }

    @Test
    void checksItsSettings() {
        TftpServer.Builder builder = TftpServer.builder();
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("content");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.threads(0))
                .withMessage("threads: 0 (expected: 1..1024)");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.openTimeout(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.bind(InetSocketAddress.createUnresolved("nowhere", 69)));
    }

    static TftpServer started(ContentSource content, TftpTransport transport, int threads) {
        return start(TftpServer.builder()
                .bind(LOOPBACK)
                .content(content)
                .transport(transport)
                .threads(threads));
    }

    static TftpServer start(TftpServer.Builder builder) {
        return join(builder.build().start());
    }

    static InetSocketAddress address(TftpServer server) {
        return server.localAddresses().get(0);
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static <T> T join(java.util.concurrent.CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
        }
    }

    private static TftpDownload get(TftpClient client, TftpServer server, String file, String... options) {
        return join(
                options.length == 0
                        ? client.get(address(server), file)
                        : client.get(address(server), file, TftpOptions.of(options)));
    }
}
