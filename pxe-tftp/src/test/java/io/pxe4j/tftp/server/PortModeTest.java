package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static io.pxe4j.tftp.server.TftpServerTest.join;
import static io.pxe4j.tftp.server.TftpServerTest.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentSource;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From which ports transfers are sent, and what listens. */
class PortModeTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final byte[] FILE = random(200_000);

    private final Recorder recorder = new Recorder();

    static Stream<Arguments> transportsAndThreads() {
        return Transports.available().flatMap(transport -> Stream.of(1, 3).map(n -> Arguments.of(transport, n)));
    }

    @ParameterizedTest
    @MethodSource("transportsAndThreads")
    void aSinglePortServesManyClientsAtOnce(TftpTransport transport, int threads) {
        try (TftpServer server = start(builder(transport, threads).mode(PortMode.singlePort()))) {
            Set<Integer> ports = fetchMany(server, transport);
            assertThat(ports).containsExactly(address(server).getPort());
            for (int i = 0; i < 24; i++) {
                recorder.next(TransferFinished.class);
            }
            assertThat(server.activeTransfers()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("transportsAndThreads")
    void transferPortsServeManyClientsAtOnce(TftpTransport transport, int threads) {
        try (TftpServer server = start(builder(transport, threads))) {
            Set<Integer> ports = fetchMany(server, transport);
            assertThat(ports).doesNotContain(address(server).getPort()).hasSizeLessThanOrEqualTo(2 * threads);
        }
    }

    @ParameterizedTest
    @MethodSource("transportsAndThreads")
    void aRangeServesManyClientsAtOnceFromItsPorts(TftpTransport transport, int threads) {
        int first = freeRange(5);
        try (TftpServer server = start(builder(transport, threads).mode(PortMode.portRange(first, first + 4)))) {
            assertThat(fetchMany(server, transport)).allMatch(port -> port >= first && port <= first + 4);
        }
    }

    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void aRangeSmallerThanTheLoopsIsEnough(TftpTransport transport) {
        int first = freeRange(1);
        try (TftpServer server = start(builder(transport, 3).mode(PortMode.portRange(first, first)))) {
            assertThat(fetchMany(server, transport)).containsExactly(first);
        }
    }

    @Test
    void aBusyPortOfARangeIsLeftOut() throws SocketException {
        int first = freeRange(3);
        try (DatagramSocket busy = new DatagramSocket(first + 1, LOOPBACK);
                TftpServer server = start(builder(TftpTransport.AUTO, 1).mode(PortMode.portRange(first, first + 2)))) {
            assertThat(busy.isBound()).isTrue();
            assertThat(fetchMany(server, TftpTransport.AUTO)).doesNotContain(first + 1);
        }
    }

    @Test
    void aRangeWithoutAFreePortIsAnErrorThatNamesIt() throws SocketException {
        try (DatagramSocket busy = new DatagramSocket(0, LOOPBACK)) {
            int port = busy.getLocalPort();
            TftpServer server = builder(TftpTransport.AUTO, 1)
                    .mode(PortMode.portRange(port, port))
                    .build();
            assertThatThrownBy(() -> join(server.start()))
                    .hasCauseInstanceOf(TftpBindException.class)
                    .hasMessageContaining("None of the UDP ports " + port + " to " + port + " on 127.0.0.1");
            server.close();
        }
    }

    @Test
    void checksTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PortMode.portRange(0, 5))
                .withMessage("first: 0 (expected: 1..65535)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PortMode.portRange(7, 6))
                .withMessage("last: 6 (expected: 7..65535)");
        assertThat(PortMode.portRange(7, 7)).isEqualTo(new PortMode.PortRange(7, 7));
    }

    /** Several sockets share the port, so the first must have been alone to notice. */
    @ParameterizedTest
    @MethodSource("transportsAndThreads")
    void aPortThatAnotherServerHoldsIsNoticed(TftpTransport transport, int threads) {
        try (TftpServer first = start(builder(transport, threads))) {
            TftpServer second = TftpServer.builder()
                    .bind(address(first))
                    .content(ContentSource.ofBytes(Map.of()))
                    .transport(transport)
                    .threads(threads)
                    .build();
            assertThatThrownBy(() -> join(second.start()))
                    .hasCauseInstanceOf(TftpBindException.class)
                    .hasMessageContaining("is taken by another program");
            second.close();
        }
    }

    /** RFC 1350 §4: so that a late packet of the last transfer does not fit. */
    @Test
    void aClientsNextTransferHasAnotherTid() throws IOException {
        try (TftpServer server = start(builder(TftpTransport.AUTO, 1));
                RawClient client = new RawClient(address(server))) {
            int last = 0;
            for (int i = 0; i < 5; i++) {
                client.send(TftpRequest.read("small", TftpOptions.NONE), address(server));
                client.receive();
                client.reply(new TftpAck(1));
                recorder.next(TransferFinished.class);
                assertThat(client.peer().getPort()).isNotEqualTo(last);
                last = client.peer().getPort();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transportsAndThreads")
    void onASinglePortANewRequestReplacesTheTransfer(TftpTransport transport, int threads) throws IOException {
        try (TftpServer server = start(builder(transport, threads).mode(PortMode.singlePort()));
                RawClient client = new RawClient(address(server))) {
            client.send(TftpRequest.read("f", TftpOptions.of("blksize", "1024")), address(server));
            assertThat(client.receive()).isInstanceOf(TftpOack.class);
            client.reply(new TftpAck(0));
            assertThat(((TftpData) client.receive()).block()).isEqualTo(1);
            client.send(TftpRequest.read("small", TftpOptions.NONE), address(server));
            assertThat(((TftpData) client.receive()).payload().readableBytes()).isEqualTo(3);
            assertThat(recorder.next(TransferFailed.class).reason()).isEqualTo(TransferFailure.REPLACED);
            client.reply(new TftpAck(1));
            assertThat(recorder.next(TransferFinished.class).confirmed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("transportsAndThreads")
    void onASinglePortAStrangerHearsSoWhicheverLoopReadsIt(TftpTransport transport, int threads) throws IOException {
        try (TftpServer server = start(builder(transport, threads).mode(PortMode.singlePort()));
                RawClient stranger = new RawClient(address(server))) {
            stranger.send(new TftpAck(7), address(server));
            assertThat(((TftpError) stranger.receive()).code()).isEqualTo(TftpErrorCode.UNKNOWN_TRANSFER_ID);
            // Two servers would answer each other for ever.
            stranger.send(TftpError.of(TftpErrorCode.UNDEFINED, "x"), address(server));
            stranger.sendText("\0", address(server));
            assertThat(stranger.receive(50)).isEmpty();
        }
    }

    @Test
    void aTransferOnASinglePortEndsBeforeAGracefulClose() throws IOException {
        TftpServer server = start(builder(TftpTransport.AUTO, 2).mode(PortMode.singlePort()));
        try (RawClient client = new RawClient(address(server))) {
            client.send(TftpRequest.read("small", TftpOptions.NONE), address(server));
            client.receive();
            CompletableFuture<Void> stopped =
                    server.stop(java.time.Duration.ofSeconds(20)).toCompletableFuture();
            client.reply(new TftpAck(1));
            assertThat(recorder.next(TransferFinished.class).confirmed()).isTrue();
            join(stopped);
        } finally {
            server.close();
        }
    }

    private TftpServer.Builder builder(TftpTransport transport, int threads) {
        return TftpServer.builder()
                .bind(new InetSocketAddress(LOOPBACK, 0))
                .content(ContentSource.ofBytes(Map.of("f", FILE, "small", new byte[3])))
                .transport(transport)
                .threads(threads)
                .listener(recorder);
    }

    private static TftpServer start(TftpServer.Builder builder) {
        return TftpServerTest.start(builder);
    }

    /** Fetches the file 24 times at once; gives the ports that it came from. */
    private static Set<Integer> fetchMany(TftpServer server, TftpTransport transport) {
        try (TftpClient client = TftpClient.builder()
                .transport(transport)
                .blockSize(1428)
                .windowSize(4)
                .build()) {
            List<CompletableFuture<TftpDownload>> downloads = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                downloads.add(client.get(address(server), "f").toCompletableFuture());
            }
            Set<Integer> ports = new HashSet<>();
            for (CompletableFuture<TftpDownload> download : downloads) {
                TftpDownload done = join(download);
                assertThat(done.bytes()).isEqualTo(FILE);
                ports.add(done.report().server().getPort());
            }
            return ports;
        }
    }

    /** The first of so many neighbouring ports that are free now. */
    private static int freeRange(int count) {
        for (int tries = 0; tries < 1000; tries++) {
            List<DatagramSocket> sockets = new ArrayList<>();
            try (DatagramSocket any = new DatagramSocket(0, LOOPBACK)) {
                int first = any.getLocalPort();
                if (first + count > 65535) {
                    continue;
                }
                for (int i = 1; i < count; i++) {
                    sockets.add(new DatagramSocket(first + i, LOOPBACK));
                }
                return first;
            } catch (SocketException e) {
                // One of them is taken.
            } finally {
                sockets.forEach(DatagramSocket::close);
            }
        }
        throw new AssertionError("no free range of ports");
    }
}
