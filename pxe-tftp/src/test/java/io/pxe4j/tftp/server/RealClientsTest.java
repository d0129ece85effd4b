package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that people use, where they are installed, in every port mode. */
@Tag("clients")
@ParameterizedClass
@EnumSource
class RealClientsTest {
    private static final int COMMON = 300_077;
    private static final int[] SIZES = {0, 1, 511, 512, 513, COMMON};

    @TempDir
    static Path root;

    private static TftpServer server;

    @Parameter
    Setting.Mode mode;

    @TempDir
    Path out;

    @BeforeAll
    static void content() throws IOException {
        for (int size : SIZES) {
            Files.write(root.resolve("f" + size), TftpServerTest.random(size));
        }
        Files.writeString(root.resolve("text"), "one\ntwo\r\n");
        Files.writeString(root.resolve("unix"), "a line\n".repeat(500));
    }

    @BeforeParameterizedClassInvocation
    static void serve(Setting.Mode mode) {
        server = TftpServerTest.start(
                new Setting(TftpTransport.AUTO, mode).server().content(DirectoryContent.of(root)));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        server.close();
    }

    private int run(String command) throws IOException, InterruptedException {
        return Program.run(command, out, address(server));
    }

    private void fetches(String command, String file) throws IOException, InterruptedException {
        assertThat(run(command.replace("NAME", file))).as(command).isZero();
        assertThat(Files.mismatch(out.resolve("file"), root.resolve(file))).isEqualTo(-1);
    }

    static Stream<Arguments> clientsAndSizes() {
        return Stream.of(
                        "curl -sS -o OUT tftp://HOST:PORT/NAME",
                        "curl -sS --tftp-no-options -o OUT tftp://HOST:PORT/NAME",
                        "curl -sS --tftp-blksize 1428 -o OUT tftp://HOST:PORT//NAME",
                        "busybox tftp -g -r NAME -l OUT HOST PORT",
                        "busybox tftp -b 65464 -g -r NAME -l OUT HOST PORT",
                        "atftp -g -r NAME -l OUT HOST PORT",
                        "atftp --option=blksize'_'1428 --option=windowsize'_'8 -g -r NAME -l OUT HOST PORT",
                        "tftp -m binary HOST PORT -c get NAME OUT")
                .flatMap(command -> IntStream.of(SIZES).mapToObj(size -> Arguments.of(command, size)));
    }

    @ParameterizedTest
    @MethodSource("clientsAndSizes")
    void fetchesFilesOfAllSizes(String command, int size) throws IOException, InterruptedException {
        if (size > 0) {
            fetches(command, "f" + size);
            return;
        }
        assertThat(run(command.replace("NAME", "f0"))).isZero();
        // Some make no file of nothing.
        assertThat(out.resolve("file"))
                .satisfiesAnyOf(
                        file -> assertThat(file).doesNotExist(),
                        file -> assertThat(file).isEmptyFile());
    }

    static Stream<Arguments> blocksAndWindows() {
        return IntStream.of(8, 512, 1428, 8192, 65_464)
                .boxed()
                .flatMap(block -> Stream.of(1, 2, 4, 32).map(window -> Arguments.of(block, window)));
    }

    @ParameterizedTest
    @MethodSource("blocksAndWindows")
    void atftpFetchesWithEveryBlockSizeAndWindow(int blockSize, int window) throws IOException, InterruptedException {
        fetches(
                "atftp --option=blksize'_'" + blockSize + " --option=windowsize'_'" + window
                        + " -g -r NAME -l OUT HOST PORT",
                "f" + COMMON);
    }

    @Test
    void twoHundredAtftpFetchAtOnce() throws IOException, InterruptedException {
        assumeTrue(Program.isInstalled("atftp"), "atftp is not installed");
        String fetch = "atftp --option='blksize 1428' --option='windowsize 4' -g -r f" + COMMON + " -l $i "
                + address(server).getAddress().getHostAddress() + " "
                + address(server).getPort();
        int status = Program.shell(
                "for i in $(seq 200); do " + fetch + " & done; wait;" + " for i in $(seq 200); do cmp $i "
                        + root.resolve("f" + COMMON) + " || exit 1; rm $i; done",
                out);
        assertThat(status).isZero();
    }

