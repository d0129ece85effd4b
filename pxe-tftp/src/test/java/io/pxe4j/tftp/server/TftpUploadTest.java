package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static io.pxe4j.tftp.server.TftpServerTest.join;
import static io.pxe4j.tftp.server.TftpServerTest.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.engine.TftpContent;
import io.pxe4j.tftp.engine.WriteTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Uploads over loopback: client, server and directory together. */
class TftpUploadTest {
    private static final int[] SIZES = {0, 1, 511, 512, 513, 1024, 100_000};

    @TempDir
    Path root;

    private final Recorder recorder = new Recorder();

    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void storesFilesOfEverySizeWithEveryWindow(TftpTransport transport) throws IOException {
        DirectoryUploads uploads = DirectoryUploads.builder(root)
                .policy(UploadPolicy.REPLACE_ATOMIC)
                .build();
        try (TftpServer server = TftpServerTest.start(
                        builder(uploads).transport(transport).threads(2));
                TftpClient client = TftpClient.builder().transport(transport).build()) {
            for (int size : SIZES) {
                byte[] file = random(size);
                for (String[] options : new String[][] {
                    {},
                    {"tsize", "0"},
                    {"blksize", "1428", "tsize", "0"},
                    {"blksize", "1468", "windowsize", "4"},
                    {"blksize", "512", "windowsize", "64", "tsize", "0"},
                    {"blksize2", "8192", "windowsize", "16"},
                    {"blksize", "65464", "timeout", "3", "rollover", "1"},
                }) {
                    TftpReport report =
                            join(client.put(address(server), "f", TftpOptions.of(options), TftpContent.of(file)));
                    assertThat(report.bytes()).isEqualTo(size);
                    assertThat(root.resolve("f")).hasBinaryContent(file);
                }
            }
            assertThat(names()).containsExactly("f");
        }
    }

    @ParameterizedTest
    @CsvSource({"65534, 0", "65535, 0", "65536, 0", "65536, 1"})
    void stores65535BlocksAndMore(int blocks, String rollover) throws IOException {
        DirectoryUploads uploads = DirectoryUploads.builder(root).build();
        byte[] file = random(8 * blocks + 3);
        try (TftpServer server = TftpServerTest.start(builder(uploads));
                TftpClient client = TftpClient.builder().build()) {
            TftpOptions options = TftpOptions.of("blksize", "8", "windowsize", "64", "rollover", rollover);
            TftpReport report = join(client.put(address(server), "f", options, TftpContent.of(file)));
            assertThat(report.oack().value("rollover")).contains(rollover);
            assertThat(report.blocks()).isEqualTo(blocks + 1);
            assertThat(root.resolve("f")).hasBinaryContent(file);
        }
    }

    /** Once in a size that shows whether anything stalls, and both ways. */
    @Test
    void carries100MebibytesThereAndBack() throws IOException {
        Path source = root.resolve("source");
        try (var out = Files.newOutputStream(source)) {
            byte[] mebibyte = random(1 << 20);
            for (int i = 0; i < 100; i++) {
                mebibyte[i] ^= 1;
                out.write(mebibyte);
            }
        }
        DirectoryUploads uploads = DirectoryUploads.builder(root).build();
        try (TftpServer server = TftpServerTest.start(builder(uploads));
                TftpClient client = TftpClient.builder()
                        .blockSize(8192)
                        .windowSize(32)
                        .requestSize()
                        .build()) {
            assertThat(join(client.putFrom(address(server), "f", source)).bytes())
                    .isEqualTo(100 << 20);
            assertThat(Files.mismatch(source, root.resolve("f"))).isEqualTo(-1);
            join(client.getTo(address(server), "f", root.resolve("back")));
            assertThat(Files.mismatch(source, root.resolve("back"))).isEqualTo(-1);
        }
    }

    /** One socket reads requests and DATA. */
    @ParameterizedTest
    @MethodSource("io.pxe4j.tftp.server.Transports#available")
    void storesOverASinglePort(TftpTransport transport) throws IOException {
        DirectoryUploads uploads = DirectoryUploads.builder(root).build();
        byte[] file = random(300_000);
        try (TftpServer server = TftpServerTest.start(builder(uploads)
                        .mode(PortMode.singlePort())
                        .transport(transport)
                        .threads(2));
                TftpClient client = TftpClient.builder()
                        .transport(transport)
                        .blockSize(1428)
                        .windowSize(8)
                        .build()) {
            for (int i = 0; i < 5; i++) {
                TftpReport report = join(client.put(address(server), "f" + i, file));
                assertThat(report.server()).isEqualTo(address(server));
                assertThat(root.resolve("f" + i)).hasBinaryContent(file);
            }
        }
    }

