package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that people use with files past the last block number, and with large ones. */
@Tag("clients")
class RealClientsLongFilesTest {
    private static final int LARGE = 101 << 20;

    @TempDir
    static Path root;

    @TempDir
    Path out;

    private static TftpServer server;

    @BeforeAll
    static void serve() throws IOException {
        // 65,534 whole blocks of 8 octets and an empty one are 65,535 blocks.
        for (int blocks = 65_534; blocks <= 65_537; blocks++) {
            Files.write(root.resolve("blocks" + blocks), TftpServerTest.random((blocks - 1) * 8 + 3));
        }
        Files.write(root.resolve("whole"), TftpServerTest.random(65_535 * 8));
        Files.write(root.resolve("blocks64"), TftpServerTest.random(65_537 * 64 + 1));
        Files.write(root.resolve("blocks512"), TftpServerTest.random(65_537 * 512 + 1));
        byte[] part = TftpServerTest.random((1 << 20) + 7);
        try (OutputStream large = Files.newOutputStream(root.resolve("large"))) {
            for (int left = LARGE; left > 0; left -= part.length) {
                large.write(part, 0, Math.min(left, part.length));
            }
        }
        server = TftpServerTest.started(DirectoryContent.of(root), TftpTransport.AUTO, 1);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private void fetches(String command, String file) throws IOException, InterruptedException {
        assertThat(Program.run(command.replace("NAME", file), out, address(server)))
                .isZero();
        assertThat(Files.mismatch(out.resolve("file"), root.resolve(file))).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocks65534", "blocks65535", "blocks65536", "blocks65537", "whole"})
    void atftpFetchesPastTheLastBlockNumber(String file) throws IOException, InterruptedException {
        fetches("atftp --option=blksize'_'8 --option=windowsize'_'32 -g -r NAME -l OUT HOST PORT", file);
    }

    /** In lock-step, with small blocks; busybox wants its request to fit into one. */
    @ParameterizedTest
    @CsvSource({
        "blocks65537, curl -sS --tftp-blksize 8 -o OUT tftp://HOST:PORT/NAME",
        "blocks64, busybox tftp -b 64 -g -r NAME -l OUT HOST PORT",
        "blocks512, tftp -m binary HOST PORT -c get NAME OUT",
    })
    void lockStepClientsFetchPastTheLastBlockNumber(String file, String command)
            throws IOException, InterruptedException {
        fetches(command, file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -sS --tftp-blksize 65464 -o OUT tftp://HOST:PORT/NAME",
                "busybox tftp -b 65464 -g -r NAME -l OUT HOST PORT",
                "atftp --option=blksize'_'65464 -g -r NAME -l OUT HOST PORT",
                "atftp --option=blksize'_'1428 --option=windowsize'_'16 -g -r NAME -l OUT HOST PORT"
            })
    void fetchesAHundredMebibytes(String command) throws IOException, InterruptedException {
        fetches(command, "large");
    }
}
