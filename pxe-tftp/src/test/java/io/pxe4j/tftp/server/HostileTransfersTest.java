package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.engine.TransferTimers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets in the middle of a transfer that nobody should send, over every transport and port mode. */
@ParameterizedClass
@MethodSource("io.pxe4j.tftp.server.Setting#all")
class HostileTransfersTest {
    private static final byte[] FILE = TftpServerTest.random(20_000);
    /** More blocks of 8 octets than block numbers, and some. */
    private static final byte[] LONG_FILE = TftpServerTest.random(65_570 * 8 + 3);

    @Parameter
    Setting setting;

    private final Recorder recorder = new Recorder();
    private Optional<TftpServer> server = Optional.empty();

    @AfterEach
    void close() {
        server.ifPresent(TftpServer::close);
    }

    private InetSocketAddress serve(TransferTimers timers) {
        TftpServer started = TftpServerTest.start(setting.server()
                .content(ContentSource.ofBytes(Map.of("f", FILE, "long", LONG_FILE)))
                .timers(timers)
                .listener(recorder));
        server = Optional.of(started);
        return address(started);
    }

    /** Timers that never expire within a test, so that each packet has its cause. */
    private InetSocketAddress serve() {
        return serve(new TransferTimers(
                Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60), 3));
    }

    private InetSocketAddress serveQuickly() {
        return serve(new TransferTimers(
                Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(600), 3));
    }

    private static void begin(RawClient client, InetSocketAddress address, String... options) throws IOException {
        client.send(TftpRequest.read("f", TftpOptions.of(options)), address);
        assertThat(client.receive()).isInstanceOf(TftpOack.class);
        client.reply(new TftpAck(0));
    }

    private static void expect(RawClient client, int... blocks) throws IOException {
        for (int block : blocks) {
            assertThat(((TftpData) client.receive()).block()).isEqualTo(block);
        }
    }

    private static void expectNothing(RawClient client) throws IOException {
        assertThat(client.receive(30)).isEmpty();
    }

    @Test
    void acksOfBlocksThatWereNeverSentAreIgnored() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "blksize", "1000");
            expect(client, 1);
            for (int block : new int[] {2, 3, 1000, 32_768, 65_535}) {
                client.reply(new TftpAck(block));
            }
            expectNothing(client);
            client.reply(new TftpAck(1));
            expect(client, 2);
        }
    }

    @Test
    void acksOfOldBlocksAreIgnored() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "blksize", "1000");
            for (int block = 1; block <= 5; block++) {
                expect(client, block);
                client.reply(new TftpAck(block));
            }
            expect(client, 6);
            for (int block = 0; block <= 5; block++) {
                client.reply(new TftpAck(block));
            }
            expectNothing(client);
            client.reply(new TftpAck(6));
            expect(client, 7);
        }
    }

    /** EDK2 acknowledges a lost window once per block: each must not bring the window again. */
    @Test
    void acksInReverseBringTheNextWindowOnce() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "blksize", "1000", "windowsize", "8");
            expect(client, 1, 2, 3, 4, 5, 6, 7, 8);
            for (int block = 8; block >= 0; block--) {
                client.reply(new TftpAck(block));
            }
            expect(client, 9, 10, 11, 12, 13, 14, 15, 16);
            expectNothing(client);
            client.reply(new TftpAck(16));
            expect(client, 17, 18, 19, 20, 21);
            client.reply(new TftpAck(21));
            assertThat(recorder.next(TransferFinished.class).statistics().retransmits())
                    .isZero();
        }
    }

    /** Windows with its variable window sends five octets. */
    @Test
    void anAckMayHaveAFifthOctet() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "blksize", "1000");
            expect(client, 1);
            client.sendText("\0\4\0\1\4", client.peer());
            expect(client, 2);
        }
    }

    @Test
    void shortAndUnknownPacketsAreIgnored() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "blksize", "1000");
            expect(client, 1);
            for (String packet : new String[] {
                "\0\4\0", "\0\4", "\0\3\0\1noise", "\0\6blksize\0" + "8\0", "\0\7\0\1", "\4\0\1\0", "\0\5\0"
            }) {
                client.sendText(packet, client.peer());
            }
            expectNothing(client);
            client.reply(new TftpAck(1));
            expect(client, 2);
        }
    }

    @Test
    void anErrorWithoutNulEndsTheTransferAndIsNotAnswered() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "blksize", "1000");
            expect(client, 1);
            client.reply(new TftpAck(1));
            expect(client, 2);
            client.sendText("\0\5\0\3disk full", client.peer());
            assertThat(recorder.next(TransferFailed.class).detail()).contains("disk full");
            client.sendText("\0\5\0\3disk full", client.peer());
            client.reply(new TftpAck(2));
            expectNothing(client);
        }
    }

    // Strangers.

    /** RFC 1350 §4. */
    @Test
    void strangersAreToldAndTheTransferGoesOn() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address);
                RawClient otherPort = new RawClient(address);
                RawClient otherHost = new RawClient(address, InetAddress.getByName("127.0.0.77"))) {
            begin(client, address, "blksize", "1000");
            expect(client, 1);
            for (RawClient stranger : new RawClient[] {otherPort, otherHost}) {
                stranger.send(new TftpAck(1), client.peer());
                assertThat(((TftpError) stranger.receive()).code()).isEqualTo(TftpErrorCode.UNKNOWN_TRANSFER_ID);
                stranger.send(TftpError.of(TftpErrorCode.UNKNOWN_TRANSFER_ID, ""), client.peer());
                stranger.sendText("noise\0\0\0", client.peer());
                expectNothing(stranger);
            }
            expectNothing(client);
            client.reply(new TftpAck(1));
            expect(client, 2);
        }
    }

    /** Two servers of which each takes the other for its client fall silent at once. */
    @Test
    void twoServersDoNotKeepEachOtherBusy() throws IOException {
        InetSocketAddress address = serve();
        try (TftpServer second =
                        TftpServerTest.start(setting.server().content(ContentSource.ofBytes(Map.of("f", FILE))));
                RawClient left = new RawClient(address);
                RawClient right = new RawClient(address(second))) {
            // What the first sends goes to the second, and back, as if each had come from the other.
            left.send(TftpRequest.read("missing", TftpOptions.NONE), address);
            int packets = pass(left, right, address(second));
            left.send(TftpRequest.read("f", TftpOptions.NONE), address);
            packets += pass(left, right, address(second));
            left.send(TftpRequest.read("f", TftpOptions.of("tsize", "0")), address);
            packets += pass(left, right, address(second));
            assertThat(packets).isLessThanOrEqualTo(12);
        }
    }

    private static int pass(RawClient left, RawClient right, InetSocketAddress second) throws IOException {
        int packets = 0;
        Optional<TftpDecoded> packet = left.receive(50);
        while (packet.isPresent() && packets < 1000) {
            packets++;
            right.send((TftpPacket) packet.get(), second);
            packet = right.receive(50);
            if (packet.isPresent()) {
                packets++;
                left.reply((TftpPacket) packet.get());
                packet = left.receive(50);
            }
        }
        return packets;
    }

    // Floods and silence.

    @Test
    void aFloodOfOneRequestIsOneTransfer() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            TftpRequest request = TftpRequest.read("f", TftpOptions.of("blksize", "1000", "windowsize", "64"));
            for (int i = 0; i < 2000; i++) {
                client.send(request, address);
            }
            int oacks = 0;
            while (client.receive(60).isPresent()) {
                oacks++;
            }
            assertThat(oacks).isBetween(1, 3);
            client.reply(new TftpAck(0));
            TftpDecoded next = client.receive();
            while (next instanceof TftpOack && oacks++ < 3) {
                next = client.receive();
            }
            assertThat(((TftpData) next).block()).isEqualTo(1);
            assertThat(server.orElseThrow().counters().value(TftpCounter.STARTED))
                    .isEqualTo(1);
            assertThat(server.orElseThrow().activeTransfers()).isEqualTo(1);
        }
    }

    @Test
    void aFloodOfDifferentRequestsOfOnePortIsOneTransferAtATime() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            for (int i = 0; i < 500; i++) {
                client.send(TftpRequest.read("f", TftpOptions.of("blksize", Integer.toString(8 + i))), address);
            }
            int oacks = 0;
            while (client.receive(60).isPresent()) {
                oacks++;
            }
            // One for each of the first, and then the address has to answer before it gets more.
            assertThat(oacks).isBetween(1, 3);
            assertThat(server.orElseThrow().activeTransfers()).isLessThanOrEqualTo(1);
            assertThat(server.orElseThrow().counters().failed(TransferFailure.REPLACED))
                    .isPositive();
        }
    }

    @Test
    void aClientThatVanishesIsGivenUpAndHarmsNobody() throws IOException {
        InetSocketAddress address = serveQuickly();
        try (RawClient other = new RawClient(address)) {
            try (RawClient client = new RawClient(address)) {
                begin(client, address, "blksize", "1000", "windowsize", "4");
                client.receive();
            }
            // From now on its host answers with ICMP that the port is unreachable.
            begin(other, address, "blksize", "10000");
            expect(other, 1);
            other.reply(new TftpAck(1));
            assertThat(recorder.next(TransferFailed.class).reason()).isEqualTo(TransferFailure.CLIENT_SILENT);
        }
    }

    @Test
    void aWindowThatNobodyAcknowledgesIsNotSentForEver() throws IOException {
        InetSocketAddress address = serveQuickly();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "blksize", "100", "windowsize", "64");
            TransferFailed failed = recorder.next(TransferFailed.class);
            assertThat(failed.reason()).isEqualTo(TransferFailure.CLIENT_SILENT);
            // One window, and then single blocks: whoever forged an ACK 0 gets little for it.
            assertThat(failed.statistics().datagrams()).isLessThanOrEqualTo(2 * 64 + 30);
            assertThat(failed.statistics().timeouts()).isPositive();
        }
    }

    // The roll-over.

    /**
     * Around block 65535 each ACK comes three times. A client that takes blocks in their order only gets the file, and nothing that it could take for a
     * block of the next 65,536.
     */
    @Test
    void duplicateAcksAroundTheRollOverDoNotHarm() throws IOException {
        // The duplicates may hold the rest of a window back until the transfer's timer.
        InetSocketAddress address = serve(new TransferTimers(
                Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60), 3));
        try (RawClient client = new RawClient(address)) {
            int window = 16;
            client.send(TftpRequest.read("long", TftpOptions.of("blksize", "8", "windowsize", "16")), address);
            assertThat(client.receive()).isInstanceOf(TftpOack.class);
            int last = LONG_FILE.length / 8 + 1;
            client.reply(new TftpAck(0));
            for (int block = 1; block <= last; block++) {
                TftpData data = next(client, block);
                byte[] payload = ByteBufUtil.getBytes(data.payload());
                int from = (block - 1) * 8;
                assertThat(Arrays.equals(payload, 0, payload.length, LONG_FILE, from, from + payload.length))
                        .isTrue();
                if (block % window == 0 || block == last) {
                    for (int times = Math.abs(block - 65_536) <= 32 ? 3 : 1; times > 0; times--) {
                        client.reply(new TftpAck(block & 0xffff));
                    }
                }
            }
            TransferFinished finished = recorder.next(TransferFinished.class);
            assertThat(finished.confirmed()).isTrue();
            // A client that is slow to answer may see a window twice: the duplicates looked like a loss.
            assertThat(finished.statistics().retransmits()).isLessThanOrEqualTo(5 * window);
        }
    }

    /** Passes over blocks of this window and the last that come again. */
    private static TftpData next(RawClient client, int block) throws IOException {
        TftpData data = (TftpData) client.receive();
        while (data.block() != (block & 0xffff)) {
            assertThat(block - data.block() & 0xffff).isBetween(1, 32);
            data = (TftpData) client.receive();
        }
        return data;
    }
}
