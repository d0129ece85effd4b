package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static io.pxe4j.tftp.server.TftpServerTest.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOpcode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentAnswer;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.engine.TftpContent;
import io.pxe4j.tftp.engine.TransferTimers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server says to single packets on the wire. */
class TftpServerProtocolTest {
    private static final byte[] FILE = TftpServerTest.random(5000);

    private final Recorder recorder = new Recorder();
    private Optional<TftpServer> server = Optional.empty();

    @AfterEach
    void close() {
        server.ifPresent(TftpServer::close);
    }

    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void answersIpxeAsItWants(TftpTransport transport) throws IOException {
        InetSocketAddress address = serve(builder().transport(transport));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.of("blksize", "1432", "tsize", "0")), address);
            assertThat(client.receive()).isEqualTo(new TftpOack(TftpOptions.of("blksize", "1432", "tsize", "5000")));
            assertThat(client.peer().getPort()).isNotEqualTo(address.getPort());
            for (int block = 1; block <= 4; block++) {
                client.reply(new TftpAck(block - 1));
                TftpData data = (TftpData) client.receive();
                assertThat(data.block()).isEqualTo(block);
                assertThat(data.payload().readableBytes()).isEqualTo(block < 4 ? 1432 : 704);
            }
            client.reply(new TftpAck(4));
            assertThat(recorder.next(TransferFinished.class).confirmed()).isTrue();
        }
    }

    /** ERROR 8 right after the OACK, then the file from another port. */
    @Test
    void takesEdk2sProbeForAProbe() throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address)) {
            client.send(
                    TftpRequest.read("f", TftpOptions.of("tsize", "0", "blksize", "1468", "windowsize", "4")), address);
            assertThat(client.receive())
                    .isEqualTo(new TftpOack(TftpOptions.of("tsize", "5000", "blksize", "1468", "windowsize", "4")));
            client.reply(TftpError.of(TftpErrorCode.OPTION_NEGOTIATION, "User aborted the transfer"));
            TransferProbed probed = recorder.next(TransferProbed.class);
            assertThat(probed.error().message()).isEqualTo("User aborted the transfer");
            assertThat(probed.statistics().bytes()).isZero();
        }
    }

    @Test
    void aMissingFileIsError1() throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("nothing\33", TftpOptions.NONE), address);
            assertThat(((TftpError) client.receive()).code()).isEqualTo(TftpErrorCode.FILE_NOT_FOUND);
            RequestRefused refused = recorder.next(RequestRefused.class);
            assertThat(refused.reason()).isEqualTo(RefusalReason.NOT_FOUND);
            assertThat(refused.file()).isEqualTo("nothing\\x1b");
            assertThat(refused.client().getPort()).isEqualTo(client.port());
        }
    }

    @Test
    void writingIsError2() throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", TftpOptions.NONE), address);
            assertThat(((TftpError) client.receive()).code()).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.WRITE_DENIED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail", "binary", "x"})
    void otherModesAreError4(String mode) throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address)) {
            client.send(new TftpRequest(TftpOpcode.RRQ, "f", TftpMode.of(mode), TftpOptions.NONE), address);
            assertThat(((TftpError) client.receive()).code()).isEqualTo(TftpErrorCode.ILLEGAL_OPERATION);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.UNSUPPORTED_MODE);
        }
    }

    @Test
    void netasciiIsConverted() throws IOException {
        InetSocketAddress address = serve(builder()
                .content(ContentSource.ofBytes(
                        Map.of("t", "a\nb\r".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))));
        try (RawClient client = new RawClient(address)) {
            client.send(new TftpRequest(TftpOpcode.RRQ, "t", TftpMode.NETASCII, TftpOptions.NONE), address);
            TftpData data = (TftpData) client.receive();
            assertThat(data.payload().toString(java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("a\r\nb\r\0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\1f", "\0\1f\0", "\0\1f\0octet", "\0\1\0", "\0\1f\0\0", "\0\2f"})
    void aBrokenRequestIsError4(String request) throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address)) {
            client.sendText(request, address);
            assertThat(((TftpError) client.receive()).code()).isEqualTo(TftpErrorCode.ILLEGAL_OPERATION);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.MALFORMED);
        }
    }

    /** Else two servers would keep each other busy. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "\0\3\0\1data",
                "\0\4\0\1",
                "\0\5\0\0x\0",
                "\0\6tsize\0001\0",
                "\0\7",
                "\1\0f\0octet\0",
                "\u00ff\u00ff"
            })
    void whatIsNoRequestIsNotAnswered(String packet) throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address)) {
            client.sendText(packet, address);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.NOT_A_REQUEST);
            assertThat(client.receive(50)).isEmpty();
        }
    }

    /** RFC 1350 §4. */
    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void aStrangerGetsError5AndTheTransferGoesOn(TftpTransport transport) throws IOException {
        InetSocketAddress address = serve(builder().transport(transport));
        try (RawClient client = new RawClient(address);
                RawClient stranger = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.of("blksize", "1024")), address);
            client.receive();
            stranger.send(new TftpAck(0), client.peer());
            assertThat(((TftpError) stranger.receive()).code()).isEqualTo(TftpErrorCode.UNKNOWN_TRANSFER_ID);
            assertThat(stranger.peer()).isEqualTo(client.peer());
            stranger.send(TftpError.of(TftpErrorCode.UNDEFINED, ""), client.peer());
            client.reply(new TftpAck(0));
            assertThat(((TftpData) client.receive()).block()).isEqualTo(1);
            assertThat(stranger.receive(50)).isEmpty();
        }
    }

    @Test
    void theClientItselfIsAStrangerAtAnotherTransferPort() throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address);
                RawClient other = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.NONE), address);
            client.receive();
            InetSocketAddress own = client.peer();
            // A client's next transfer has another TID than its last.
            other.send(TftpRequest.read("f", TftpOptions.NONE), address);
            other.receive();
            other.send(TftpRequest.read("small", TftpOptions.NONE), address);
            other.receive();
            assertThat(other.peer()).isNotEqualTo(own);
            client.send(new TftpAck(1), other.peer());
            assertThat(((TftpError) client.receive()).code()).isEqualTo(TftpErrorCode.UNKNOWN_TRANSFER_ID);
            assertThat(client.peer()).isEqualTo(other.peer());
            client.send(new TftpAck(1), own);
            assertThat(((TftpData) client.receive()).block()).isEqualTo(2);
        }
    }

    @Test
    void aLateAckOfAnEndedTransferGetsNoError() throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("small", TftpOptions.NONE), address);
            client.receive();
            client.reply(new TftpAck(1));
            recorder.next(TransferFinished.class);
            client.reply(new TftpAck(1));
            assertThat(client.receive(50)).isEmpty();
        }
    }

    /** The Pi asks three times within milliseconds, PXELINUX after 110 ms. */
    @Test
    void aRepeatedRequestIsNoSecondTransfer() throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address)) {
            TftpRequest request = TftpRequest.read("f", TftpOptions.of("blksize", "1024", "tsize", "0"));
            client.send(request, address);
            client.send(request, address);
            client.send(request, address);
            assertThat(client.receive()).isInstanceOf(TftpOack.class);
            assertThat(client.receive(20)).isEmpty();
            recorder.next(TransferStarted.class);
            assertThat(recorder.isEmpty()).isTrue();
            client.reply(new TftpAck(0));
            assertThat(((TftpData) client.receive()).block()).isEqualTo(1);
        }
    }

    /** U-Boot uses its ports again. */
    @Test
    void anotherRequestOfTheSamePortReplacesTheTransfer() throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.NONE), address);
            client.receive();
            client.reply(new TftpAck(1));
            client.receive();
            InetSocketAddress first = client.peer();
            client.send(TftpRequest.read("small", TftpOptions.NONE), address);
            assertThat(((TftpData) client.receive()).payload().readableBytes()).isEqualTo(3);
            assertThat(client.peer()).isNotEqualTo(first);
            TransferFailed failed = recorder.next(TransferFailed.class);
            assertThat(failed.reason()).isEqualTo(TransferFailure.REPLACED);
            assertThat(failed.statistics().blocks()).isEqualTo(1);
        }
    }

    @Test
    void anAddressThatNeverAnswersGetsThreePackets() throws IOException {
        InetSocketAddress address = serve(builder().timers(quick()));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.of("windowsize", "64")), address);
            assertThat(recorder.next(TransferFailed.class).reason()).isEqualTo(TransferFailure.NO_ANSWER);
            for (int i = 0; i < 3; i++) {
                assertThat(client.receive()).isInstanceOf(TftpOack.class);
            }
            assertThat(client.receive(50)).isEmpty();
        }
    }

    @Test
    void repeatsABlockWithoutAnyPacketComing() throws IOException {
        InetSocketAddress address = serve(builder().timers(quick()));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.NONE), address);
            client.receive();
            client.reply(new TftpAck(1));
            assertThat(((TftpData) client.receive()).block()).isEqualTo(2);
            assertThat(((TftpData) client.receive()).block()).isEqualTo(2);
            client.reply(TftpError.of(TftpErrorCode.UNDEFINED, "Early terminate"));
            TransferFailed failed = recorder.next(TransferFailed.class);
            assertThat(failed.reason()).isEqualTo(TransferFailure.CLIENT_ERROR);
            assertThat(failed.detail()).contains("Early terminate");
            assertThat(failed.statistics().retransmits()).isPositive();
        }
    }

    @Test
    void aClientThatFallsSilentIsGivenUp() throws IOException {
        InetSocketAddress address = serve(builder().timers(quick()));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.NONE), address);
            client.receive();
            client.reply(new TftpAck(1));
            assertThat(recorder.next(TransferFailed.class).reason()).isEqualTo(TransferFailure.CLIENT_SILENT);
        }
    }

    @Test
    void sourcesThatNobodyCouldBeReachedAtAreNotAnswered() {
        assertThat(Sources.isAnswerable(new InetSocketAddress("10.0.0.1", 0))).isFalse();
        assertThat(Sources.isAnswerable(new InetSocketAddress("0.0.0.0", 1))).isFalse();
        assertThat(Sources.isAnswerable(new InetSocketAddress("239.1.1.1", 1))).isFalse();
        assertThat(Sources.isAnswerable(new InetSocketAddress("255.255.255.255", 1)))
                .isFalse();
        assertThat(Sources.isAnswerable(new InetSocketAddress("10.255.255.255", 1)))
                .isTrue();
        assertThat(Sources.isAnswerable(new InetSocketAddress("ff02::1", 1))).isFalse();
        assertThat(Sources.isAnswerable(new InetSocketAddress("::1", 1))).isTrue();
    }

    // Content that is slow, late or broken.

    @Test
    void aRepeatedRequestDoesNotOpenTheContentTwice() throws IOException, InterruptedException {
        BlockingQueue<CompletableFuture<ContentAnswer>> opened = new LinkedBlockingQueue<>();
        InetSocketAddress address = serve(builder().content(pending(opened)));
        try (RawClient client = new RawClient(address);
                RawClient marker = new RawClient(address)) {
            TftpRequest request = TftpRequest.read("f", TftpOptions.NONE);
            client.send(request, address);
            client.send(request, address);
            CompletableFuture<ContentAnswer> answer = take(opened);
            // The requests of a socket are handled in order.
            marker.send(TftpRequest.write("f", TftpOptions.NONE), address);
            marker.receive();
            assertThat(opened).isEmpty();
            answer.complete(TftpContent.of(FILE));
            assertThat(((TftpData) client.receive()).block()).isEqualTo(1);
        }
    }

    @Test
    void contentThatComesTooLateIsClosed() throws IOException, InterruptedException {
        BlockingQueue<CompletableFuture<ContentAnswer>> opened = new LinkedBlockingQueue<>();
        InetSocketAddress address = serve(builder().content(pending(opened)).openTimeout(Duration.ofMillis(50)));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.NONE), address);
            assertThat(((TftpError) client.receive()).code()).isEqualTo(TftpErrorCode.UNDEFINED);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.CONTENT_TIMEOUT);
            SlowContent late = new SlowContent(FILE.length);
            take(opened).complete(late);
            assertThat(late.closed.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSourceThatFailsIsError0(boolean atOnce) throws IOException {
        InetSocketAddress address = serve(builder().content(request -> {
            if (atOnce) {
                throw new IllegalStateException("on purpose");
            }
            return CompletableFuture.failedFuture(new IOException("on purpose"));
        }));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.NONE), address);
            assertThat(((TftpError) client.receive()).code()).isEqualTo(TftpErrorCode.UNDEFINED);
            RequestRefused refused = recorder.next(RequestRefused.class);
            assertThat(refused.reason()).isEqualTo(RefusalReason.CONTENT_FAILED);
            assertThat(refused.detail()).contains("on purpose");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void contentThatBreaksInTheMiddleEndsInAnError(boolean mayBlock) throws IOException {
        SlowContent broken = new SlowContent(1 << 20) {
            @Override
            public void read(long position, int length, ByteBuf target) throws IOException {
                if (position + length > 512) {
                    throw new IOException("shrunk");
                }
                target.writeZero(length);
            }

            @Override
            public boolean mayBlock() {
                return mayBlock;
            }
        };
        InetSocketAddress address = serve(builder().content(request -> CompletableFuture.completedFuture(broken)));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.of("blksize", "512")), address);
            client.receive();
            client.reply(new TftpAck(0));
            TftpDecoded reply = client.receive();
            if (reply instanceof TftpData) {
                client.reply(new TftpAck(1));
                reply = client.receive();
            }
            assertThat(((TftpError) reply).code()).isEqualTo(TftpErrorCode.UNDEFINED);
            TransferFailed failed = recorder.next(TransferFailed.class);
            assertThat(failed.reason()).isEqualTo(TransferFailure.CONTENT_FAILED);
            assertThat(failed.detail()).contains("shrunk");
            assertThat(broken.closed.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
        }
    }

    /** A disk that hangs must not hold up others. */
    @Test
    void slowContentStallsItsOwnTransferOnly() throws IOException {
        CompletableFuture<Void> disk = new CompletableFuture<>();
        SlowContent slow = new SlowContent(10) {
            @Override
            public void read(long position, int length, ByteBuf target) {
                disk.join();
                target.writeZero(length);
            }
        };
        ContentSource both = request ->
                CompletableFuture.completedFuture(request.file().equals("slow") ? slow : TftpContent.of(FILE));
        InetSocketAddress address = serve(builder().content(both));
        try (RawClient stalled = new RawClient(address);
                RawClient other = new RawClient(address)) {
            stalled.send(TftpRequest.read("slow", TftpOptions.NONE), address);
            other.send(TftpRequest.read("f", TftpOptions.NONE), address);
            assertThat(((TftpData) other.receive()).payload().readableBytes()).isEqualTo(512);
            disk.complete(null);
            assertThat(((TftpData) stalled.receive()).payload().readableBytes()).isEqualTo(10);
        }
    }

    // The end.

    @Test
    void runningTransfersMayFinishWithinTheGrace() throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.of("blksize", "5000")), address);
            client.receive();
            CompletionStage<Void> stopped = server.orElseThrow().stop(Duration.ofSeconds(60));
            client.reply(new TftpAck(0));
            assertThat(((TftpData) client.receive()).block()).isEqualTo(1);
            client.reply(new TftpAck(1));
            client.receive();
            client.reply(new TftpAck(2));
            assertThat(recorder.next(TransferFinished.class).confirmed()).isTrue();
            join(stopped);
        }
    }

    @Test
    void aCloseEndsTransfersWithAnError() throws IOException {
        InetSocketAddress address = serve(builder());
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.NONE), address);
            client.receive();
            server.orElseThrow().close();
            assertThat(((TftpError) client.receive()).message()).contains("closing");
            assertThat(recorder.next(TransferFailed.class).reason()).isEqualTo(TransferFailure.SERVER_CLOSED);
            assertThat(server.orElseThrow().activeTransfers()).isZero();
        }
    }

    @Test
    void aCloseWhileContentIsOpenedClosesThatContent() throws IOException, InterruptedException {
        BlockingQueue<CompletableFuture<ContentAnswer>> opened = new LinkedBlockingQueue<>();
        InetSocketAddress address = serve(builder().content(pending(opened)));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.read("f", TftpOptions.NONE), address);
            CompletableFuture<ContentAnswer> answer = take(opened);
            server.orElseThrow().close();
            SlowContent late = new SlowContent(10);
            answer.complete(late);
            assertThat(late.closed.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
        }
    }

    private static TransferTimers quick() {
        return new TransferTimers(
                Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(400), 3);
    }

    private static ContentSource pending(BlockingQueue<CompletableFuture<ContentAnswer>> opened) {
        return request -> {
            CompletableFuture<ContentAnswer> answer = new CompletableFuture<>();
            opened.add(answer);
            return answer;
        };
    }

    private static CompletableFuture<ContentAnswer> take(BlockingQueue<CompletableFuture<ContentAnswer>> opened)
            throws InterruptedException {
        return List.of(opened.poll(20, TimeUnit.SECONDS)).get(0);
    }

    private TftpServer.Builder builder() {
        return TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .content(ContentSource.ofBytes(Map.of("f", FILE, "small", new byte[3])))
                .listener(recorder);
    }

    private InetSocketAddress serve(TftpServer.Builder builder) {
        TftpServer started = TftpServerTest.start(builder);
        server = Optional.of(started);
        return address(started);
    }

    /** Content of zeros that tells when it is closed. */
    private static class SlowContent implements TftpContent {
        final CompletableFuture<Boolean> closed = new CompletableFuture<>();
        private final int size;

        SlowContent(int size) {
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void read(long position, int length, ByteBuf target) throws IOException {
            target.writeZero(length);
        }

        @Override
        public void close() {
            if (!closed.complete(true)) {
                throw new IllegalStateException("closed twice");
            }
        }
    }
}
