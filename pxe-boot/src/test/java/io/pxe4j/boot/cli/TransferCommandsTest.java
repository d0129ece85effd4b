package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pxe4j.tftp.server.DirectoryContent;
import io.pxe4j.tftp.server.DirectoryUploads;
import io.pxe4j.tftp.server.TftpServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code get}, {@code put} and {@code tftp --allow-write}. */
@Timeout(60)
class TransferCommandsTest {
    private static final byte[] FILE = new byte[100_000];

    static {
        new Random(1).nextBytes(FILE);
    }

    @TempDir
    Path root;

    @TempDir
    Path here;

    private final CommandRun command = new CommandRun();
    private TftpServer server;
    private String url = "";

    @BeforeEach
    void serve() throws IOException {
        Files.createDirectory(root.resolve("boot"));
        Files.write(root.resolve("boot/f"), FILE);
        server = TftpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .content(DirectoryContent.of(root))
                .writes(DirectoryUploads.builder(root).maxFileSize(1_000_000).build())
                .build();
        server.start().toCompletableFuture().join();
        url = "tftp://127.0.0.1:" + server.localAddresses().get(0).getPort() + "/";
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void getsAFileAndSaysSoInOneLine() {
        Path target = here.resolve("got");
        assertThat(command.run("get", url + "boot/f", target.toString())).isZero();
        assertThat(target).hasBinaryContent(FILE);
        assertThat(command.out().toString()).matches("boot/f to .*got, 100,000 bytes in \\d+ ms.*\\R");
        assertThat(command.err().toString()).isEmpty();
    }

    @Test
    void getsIntoADirectoryUnderItsOwnName() {
        assertThat(command.run("get", url + "boot/f", here.toString(), "--blksize", "512", "--windowsize", "1"))
                .isZero();
        assertThat(here.resolve("f")).hasBinaryContent(FILE);
    }

    @Test
    void getsWithoutOptionsToo() {
        Path target = here.resolve("got");
        assertThat(command.run("get", "--no-options", "--transport", "nio", url + "boot/f", target.toString()))
                .isZero();
        assertThat(target).hasBinaryContent(FILE);
    }

    @Test
    void aMissingFileIsOneSentence() {
        command.assertProblem(
                "The server 127.0.0.1 refused none: ERROR 1 (file not found)",
                "get",
                url + "none",
                here.resolve("got").toString());
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void aTargetThatCannotBeWrittenIsOneSentence() {
        command.assertProblem(
                "The transfer of boot/f failed: ",
                "get",
                url + "boot/f",
                here.resolve("none/got").toString());
    }

    @Test
    void aServerThatIsNotThereIsOneSentence() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            command.assertProblem(
                    "failed: no answer to RRQ",
                    "get",
                    "tftp://127.0.0.1:" + silent.getLocalPort() + "/f",
                    here.resolve("got").toString(),
                    "--tries",
                    "1");
        }
    }

    @Test
    void aHostThatIsNotThereIsOneSentence() {
        command.assertProblem(
                "There is no host none.invalid",
                "get",
                "tftp://none.invalid/f",
                here.resolve("got").toString());
    }

    @Test
    void putsAFileAndSaysSoInOneLine() throws IOException {
        Path source = Files.write(here.resolve("source"), FILE);
        assertThat(command.run("put", source.toString(), url + "new")).isZero();
        assertThat(root.resolve("new")).hasBinaryContent(FILE);
        assertThat(command.out().toString()).matches(".*source to new, 100,000 bytes in \\d+ ms.*\\R");
    }

    @Test
    void putsUnderItsOwnNameBehindASlash() throws IOException {
        Path source = Files.write(here.resolve("source"), FILE);
        assertThat(command.run("put", source.toString(), url + "boot/")).isZero();
        assertThat(root.resolve("boot/source")).hasBinaryContent(FILE);
        assertThat(command.run("put", source.toString(), url)).isZero();
        assertThat(root.resolve("source")).hasBinaryContent(FILE);
    }