    @Test
    void takesManyUploadsAtOnceOnSeveralLoops() throws IOException {
        DirectoryUploads uploads = DirectoryUploads.builder(root).build();
        byte[] file = random(300_000);
        try (TftpServer server = TftpServerTest.start(builder(uploads).threads(3));
                TftpClient client =
                        TftpClient.builder().blockSize(1428).windowSize(8).build()) {
            List<CompletableFuture<TftpReport>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(client.put(address(server), "f" + i, file).toCompletableFuture());
            }
            all.forEach(CompletableFuture::join);
            assertThat(names()).hasSize(40);
            for (int i = 0; i < 40; i++) {
                assertThat(root.resolve("f" + i)).hasBinaryContent(file);
            }
        }
    }

    @Test
    void tellsWhatItDoes() throws IOException {
        DirectoryUploads uploads = DirectoryUploads.builder(root).build();
        Path source = Files.write(root.resolve("source"), random(3000));
        try (TftpServer server = TftpServerTest.start(builder(uploads));
                TftpClient client =
                        TftpClient.builder().blockSize(1024).requestSize().build()) {
            TftpReport report = join(client.putFrom(address(server), "f", source));
            assertThat(report.oack()).hasToString("blksize=1024 tsize=3000");
            assertThat(report.blocks()).isEqualTo(3);
            assertThat(report.retransmits()).isZero();
            TransferInfo info = recorder.next(TransferStarted.class).transfer();
            assertThat(info.isRead()).isFalse();
            assertThat(info.size()).isEqualTo(3000);
            TransferFinished finished = recorder.next(TransferFinished.class);
            assertThat(finished.confirmed()).isTrue();
            assertThat(finished.statistics().bytes()).isEqualTo(3000);
            assertThat(finished.statistics().blocks()).isEqualTo(3);
            assertThat(server.counters().value(TftpCounter.BYTES_RECEIVED)).isEqualTo(3000);
            assertThat(server.counters().value(TftpCounter.WRITES_FINISHED)).isEqualTo(1);
        }
    }

    @Test
    void handsUploadsOverInMemory() throws InterruptedException {
        BlockingQueue<Map.Entry<String, byte[]>> got = new LinkedBlockingQueue<>();
        WriteTarget target = WriteTarget.toBytes(5000, (request, bytes) -> got.add(Map.entry(request.file(), bytes)));
        byte[] file = random(5000);
        try (TftpServer server = TftpServerTest.start(builder(target));
                TftpClient client = TftpClient.builder().build()) {
            join(client.put(address(server), "f", file));
            Map.Entry<String, byte[]> first = got.take();
            assertThat(first.getKey()).isEqualTo("f");
            assertThat(first.getValue()).isEqualTo(file);
            assertError(client.put(address(server), "f", random(5001)), TftpErrorCode.DISK_FULL);
            assertThat(recorder.next(TransferFailed.class).reason()).isEqualTo(TransferFailure.STORE_FAILED);
            assertError(
                    client.put(address(server), "f", TftpOptions.of("tsize", "0"), TftpContent.of(random(5001))),
                    TftpErrorCode.DISK_FULL);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.WRITE_REFUSED);
            assertThat(got).isEmpty();
        }
    }

    /** What a user does with the octets may fail: the client must not believe that they are safe. */
    @Test
    void aHandlerThatThrowsIsError0() {
        WriteTarget target = WriteTarget.toBytes(5000, (request, bytes) -> {
            throw new IllegalStateException("on purpose");
        });
        try (TftpServer server = TftpServerTest.start(builder(target));
                TftpClient client = TftpClient.builder().build()) {
            assertError(client.put(address(server), "f", random(10)), TftpErrorCode.UNDEFINED);
            assertThat(recorder.next(TransferFailed.class).detail()).contains("on purpose");
        }
    }

    @Test
    void convertsTextBothWays() throws IOException {
        String text = "one\ntwo\r\n\rthree".repeat(500);
        DirectoryUploads uploads = DirectoryUploads.builder(root).build();
        try (TftpServer server = TftpServerTest.start(builder(uploads));
                TftpClient client = TftpClient.builder()
                        .mode(TftpMode.NETASCII)
                        .convertNetascii(true)
                        .build();
                TftpClient raw = TftpClient.builder().mode(TftpMode.NETASCII).build()) {
            join(client.put(address(server), "f", text.getBytes(StandardCharsets.US_ASCII)));
            assertThat(root.resolve("f")).hasContent(text);
            assertThat(new String(join(client.get(address(server), "f")).bytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(text);
            assertThat(new String(join(raw.get(address(server), "f")).bytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(text.replace("\r", "\r\0").replace("\n", "\r\n"));
        }
    }

    @Test
    void withoutATargetWritingIsError2() {
        try (TftpServer server = TftpServerTest.start(builder(WriteTarget.DENY));
                TftpClient client = TftpClient.builder().build()) {
            assertError(client.put(address(server), "f", new byte[1]), TftpErrorCode.ACCESS_VIOLATION);
            assertThat(recorder.next(RequestRefused.class).reason()).isEqualTo(RefusalReason.WRITE_DENIED);
        }
    }

    static void assertError(CompletionStage<?> stage, TftpErrorCode code) {
        assertThatThrownBy(() -> join(stage))
                .cause()
                .isInstanceOfSatisfying(
                        TftpException.class,
                        failure ->
                                assertThat(failure.error().orElseThrow().code()).isEqualTo(code));
    }

    private TftpServer.Builder builder(WriteTarget target) {
        return TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .content(Files.isDirectory(root) ? DirectoryContent.of(root) : ContentSource.ofBytes(Map.of()))
                .writes(target)
                .listener(recorder);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(root)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
