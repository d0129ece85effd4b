package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.engine.TransferTimers;
import io.pxe4j.tftp.limits.AddressPrefix;
import io.pxe4j.tftp.limits.RequestRate;
import io.pxe4j.tftp.limits.TftpLimits;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the limits do to packets on the wire. */
class LimitsOverLoopbackTest {
    private static final TftpRequest PLAIN = TftpRequest.read("f", TftpOptions.NONE);

    private final Recorder recorder = new Recorder();
    private Optional<TftpServer> server = Optional.empty();

    @AfterEach
    void close() {
        server.ifPresent(TftpServer::close);
    }

    private InetSocketAddress serve(TftpLimits.Builder limits) {
        return serve(builder().limits(limits.build()));
    }

    private InetSocketAddress serve(TftpServer.Builder builder) {
        TftpServer started = TftpServerTest.start(builder);
        server = Optional.of(started);
        return address(started);
    }

    private TftpServer.Builder builder() {
        return TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .content(ContentSource.ofBytes(Map.of("f", TftpServerTest.random(5000))))
                .listener(recorder);
    }

    private TftpCounters counters() {
        return server.orElseThrow().counters();
    }

    /** A client with an address of its own, 127.x.y.z. */
    private static RawClient client(InetSocketAddress server, int x, int y, int z) throws IOException {
        try {
            return new RawClient(server, InetAddress.getByAddress(new byte[] {127, (byte) x, (byte) y, (byte) z}));
        } catch (BindException e) {
            return abort("this system has no address but 127.0.0.1 in 127.0.0.0/8");
        }
    }

    // How many.

    @Test
    void moreTransfersThanAnAddressMayHaveAreNotAnswered() throws IOException {
        InetSocketAddress address = serve(TftpLimits.builder().maxTransfersPerAddress(2));
        try (RawClient one = new RawClient(address);
                RawClient two = new RawClient(address);
                RawClient three = new RawClient(address)) {
            begin(one, address);
            begin(two, address);
            three.send(PLAIN, address);
            RequestRefused refused = recorder.next(RequestRefused.class);
            assertThat(refused.reason()).isEqualTo(RefusalReason.TOO_MANY_FOR_CLIENT);
            assertThat(refused.detail()).contains("maxTransfersPerAddress");
            assertThat(server.orElseThrow().activeTransfers()).isEqualTo(2);
            one.reply(TftpError.of(TftpErrorCode.UNDEFINED, ""));
            recorder.next(TransferFailed.class);
            three.send(PLAIN, address);
            assertThat(three.receive()).isInstanceOf(TftpData.class);
            assertThat(counters().refused(RefusalReason.TOO_MANY_FOR_CLIENT)).isEqualTo(1);
        }
    }

    @Test
    void moreTransfersThanAPrefixMayHaveAreNotAnswered() throws IOException {
        InetSocketAddress address = serve(TftpLimits.builder().maxTransfersPerPrefix(1));
        try (RawClient one = client(address, 0, 0, 1);
                RawClient two = client(address, 0, 0, 2);
                RawClient elsewhere = client(address, 0, 1, 1)) {
            begin(one, address);
            two.send(PLAIN, address);
            RequestRefused refused = recorder.next(RequestRefused.class);
            assertThat(refused.reason()).isEqualTo(RefusalReason.TOO_MANY_FOR_PREFIX);
            assertThat(refused.detail()).contains("maxTransfersPerPrefix");
            begin(elsewhere, address);
        }
    }

    @Test
    void moreTransfersThanTheServerTakesAreNotAnswered() throws IOException {
        InetSocketAddress address = serve(TftpLimits.builder().maxTransfers(1));
        try (RawClient one = new RawClient(address);
                RawClient two = client(address, 9, 9, 9)) {
            begin(one, address);
            two.send(PLAIN, address);
            RequestRefused refused = recorder.next(RequestRefused.class);
            assertThat(refused.reason()).isEqualTo(RefusalReason.TOO_MANY_TRANSFERS);
            assertThat(refused.detail()).contains("maxTransfers");
            assertThat(two.receive(50)).isEmpty();
        }
    }

    @Test
    void whoNeverAnsweredMakesRoomForTheNext() throws IOException {
        InetSocketAddress address = serve(TftpLimits.builder().maxHalfOpen(1));
        try (RawClient silent = new RawClient(address);
                RawClient next = new RawClient(address)) {
            silent.send(PLAIN, address);
            silent.receive();
            next.send(PLAIN, address);
            assertThat(next.receive()).isInstanceOf(TftpData.class);
            TransferFailed failed = recorder.next(TransferFailed.class);
            assertThat(failed.reason()).isEqualTo(TransferFailure.EVICTED);
            assertThat(failed.transfer().client().getPort()).isEqualTo(silent.port());
            next.reply(new TftpAck(1));
            assertThat(((TftpData) next.receive()).block()).isEqualTo(2);
            assertThat(silent.receive(50)).isEmpty();
            assertThat(server.orElseThrow().activeTransfers()).isEqualTo(1);
        }
    }