    @Test
    void aFileThatExistsIsOneSentence() throws IOException {
        Path source = Files.write(here.resolve("source"), FILE);
        command.assertProblem("refused boot/f: ERROR 6 (file exists)", "put", source.toString(), url + "boot/f");
    }

    @Test
    void convertsText() throws IOException {
        Path source = Files.writeString(here.resolve("source"), "one\ntwo\n");
        assertThat(command.run("put", source.toString(), url + "text;mode=netascii"))
                .isZero();
        assertThat(root.resolve("text")).hasContent("one\ntwo\n");
        Path target = here.resolve("got");
        assertThat(command.run("get", url + "text", target.toString(), "--mode", "netascii"))
                .isZero();
        assertThat(target).hasContent("one\ntwo\n");
    }

    @Test
    void tftpStoresWhatItMayAndTellsOfIt() throws Exception {
        Path incoming = Files.createDirectory(here.resolve("incoming"));
        Path source = Files.write(here.resolve("source"), FILE);
        try (CommandRun.Running running = command.start(
                "tftp",
                "--bind",
                "127.0.0.1",
                "--port",
                "0",
                "--root",
                root.toString(),
                "--allow-write",
                "create-new",
                "--upload-root",
                incoming.toString(),
                "--max-upload",
                "98k",
                "--upload-quota",
                "150k",
                "--create-directories")) {
            command.out().await("uploads to " + incoming + ": create-new, files of up to 100,352 bytes");
            Matcher port = Pattern.compile("UDP 127.0.0.1:(\\d+)")
                    .matcher(command.out().toString());
            assertThat(port.find()).isTrue();
            String to = "tftp://127.0.0.1:" + port.group(1) + "/";
            assertThat(new CommandRun().run("put", source.toString(), to + "a/b"))
                    .isZero();
            assertThat(incoming.resolve("a/b")).hasBinaryContent(FILE);
            command.out().await("stored a/b, 100,000 bytes in ");
            new CommandRun().assertProblem("quota", "put", source.toString(), to + "c");
            Path large = Files.write(here.resolve("large"), new byte[100_353]);
            new CommandRun().assertProblem("ERROR 3 (disk full)", "put", large.toString(), to + "d");
            assertThat(running.stop()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tftp://h/f, h, 69, f, false",
        "TFTP://h:70/a/b, h, 70, a/b, false",
        "tftp://h//abs, h, 69, /abs, false",
        "tftp://[::1]:70/f, ::1, 70, f, false",
        "tftp://h/f;mode=netascii, h, 69, f, true",
        "tftp://h/f;mode=octet, h, 69, f, false",
        "tftp://h/a%20b, h, 69, a b, false",
    })
    void readsUrls(String text, String host, int port, String file, boolean netascii) {
        assertThat(TftpUrl.of(text)).isEqualTo(new TftpUrl(host, port, file, netascii));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "f",
                "tftp:f",
                "tftp://h",
                "tftp://h/",
                "http://h/f",
                "tftp://h:0/f",
                "tftp://h:65536/f",
                "tftp://h/f;mode=mail",
                "tftp://h/a%00b",
                "tftp://h/a b",
                "tftp:///f"
            })
    void refusesWhatIsNoUrl(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TftpUrl.of(text)).withMessageContaining("expected: like");
    }

    @ParameterizedTest
    @CsvSource({"4096, 4096", "512k, 524288", "64M, 67108864", "2g, 2147483648"})
    void readsSizes(String text, long octets) {
        assertThat(Sizes.of(text)).isEqualTo(octets);
    }

    @Test
    void drawsABarIfTheSizeIsKnown() {
        assertThat(ProgressBar.line(0, 1000)).startsWith("[-----").contains("  0 %  0 of 1,000 bytes");
        assertThat(ProgressBar.line(500, 1000)).isEqualTo("[###############---------------]  50 %  500 of 1,000 bytes");
        assertThat(ProgressBar.line(1000, 1000)).contains("#] 100 %");
        assertThat(ProgressBar.line(1500, 1000)).contains("#] 100 %");
        assertThat(ProgressBar.line(1500, -1)).isEqualTo("1,500 bytes");
    }
}
