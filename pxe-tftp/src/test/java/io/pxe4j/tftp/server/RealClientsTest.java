package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs that people use, where they are installed. {@code -Dpxe4j.tftp.bytes=41943040} makes the common file 40 MiB, which takes over a
 * minute in lock-step with blocks of 512 octets.
 */
class RealClientsTest {
    private static final int COMMON = Integer.getInteger("pxe4j.tftp.bytes", (2 << 20) + 77);
    private static final int BLOCKS_65537 = 65_537 * 512 - 100;

    @TempDir
    static Path root;

    @TempDir
    Path out;

    private static TftpServer server;

    @BeforeAll
    static void serve() throws IOException {
        Files.write(root.resolve("common"), TftpServerTest.random(COMMON));
        Files.write(root.resolve("long"), TftpServerTest.random(BLOCKS_65537));
        Files.write(root.resolve("empty"), new byte[0]);
        Files.writeString(root.resolve("text"), "one\ntwo\r\n");
        server = TftpServerTest.started(DirectoryContent.of(root), TftpTransport.AUTO, 1);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static Stream<Arguments> fetches() {
        return Stream.of("512", "1428", "8192")
                .flatMap(
                        size -> Stream.of(
                                Arguments.of(size, "curl -sS --tftp-blksize SIZE -o OUT tftp://HOST:PORT//common"),
                                Arguments.of(size, "busybox tftp -b SIZE -g -r common -l OUT HOST PORT"),
                                Arguments.of(size, "atftp --option=blksize\u00a0SIZE -g -r common -l OUT HOST PORT"),
                                Arguments.of(
                                        size,
                                        "atftp --option=blksize\u00a0SIZE --option=windowsize\u00a08 -g -r common -l OUT HOST PORT")));
    }

    @ParameterizedTest
    @MethodSource("fetches")
    void fetchesALargeFile(String size, String command) throws IOException, InterruptedException {
        assertThat(run(command.replace("SIZE", size))).isZero();
        assertSame("common");
    }

    /** tftp-hpa 5 asks for no options. */
    @Test
    void tftpHpaFetchesALargeFile() throws IOException, InterruptedException {
        assertThat(run("tftp -m binary HOST PORT -c get common OUT")).isZero();
        assertSame("common");
    }

    @Test
    void fetchesMoreThan65535Blocks() throws IOException, InterruptedException {
        assertThat(run("atftp --option=windowsize\u00a08 -g -r long -l OUT HOST PORT"))
                .isZero();
        assertSame("long");
    }

    @ParameterizedTest
    @CsvSource({
        "curl -sS -o OUT tftp://HOST:PORT/empty",
        "curl -sS --tftp-no-options -o OUT tftp://HOST:PORT/empty",
        "busybox tftp -g -r empty -l OUT HOST PORT",
        "atftp -g -r empty -l OUT HOST PORT",
        "tftp -m binary HOST PORT -c get empty OUT",
    })
    void fetchesAnEmptyFile(String command) throws IOException, InterruptedException {
        assertThat(run(command)).isZero();
        assertThat(out.resolve("file"))
                .satisfiesAnyOf(
                        file -> assertThat(file).doesNotExist(),
                        file -> assertThat(file).isEmptyFile());
    }

    @Test
    void curlConvertsText() throws IOException, InterruptedException {
        assertThat(run("curl -sS -o OUT tftp://HOST:PORT/text;mode=netascii")).isZero();
        assertThat(out.resolve("file")).hasContent("one\r\ntwo\r\0\r\n");
        assertThat(Files.readString(out.resolve("file"))).isEqualTo("one\r\ntwo\r\0\r\n");
    }

    /** curl: 68 is "file not found", 69 "access violation". */
    @Test
    void curlIsToldWhatIsWrong() throws IOException, InterruptedException {
        assertThat(run("curl -sS -o OUT tftp://HOST:PORT/nothing")).isEqualTo(68);
        assertThat(run("curl -sS -o OUT tftp://HOST:PORT/..%2fsecret")).isEqualTo(69);
        assertThat(run("curl -sS -T " + root.resolve("text") + " tftp://HOST:PORT/new"))
                .isEqualTo(69);
    }

    private int run(String command) throws IOException, InterruptedException {
        List<String> words = Arrays.stream(command.split(" ", -1))
                .map(word -> word.replace('\u00a0', ' ')
                        .replace("OUT", out.resolve("file").toString())
                        .replace("HOST", InetAddress.getLoopbackAddress().getHostAddress())
                        .replace("PORT", Integer.toString(address().getPort())))
                .toList();
        assumeTrue(isInstalled(words.get(0)), words.get(0) + " is not installed");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.resolve("log").toFile())
                .directory(out.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("%s ends", words).isTrue();
        return process.exitValue();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static InetSocketAddress address() {
        return TftpServerTest.address(server);
    }

    private void assertSame(String name) throws IOException {
        assertThat(Files.mismatch(out.resolve("file"), root.resolve(name))).isEqualTo(-1);
    }
}