    private void begin(RawClient client, InetSocketAddress address) throws IOException {
        client.send(PLAIN, address);
        client.receive();
        client.reply(new TftpAck(1));
        TftpDecoded next = client.receive();
        while (((TftpData) next).block() == 1) {
            next = client.receive();
        }
        assertThat(((TftpData) next).block()).isEqualTo(2);
    }

    // How often.

    @Test
    void whoAsksTooOftenIsNotAnswered() throws IOException {
        InetSocketAddress address = serve(TftpLimits.builder().requestsPerAddress(RequestRate.of(1, 2)));
        try (RawClient client = new RawClient(address);
                RawClient other = client(address, 0, 0, 2)) {
            TftpRequest missing = TftpRequest.read("missing", TftpOptions.NONE);
            for (int i = 0; i < 4; i++) {
                client.send(missing, address);
            }
            for (int i = 0; i < 2; i++) {
                assertThat(((TftpError) client.receive()).code()).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
            }
            other.send(missing, address);
            assertThat(other.receive()).isInstanceOf(TftpError.class);
            assertThat(client.receive(50)).isEmpty();
            assertThat(counters().refused(RefusalReason.ADDRESS_RATE)).isEqualTo(2);
            assertThat(counters().refused(RefusalReason.NOT_FOUND)).isEqualTo(3);
        }
    }

