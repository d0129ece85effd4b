package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static io.pxe4j.tftp.server.TftpServerTest.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.engine.TftpSink;
import io.pxe4j.tftp.engine.TransferTimers;
import io.pxe4j.tftp.engine.WriteAnswer;
import io.pxe4j.tftp.engine.WriteRefusal;
import io.pxe4j.tftp.engine.WriteTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server says to single packets of an upload, good and bad. */
class UploadProtocolTest {
    @TempDir
    Path root;

    private final Recorder recorder = new Recorder();
    private Optional<TftpServer> server = Optional.empty();

    @AfterEach
    void close() {
        server.ifPresent(TftpServer::close);
    }

    private TftpServer.Builder builder(WriteTarget target) {
        return TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .content(DirectoryContent.of(root))
                .writes(target)
                .listener(recorder);
    }

    private InetSocketAddress serve(TftpServer.Builder builder) {
        TftpServer started = TftpServerTest.start(builder);
        server = Optional.of(started);
        return address(started);
    }

    private InetSocketAddress serve() {
        return serve(builder(DirectoryUploads.builder(root)
                .policy(UploadPolicy.REPLACE_ATOMIC)
                .maxFileSize(2000)
                .build()));
    }

    private static TftpData block(int number, int length) {
        return TftpData.of(number, Unpooled.wrappedBuffer(new byte[length]));
    }

    private static void begin(RawClient client, InetSocketAddress address, String file) throws IOException {
        client.send(TftpRequest.write(file, TftpOptions.NONE), address);
        assertThat(client.receive()).isEqualTo(new TftpAck(0));
    }

    /** Sends a block that must be acknowledged. */
    private static void store(RawClient client, int number, int length) throws IOException {
        client.reply(block(number, length));
        assertThat(client.receive()).isEqualTo(new TftpAck(number));
    }

