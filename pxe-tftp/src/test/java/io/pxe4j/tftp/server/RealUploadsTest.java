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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs that people upload with, where they are installed. */
@Tag("clients")
class RealUploadsTest {
    private static final List<String> COMMANDS = List.of(
            "curl -sS -T IN tftp://HOST:PORT//NAME",
            "curl -sS --tftp-no-options -T IN tftp://HOST:PORT/NAME",
            "curl -sS --tftp-blksize 1428 -T IN tftp://HOST:PORT/NAME",
            "busybox tftp -p -l IN -r NAME HOST PORT",
            "busybox tftp -b 8192 -p -l IN -r NAME HOST PORT",
            "tftp -m binary HOST PORT -c put IN NAME",
            "atftp -p -l IN -r NAME HOST PORT",
            "atftp --option=blksize\u00a01428 --option=windowsize\u00a08 -p -l IN -r NAME HOST PORT",
            "atftp --option=blksize\u00a065464 --option=windowsize\u00a032 -p -l IN -r NAME HOST PORT");

    @TempDir
    Path root;

    @TempDir
    Path here;

    private TftpServer server;

    @BeforeEach
    void serve() {
        server = TftpServerTest.start(TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .content(DirectoryContent.of(root))
                .writes(DirectoryUploads.builder(root).maxFileSize(2 << 20).build()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    static Stream<Arguments> uploads() {
        return COMMANDS.stream()
                .flatMap(command -> IntStream.of(0, 1, 511, 512, 513, 1_000_000)
                        // busybox and curl read nothing from an empty file and ask for nothing.
                        .filter(size -> size > 0 || command.startsWith("tftp ") || command.startsWith("atftp "))
                        .mapToObj(size -> Arguments.of(size, command)));
    }

    @ParameterizedTest
    @MethodSource("uploads")
    void storesWhatTheySend(int size, String command) throws IOException, InterruptedException {
        byte[] file = TftpServerTest.random(size);
        Files.write(here.resolve("in"), file);
        assertThat(run(command)).isZero();
        assertThat(root.resolve("new")).hasBinaryContent(file);
    }

    /** curl: 69 is "access violation", 70 "disk full", 73 "file exists". */
    @Test
    void curlIsToldWhatIsWrong() throws IOException, InterruptedException {
        Files.write(here.resolve("in"), new byte[10]);
        Files.write(root.resolve("new"), new byte[1]);
        assertThat(run("curl -sS -T IN tftp://HOST:PORT/NAME")).isEqualTo(73);
        assertThat(run("curl -sS -T IN tftp://HOST:PORT/..%2fsecret")).isEqualTo(69);
        Files.write(here.resolve("in"), new byte[(2 << 20) + 1]);
        assertThat(run("curl -sS -T IN tftp://HOST:PORT/large")).isEqualTo(70);
        assertThat(root.resolve("new")).hasSize(1);
    }

    @Test
    void textIsConverted() throws IOException, InterruptedException {
        Files.writeString(here.resolve("in"), "one\ntwo\n");
        assertThat(run("tftp -m ascii HOST PORT -c put IN NAME")).isZero();
        assertThat(root.resolve("new")).hasContent("one\ntwo\n");
    }

    private int run(String command) throws IOException, InterruptedException {
        List<String> words = Arrays.stream(command.split(" ", -1))
                .map(word -> word.replace('\u00a0', ' ')
                        .replace("IN", here.resolve("in").toString())
                        .replace("NAME", "new")
                        .replace("HOST", InetAddress.getLoopbackAddress().getHostAddress())
                        .replace(
                                "PORT",
                                Integer.toString(TftpServerTest.address(server).getPort())))
                .toList();
        assumeTrue(isInstalled(words.get(0)), words.get(0) + " is not installed");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(here.resolve("log").toFile())
                .directory(here.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", words).isTrue();
        return process.exitValue();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