    @Test
    void errorsAreLimitedForThemselves() throws IOException {
        InetSocketAddress address = serve(TftpLimits.builder().errorsPerAddress(RequestRate.of(1, 1)));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", TftpOptions.NONE), address);
            assertThat(client.receive()).isInstanceOf(TftpError.class);
            client.send(TftpRequest.read("missing", TftpOptions.NONE), address);
            client.sendText("\0\1f\0", address);
            client.send(PLAIN, address);
            assertThat(client.receive()).isInstanceOf(TftpData.class);
            assertThat(counters().value(TftpCounter.ERRORS_SENT)).isEqualTo(1);
            assertThat(counters().value(TftpCounter.ERRORS_HELD_BACK)).isEqualTo(2);
        }
    }

    @Test
    void noTransferLivesLongerThanItMay() throws IOException {
        InetSocketAddress address = serve(TftpLimits.builder().maxLife(Duration.ofMillis(300)));
        try (RawClient client = new RawClient(address)) {
            begin(client, address);
            TftpDecoded last = client.receive();
            while (last instanceof TftpData) {
                client.reply(new TftpAck(1));
                last = client.receive();
            }
            assertThat(((TftpError) last).message()).contains("too long");
            assertThat(recorder.next(TransferFailed.class).reason()).isEqualTo(TransferFailure.TOO_LONG);
        }
    }

    // Who.

    @Test
    void deniedAddressesAreNotAnswered() throws IOException {
        InetSocketAddress address = serve(TftpLimits.builder().deny(AddressPrefix.of("127.0.0.2")));
        try (RawClient denied = client(address, 0, 0, 2);
                RawClient client = new RawClient(address)) {
            denied.send(PLAIN, address);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.ADDRESS_DENIED);
            begin(client, address);
            // Nor as a stranger to somebody's transfer.
            denied.send(new TftpAck(1), client.peer());
            assertThat(denied.receive(50)).isEmpty();
        }
    }

    @Test
    void whoIsTurnedAwayByTheHookGetsError2() throws IOException {
        InetSocketAddress address = serve(TftpLimits.builder()
                .access((client, request) ->
                        !request.file().equals("f") || client.equals(InetAddress.getLoopbackAddress())));
        try (RawClient stranger = client(address, 0, 0, 2);
                RawClient client = new RawClient(address)) {
            stranger.send(PLAIN, address);
            assertThat(((TftpError) stranger.receive()).code()).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.CLIENT_DENIED);
            begin(client, address);
        }
    }

    /** RFC 1123 §4.2.3.5: of many servers that hear a request only the one with the file is to answer. */
    @Test
    void whatIsAskedOfEverybodyAndNotThereIsNotAnswered() throws IOException {
        InetAddress everybody = InetAddress.getByName("127.255.255.255");
        TftpServer.Builder builder = TftpServer.builder()
                .bind(new InetSocketAddress(everybody, 0))
                .content(ContentSource.ofBytes(Map.of("f", new byte[5])))
                .listener(recorder);
        InetSocketAddress address;
        try {
            address = serve(builder);
        } catch (IllegalStateException e) {
            address = abort("this system does not listen on broadcast addresses");
        }
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("missing", TftpOptions.NONE), address);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.NOT_FOUND);
            assertThat(client.receive(50)).isEmpty();
            client.send(PLAIN, address);
            assertThat(client.receive()).isInstanceOf(TftpData.class);
        }
    }

    // What an address gets that never answers.

    @Test
    void anAddressThatNeverAnswersGetsThreePacketsUnderHoweverManyPorts() throws IOException {
        InetSocketAddress address = serve(builder().timers(quick()));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(client(address, 7, 7, 7));
        }
        try (RawClient other = client(address, 0, 0, 2)) {
            for (RawClient client : clients) {
                client.send(TftpRequest.read("f", TftpOptions.of("blksize", "1024", "windowsize", "8")), address);
            }
            begin(other, address);
            int got = 0;
            for (RawClient client : clients) {
                got += count(client);
            }
            assertThat(got).isEqualTo(3);
            assertThat(counters().value(TftpCounter.FIRST_PACKETS_HELD_BACK)).isPositive();
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    /** To wait for the disk is no packet. */
    @Test
    void threeFirstPacketsAreThreeAlsoIfTheContentIsSlow(@TempDir Path root) throws IOException {
        Files.write(root.resolve("f"), new byte[5]);
        InetSocketAddress address = serve(builder().content(DirectoryContent.of(root)));
        try (RawClient one = client(address, 7, 7, 7);
                RawClient two = client(address, 7, 7, 7);
                RawClient three = client(address, 7, 7, 7)) {
            for (RawClient client : List.of(one, two, three)) {
                client.send(PLAIN, address);
                assertThat(((TftpData) client.receive(900).orElseThrow()).block())
                        .isEqualTo(1);
            }
        }
    }

    private static int count(RawClient client) throws IOException {
        int count = 0;
        while (client.receive(10).isPresent()) {
            count++;
        }
        return count;
    }

    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void theFirstAnswerOfAnAddressReleasesWhatWasHeldBack(TftpTransport transport) throws IOException {
        InetSocketAddress address = serve(builder().transport(transport).threads(2));
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(client(address, 7, 7, 7));
        }
        try {
            for (RawClient client : clients) {
                client.send(TftpRequest.read("f", TftpOptions.of("blksize", "5000")), address);
            }
            // Whoever was among the first answers, and then the others have their OACK too, well before they would ask
            // again.
            RawClient first = whoHeardSomething(clients);
            first.reply(new TftpAck(0));
            for (RawClient client : clients) {
                TftpDecoded next = client.receive();
                while (next instanceof TftpOack) {
                    client.reply(new TftpAck(0));
                    next = client.receive();
                }
                assertThat(((TftpData) next).payload().readableBytes()).isEqualTo(5000);
            }
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    private static RawClient whoHeardSomething(List<RawClient> clients) throws IOException {
        for (int round = 0; round < 1000; round++) {
            for (RawClient client : clients) {
                if (client.receive(1).isPresent()) {
                    return client;
                }
            }
        }
        throw new AssertionError("nobody was answered");
    }

    /** An address with several requests out has ERROR 1 for each that is missing: PXELINUX asks for ten files that are not there. */
    @Test
    void anAddressThatNeverAnsweredStillHearsOfMissingFiles() throws IOException {
        InetSocketAddress address = serve(TftpLimits.builder());
        try (RawClient client = new RawClient(address)) {
            for (int i = 0; i < 20; i++) {
                client.send(TftpRequest.read("pxelinux.cfg/" + i, TftpOptions.NONE), address);
                assertThat(((TftpError) client.receive()).code()).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
            }
        }
    }

    /** The hundred thousand of {@link AdmissionTest} on a real network, but fewer: each forged address is a socket here. */
    @Test
    void honestClientsFinishUnderAFloodOfForgedRequests() throws IOException {
        int forged = 5_000;
        TftpLimits limits = TftpLimits.builder().maxHalfOpen(500).build();
        InetSocketAddress address = serve(builder().listener(TftpListener.NONE).limits(limits));
        List<RawClient> victims = new ArrayList<>();
        try (RawClient honest = new RawClient(address)) {
            for (int i = 0; i < forged; i++) {
                RawClient victim = client(address, 1, i / 250, 1 + i % 250);
                victim.send(TftpRequest.read("f", TftpOptions.of("windowsize", "64")), address);
                if (i % 500 == 0) {
                    victims.add(victim);
                    read(honest, address);
                } else {
                    victim.close();
                }
            }
            read(honest, address);
            assertThat(server.orElseThrow().activeTransfers()).isLessThanOrEqualTo(501);
            assertThat(counters().value(TftpCounter.STARTED))
                    .isGreaterThan(1000)
                    .isLessThanOrEqualTo(forged + victims.size() + 1);
            assertThat(counters().value(TftpCounter.FAILED)).isGreaterThan(500);
            for (RawClient victim : victims) {
                assertThat(count(victim)).isBetween(1, 3);
            }
        } finally {
            victims.forEach(RawClient::close);
        }
    }

    /** Reads the file as a client that asks again when its request was lost among the others. */
    private static void read(RawClient client, InetSocketAddress address) throws IOException {
        TftpRequest request = TftpRequest.read("f", TftpOptions.of("blksize", "2000"));
        Optional<TftpDecoded> got = Optional.empty();
        for (int tries = 0; tries < 50 && !(got.orElse(null) instanceof TftpOack); tries++) {
            client.send(request, address);
            got = client.receive(400);
        }
        for (int block = 0; block < 3; block++) {
            client.reply(new TftpAck(block));
            TftpDecoded next = client.receive();
            while (!(next instanceof TftpData data) || data.block() != block + 1) {
                next = client.receive();
            }
        }
        client.reply(new TftpAck(3));
    }

    private static TransferTimers quick() {
        return new TransferTimers(
                Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(400), 3);
    }
}