    private static void assertError(RawClient client, TftpErrorCode code) throws IOException {
        assertThat(client.receive())
                .isInstanceOfSatisfying(
                        TftpError.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(root)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    void withoutOptionsItIsAck0() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "f");
            assertThat(client.peer().getPort()).isNotEqualTo(address.getPort());
            store(client, 1, 512);
            store(client, 2, 0);
            assertThat(root.resolve("f")).hasSize(512);
            recorder.next(TransferFinished.class);
        }
    }

    /** RFC 2349: the size of a write is the client's, and echoed. */
    @Test
    void withOptionsItIsTheOack() throws IOException {
        InetSocketAddress address = serve();
        TftpOptions options = TftpOptions.of("tsize", "5", "blksize", "1024", "unknown", "1", "windowsize", "2");
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", options), address);
            assertThat(client.receive())
                    .isEqualTo(new TftpOack(TftpOptions.of("tsize", "5", "blksize", "1024", "windowsize", "2")));
            store(client, 1, 5);
            assertThat(names()).containsExactly("f");
        }
    }

    /** The last ACK was lost. */
    @Test
    void aRepeatedLastBlockIsAcknowledgedAgain() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "f");
            store(client, 1, 5);
            Optional<TftpDecoded> again = Optional.empty();
            for (int i = 0; i < 50 && again.isEmpty(); i++) {
                client.reply(block(1, 5));
                again = client.receive(20);
            }
            assertThat(again).contains(new TftpAck(1));
        }
    }

    @Test
    void aBlockLongerThanAgreedIsError4AndLeavesNothing() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", TftpOptions.of("blksize", "600")), address);
            client.receive();
            store(client, 1, 600);
            client.reply(block(2, 601));
            assertError(client, TftpErrorCode.ILLEGAL_OPERATION);
            assertThat(recorder.next(TransferFailed.class).reason()).isEqualTo(TransferFailure.BLOCK_TOO_LONG);
            client.reply(block(3, 1));
            assertThat(client.receive(50)).isEmpty();
        }
        server.orElseThrow().close();
        assertThat(root.resolve("f")).doesNotExist();
    }

    /** The socket reads no longer datagrams than it must; one that is cut must not pass for a shorter block. */
    @Test
    void aBlockLongerThanTheLargestOneIsNoticedToo() throws IOException {
        InetSocketAddress address =
                serve(builder(DirectoryUploads.builder(root).maxFileSize(10_000).build())
                        .limits(NegotiationLimits.builder().maxBlockSize(600).build()));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", TftpOptions.of("blksize", "1024")), address);
            assertThat(client.receive()).isEqualTo(new TftpOack(TftpOptions.of("blksize", "600")));
            client.reply(block(1, 1024));
            assertError(client, TftpErrorCode.ILLEGAL_OPERATION);
        }
    }

    /** blksize may be limited below the 512 octets of a client without options. */
    @Test
    void aBlockOf512OctetsFitsWhateverIsAgreedWithOthers() throws IOException {
        InetSocketAddress address = serve(builder(DirectoryUploads.builder(root).build())
                .limits(NegotiationLimits.builder().maxBlockSize(64).build()));
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "f");
            store(client, 1, 512);
            store(client, 2, 1);
            assertThat(root.resolve("f")).hasSize(513);
        }
    }

    @Test
    void data0AndForeignPacketsAreIgnored() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "f");
            client.reply(block(0, 512));
            client.reply(new TftpAck(0));
            client.reply(new TftpOack(TftpOptions.of("blksize", "8")));
            client.reply(TftpRequest.write("g", TftpOptions.NONE));
            for (String garbage : new String[] {"", "\0", "\0\3", "\0\3\0", "\0\t\0\1", "\1\3\0\1"}) {
                client.sendText(garbage, client.peer());
            }
            store(client, 1, 5);
            assertThat(root.resolve("f")).hasSize(5);
        }
    }

    @Test
    void aFileThatGrowsTooLargeIsError3() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", TftpOptions.of("blksize", "1024")), address);
            client.receive();
            store(client, 1, 1024);
            client.reply(block(2, 1000));
            assertError(client, TftpErrorCode.DISK_FULL);
            TransferFailed failed = recorder.next(TransferFailed.class);
            assertThat(failed.reason()).isEqualTo(TransferFailure.STORE_FAILED);
            assertThat(failed.detail()).contains("larger than 2000 octets");
        }
    }

    @Test
    void aFileThatIsAnnouncedAsTooLargeIsError3BeforeAnyData() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", TftpOptions.of("tsize", "2001")), address);
            assertError(client, TftpErrorCode.DISK_FULL);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.WRITE_REFUSED);
        }
    }

    @Test
    void theSameRequestTwiceIsOneTransfer() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            TftpRequest request = TftpRequest.write("f", TftpOptions.NONE);
            client.send(request, address);
            client.send(request, address);
            assertThat(client.receive()).isEqualTo(new TftpAck(0));
            InetSocketAddress port = client.peer();
            store(client, 1, 5);
            assertThat(client.peer()).isEqualTo(port);
            assertThat(server.orElseThrow().counters().value(TftpCounter.STARTED))
                    .isEqualTo(1);
        }
    }

    /** §7.3: two writers of one file, each to the end. */
    @Test
    void twoWritersOfOneFileEachLeaveAWholeOne() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient one = new RawClient(address);
                RawClient two = new RawClient(address)) {
            one.send(TftpRequest.write("f", TftpOptions.NONE), address);
            two.send(TftpRequest.write("f", TftpOptions.NONE), address);
            one.receive();
            two.receive();
            store(one, 1, 512);
            store(two, 1, 100);
            assertThat(root.resolve("f")).hasSize(100);
            store(one, 2, 88);
            assertThat(root.resolve("f")).hasSize(600);
            assertThat(names()).containsExactly("f");
        }
    }

    /** §7.3: who reads while it is written sees the old file or the new one, never both. */
    @Test
    void aReaderNeverSeesHalfAnUpload() throws IOException {
        byte[] old = random(700);
        Files.write(root.resolve("f"), old);
        InetSocketAddress address = serve();
        try (RawClient writer = new RawClient(address);
                RawClient reader = new RawClient(address)) {
            begin(writer, address, "f");
            store(writer, 1, 512);
            reader.send(TftpRequest.read("f", TftpOptions.of("blksize", "1024")), address);
            assertThat(reader.receive()).isInstanceOf(TftpOack.class);
            reader.reply(new TftpAck(0));
            ByteBuf payload = ((TftpData) reader.receive()).payload();
            assertThat(payload).isEqualTo(Unpooled.wrappedBuffer(old));
        }
    }

    /** RFC 1350 §4. */
    @Test
    void aStrangerIsToldAndTheTransferGoesOn() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address);
                RawClient stranger = new RawClient(address)) {
            begin(client, address, "f");
            stranger.send(block(1, 7), client.peer());
            assertError(stranger, TftpErrorCode.UNKNOWN_TRANSFER_ID);
            store(client, 1, 5);
            assertThat(root.resolve("f")).hasSize(5);
        }
    }

    @Test
    void aClientThatBreaksOffLeavesNothing() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "f");
            store(client, 1, 512);
            client.reply(TftpError.of(TftpErrorCode.UNDEFINED, "no more"));
            TransferFailed failed = recorder.next(TransferFailed.class);
            assertThat(failed.reason()).isEqualTo(TransferFailure.CLIENT_ERROR);
            assertThat(failed.detail()).contains("no more");
        }
    }

    /** Amplification: a forged address gets three packets of four octets. */
    @Test
    void aClientThatNeverSendsGetsThreePackets() throws IOException {
        InetSocketAddress address = serve(builder(DirectoryUploads.builder(root).build())
                .timers(new TransferTimers(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofSeconds(20),
                        3)));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", TftpOptions.NONE), address);
            for (int i = 0; i < 3; i++) {
                assertThat(client.receive()).isEqualTo(new TftpAck(0));
            }
            assertThat(recorder.next(TransferFailed.class).reason()).isEqualTo(TransferFailure.NO_ANSWER);
            assertThat(client.receive(50)).isEmpty();
            assertThat(names()).isEmpty();
        }
    }

    /** Back-pressure: nothing asks for more while the sink holds still, and all of it arrives in the end. */
    @Test
    void aSlowSinkSlowsTheClientDownAndTheLoopNot() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        BlockingQueue<Integer> stored = new LinkedBlockingQueue<>();
        TftpSink slow = new TftpSink() {
            private int size;

            @Override
            public void write(ByteBuf data) throws IOException {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                size += data.readableBytes();
            }

            @Override
            public void complete() {
                stored.add(size);
            }

            @Override
            public void abort() {
                stored.add(-1);
            }
        };
        InetSocketAddress address = serve(builder(request -> CompletableFuture.completedFuture((WriteAnswer) slow)));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", TftpOptions.of("blksize", "8192")), address);
            client.receive();
            int block = 1;
            client.reply(block(block, 8192));
            while (client.receive(300).isPresent()) {
                client.reply(block(++block, 8192));
            }
            assertThat(block).as("blocks of 8 KiB that were taken").isBetween(10, 64);
            go.countDown();
            assertThat(client.receive()).isEqualTo(new TftpAck(block));
            client.reply(block(++block, 1));
            assertThat(client.receive()).isEqualTo(new TftpAck(block));
            assertThat(stored.take()).isEqualTo((block - 1) * 8192 + 1);
        }
    }

    @Test
    void aTargetThatFailsIsError0() throws IOException {
        InetSocketAddress address = serve(builder(request -> {
            throw new IllegalStateException("on purpose");
        }));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", TftpOptions.NONE), address);
            assertError(client, TftpErrorCode.UNDEFINED);
            RequestRefused refused = recorder.next(RequestRefused.class);
            assertThat(refused.reason()).isEqualTo(RefusalReason.TARGET_FAILED);
            assertThat(refused.detail()).contains("on purpose");
        }
    }

    @Test
    void aTargetThatTakesTooLongIsError0AndItsLateSinkIsAborted() throws Exception {
        CompletableFuture<WriteAnswer> answer = new CompletableFuture<>();
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        InetSocketAddress address = serve(builder(request -> answer).openTimeout(Duration.ofMillis(20)));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", TftpOptions.NONE), address);
            assertError(client, TftpErrorCode.UNDEFINED);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.TARGET_TIMEOUT);
            answer.complete(new TftpSink() {
                @Override
                public void write(ByteBuf data) {
                    calls.add("write");
                }

                @Override
                public void complete() {
                    calls.add("complete");
                }

                @Override
                public void abort() {
                    calls.add("abort");
                }
            });
            assertThat(calls.take()).isEqualTo("abort");
        }
    }

    @Test
    void aRefusalReachesTheClientAsItIs() throws IOException {
        InetSocketAddress address = serve(builder(
                request -> CompletableFuture.completedFuture(new WriteRefusal(TftpErrorCode.NO_SUCH_USER, "who?"))));
        try (RawClient client = new RawClient(address)) {
            client.send(TftpRequest.write("f", TftpOptions.NONE), address);
            assertThat(client.receive()).isEqualTo(TftpError.of(TftpErrorCode.NO_SUCH_USER, "who?"));
        }
    }

    @Test
    void modeMailIsError4() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            client.send(new TftpRequest(TftpOpcode.WRQ, "f", TftpMode.MAIL, TftpOptions.NONE), address);
            assertError(client, TftpErrorCode.ILLEGAL_OPERATION);
        }
    }

    /** The server lingers after an upload in case the last ACK is lost, but not when it is closed. */
    @Test
    void aServerThatStopsDoesNotLinger() throws Exception {
        InetSocketAddress address = serve();
        try (RawClient done = new RawClient(address);
                RawClient late = new RawClient(address)) {
            begin(done, address, "f");
            store(done, 1, 5);
            begin(late, address, "g");
            store(late, 1, 512);
            var stopped = server.orElseThrow().stop(Duration.ofHours(1)).toCompletableFuture();
            store(late, 2, 5);
            stopped.get(6, TimeUnit.SECONDS);
            assertThat(root.resolve("g")).hasSize(517);
        }
    }

    @Test
    void aServerThatClosesTellsAndLeavesNothing() throws IOException {
        InetSocketAddress address = serve();
        try (RawClient client = new RawClient(address)) {
            begin(client, address, "f");
            store(client, 1, 512);
            server.orElseThrow().close();
            assertError(client, TftpErrorCode.UNDEFINED);
            assertThat(recorder.next(TransferFailed.class).reason()).isEqualTo(TransferFailure.SERVER_CLOSED);
            assertThat(root.resolve("f")).doesNotExist();
        }
    }
}