    // Text.

    @Test
    void curlGetsTextAsItTravels() throws IOException, InterruptedException {
        assertThat(run("curl -sS -o OUT tftp://HOST:PORT/text;mode=netascii")).isZero();
        assertThat(Files.readString(out.resolve("file"))).isEqualTo("one\r\ntwo\r\0\r\n");
    }

    @Test
    void tftpHpaConvertsTextBack() throws IOException, InterruptedException {
        fetches("tftp -m ascii HOST PORT -c get NAME OUT", "unix");
    }

    @Test
    void atftpConvertsTextBack() throws IOException, InterruptedException {
        fetches("atftp --option=mode'_'netascii -g -r NAME -l OUT HOST PORT", "unix");
    }

    // What curl's own tests do with a server.

    @Test
    void curlIsToldWhatIsWrong() throws IOException, InterruptedException {
        // 68: not found; 69: access violation; 71: illegal, from curl itself, since the name fits into no block.
        assertThat(run("curl -sS -o OUT tftp://HOST:PORT/nothing")).isEqualTo(68);
        assertThat(run("curl -sS -o OUT tftp://HOST:PORT//nothing")).isEqualTo(68);
        assertThat(run("curl -sS -o OUT tftp://HOST:PORT/..%2fsecret")).isEqualTo(69);
        assertThat(run("curl -sS -T " + root.resolve("text") + " tftp://HOST:PORT/new"))
                .isEqualTo(69);
        assertThat(run("curl -sS -o OUT tftp://HOST:PORT/" + "x".repeat(503))).isEqualTo(71);
    }

    @Test
    void curlFetchesFromAPortOfItsChoice() throws IOException, InterruptedException {
        fetches("curl -sS --local-port 44444-45444 -o OUT tftp://HOST:PORT//NAME", "f512");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--connect-timeout 549", "--tftp-blksize 1024", "--tftp-blksize 400", "--tftp-no-options"})
    void curlFetchesWithItsOptions(String option) throws IOException, InterruptedException {
        fetches("curl -sS " + option + " -o OUT tftp://HOST:PORT//NAME", "f" + COMMON);
    }

    @Test
    void curlFetchesWhatIsThereAfterWhatIsNot() throws IOException, InterruptedException {
        int status = run("curl -sS -o OUT tftp://HOST:PORT//missing -o OUT tftp://HOST:PORT//f513");
        assertThat(status).isZero();
        assertThat(Files.mismatch(out.resolve("file"), root.resolve("f513"))).isEqualTo(-1);
    }

    @Test
    void curlFetchesSeveralFilesInARow() throws IOException, InterruptedException {
        String twice = "tftp://HOST:PORT//f512 tftp://HOST:PORT//f513 file://" + root.resolve("text");
        assertThat(run("curl -sS -o a -o b -o c " + twice)).isZero();
        assertThat(Files.mismatch(out.resolve("a"), root.resolve("f512"))).isEqualTo(-1);
        assertThat(Files.mismatch(out.resolve("b"), root.resolve("f513"))).isEqualTo(-1);
        assertThat(Files.mismatch(out.resolve("c"), root.resolve("text"))).isEqualTo(-1);
    }

    @Test
    void everyClientOfACrowdGetsItsOwnFile() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of("curl", "atftp", "busybox", "tftp").allMatch(Program::isInstalled),
                "not all clients are installed");
        String host = address(server).getAddress().getHostAddress();
        int port = address(server).getPort();
        String script = "for i in 1 511 512 513; do"
                + " curl -sS -o c$i tftp://" + host + ":" + port + "/f$i &"
                + " atftp -g -r f$i -l a$i " + host + " " + port + " &"
                + " busybox tftp -g -r f$i -l b$i " + host + " " + port + " &"
                + " tftp -m binary " + host + " " + port + " -c get f$i t$i &"
                + " done; wait;"
                + " for i in 1 511 512 513; do for c in a b c t; do cmp $c$i " + root + "/f$i || exit 1; done; done";
        assertThat(Program.shell(script, out)).isZero();
    }
}
