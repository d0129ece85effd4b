package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.TftpAck;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that change while they are served, through a whole server; and sources that block. */
class ChangingFilesTest {
    private static final int SIZE = 4 << 20;
    private static final int BLOCK = 1428;

    @TempDir
    Path temp;

    enum Change {
        TRUNCATE {
            @Override
            void to(Path path) throws IOException {
                try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                    file.setLength(100_000);
                }
            }
        },
        APPEND {
            @Override
            void to(Path path) throws IOException {
                Files.write(path, new byte[100], StandardOpenOption.APPEND);
            }
        },
        REPLACE {
            @Override
            void to(Path path) throws IOException {
                Path other = path.resolveSibling("other");
                Files.write(other, filled('b'));
                Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
            }
        },
        REWRITE {
            @Override
            void to(Path path) throws IOException {
                try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                    file.write(filled('b'));
                }
            }
        },
        DELETE {
            @Override
            void to(Path path) throws IOException {
                Files.delete(path);
            }
        };

        abstract void to(Path path) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aChangeEndsInAnErrorWithTheCache(Change change) throws IOException {
        changeWhileServed(change, 64 << 20);
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aChangeEndsInAnErrorWithoutTheCache(Change change) throws IOException {
        changeWhileServed(change, 0);
    }

    private void changeWhileServed(Change change, long cacheSize) throws IOException {
        Path path = temp.resolve("file");
        Files.write(path, filled('a'));
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-01-01T00:00:00.5Z")));
        Recorder recorder = new Recorder();
        try (TftpServer server = start(DirectoryContent.of(temp), cacheSize, recorder);
                RawClient client = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            request(client, server, "file");
            for (int block = 1; block <= 20; block++) {
                expect(client, block, 'a');
            }
            change.to(path);
            int block = 21;
            TftpDecoded answer = client.receive();
            while (answer instanceof TftpData data) {
                check(data, block, 'a');
                client.reply(new TftpAck(block++));
                answer = client.receive();
            }
            assertThat(answer).isInstanceOf(TftpError.class);
            assertThat(block).isLessThan(SIZE / BLOCK);
            TransferFailed failed = recorder.next(TransferFailed.class);
            assertThat(failed.reason()).isEqualTo(TransferFailure.CONTENT_FAILED);

            if (change == Change.REPLACE || change == Change.REWRITE) {
                request(client, server, "file");
                expect(client, 1, 'b');
            }
        }
    }

    @Test
    void theCacheServesTheNextClientWithoutTheFile() throws IOException {
        Files.write(temp.resolve("small"), filled('a', 20_000));
        Files.setLastModifiedTime(temp.resolve("small"), FileTime.from(Instant.parse("2020-01-01T00:00:00.5Z")));
        try (TftpServer server = start(DirectoryContent.of(temp), 1 << 20, TftpListener.NONE);
                RawClient one = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                RawClient two = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            request(one, server, "small");
            expect(one, 1, 'a');
            request(two, server, "small");
            expect(two, 1, 'a');
            assertThat(server.counters().value(TftpCounter.CACHE_FILLS)).isOne();
            assertThat(server.counters().value(TftpCounter.CACHE_HITS)).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void contentThatBlocksHoldsUpNobodyElse(boolean cached) throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        Pattern slow = new Pattern(1, SIZE) {
            @Override
            public void read(long position, int length, ByteBuf target) throws IOException {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                super.read(position, length, target);
            }
        };
        TftpContent quick = TftpContent.of(filled('q', 5000));
        ContentSource source =
                request -> CompletableFuture.completedFuture(request.file().equals("slow") ? slow : quick);
        try (TftpServer server = start(source, cached ? 64 << 20 : 0, TftpListener.NONE);
                RawClient patient = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                RawClient other = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            request(patient, server, "slow");
            request(other, server, "quick");
            for (int block = 1; block <= 4; block++) {
                expect(other, block, 'q');
            }
            gate.countDown();
            assertThat(((TftpData) patient.receive()).payload().getByte(0)).isEqualTo(Pattern.octet(1, 0));
        }
    }

    /** Asks, and acknowledges the OACK. */
    private static void request(RawClient client, TftpServer server, String file) throws IOException {
        client.send(
                TftpRequest.read(file, TftpOptions.NONE.with(TftpOptions.BLKSIZE, BLOCK)),
                server.localAddresses().get(0));
        assertThat(client.receive()).isInstanceOf(TftpOack.class);
        client.reply(new TftpAck(0));
    }

    private static void expect(RawClient client, int block, char octet) throws IOException {
        check((TftpData) client.receive(), block, octet);
        client.reply(new TftpAck(block));
    }

    private static void check(TftpData data, int block, char octet) {
        assertThat(data.block()).isEqualTo(block);
        for (int i = 0; i < data.payload().readableBytes(); i++) {
            if (data.payload().getByte(i) != octet) {
                throw new AssertionError("mixed octets in block " + block);
            }
        }
    }

    private static TftpServer start(ContentSource source, long cacheSize, TftpListener listener) {
        return TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .content(source)
                .cacheSize(cacheSize)
                .listener(listener)
                .build()
                .start()
                .toCompletableFuture()
                .join();
    }

    private static byte[] filled(char octet) {
        return filled(octet, SIZE);
    }

    private static byte[] filled(char octet, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) octet);
        return bytes;
    }
}
