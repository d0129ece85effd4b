package io.pxe4j.tftp.server;

import static io.pxe4j.tftp.server.TftpServerTest.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that nobody should send, against a real server of a directory: it answers as it should, and serves on. */
@ParameterizedClass
@MethodSource("io.pxe4j.tftp.server.Transports#available")
class HostileRequestsTest {
    private static final int MAX_UDP = 65_507;

    @Parameter
    TftpTransport transport;

    @TempDir
    Path directory;

    private Path root;
    private final Recorder recorder = new Recorder();
    private TftpServer server;
    private InetSocketAddress address;
    private RawClient client;

    @BeforeEach
    void serve() throws IOException {
        root = Files.createDirectory(directory.resolve("root"));
        Files.write(root.resolve("f"), new byte[3]);
        Files.write(root.resolve("foo..bar"), new byte[4]);
        Files.writeString(directory.resolve("secret"), "secret");
        server = TftpServerTest.started(DirectoryContent.of(root), transport, 1);
        address = address(server);
        client = new RawClient(address);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private void servesOn() throws IOException {
        try (RawClient other = new RawClient(address)) {
            other.send(TftpRequest.read("f", TftpOptions.NONE), address);
            assertThat(((TftpData) other.receive()).payload().readableBytes()).isEqualTo(3);
        }
    }

    /** What comes back for a request, which stays one request however often it is sent. */
    private TftpDecoded answerTo(String request) throws IOException {
        client.sendText(request, address);
        return client.receive();
    }

    private TftpErrorCode errorFor(String file) throws IOException {
        TftpDecoded answer = answerTo("\0\1" + file + "\0octet\0");
        assertThat(answer).as("answer to " + file).isInstanceOf(TftpError.class);
        return ((TftpError) answer).code();
    }

    // Layout.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // no octet
                "\0",
                "\0\0", // opcode 0
                "\0\0f\0octet\0",
                "\0\7f\0octet\0",
                "\u00ff\u00fff\0octet\0",
                "\1\0f\0octet\0", // opcode 1, little-endian
                "\0\3\0\1data",
                "\0\3\0\0",
                "\0\3\0",
                "\0\4\0\1",
                "\0\4\0\1\5",
                "\0\4\0",
                "\0\5\0\1no NUL",
                "\0\5\0\1message\0",
                "\0\5\0",
                "\0\6tsize\0" + "5\0",
                "\0\6",
            })
    void whatIsNoRequestIsNotAnswered(String packet) throws IOException {
        client.sendText(packet, address);
        servesOn();
        assertThat(client.receive(20)).isEmpty();
        assertThat(server.counters().refused(RefusalReason.NOT_A_REQUEST)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\1",
                "\0\1f",
                "\0\1f\0",
                "\0\1f\0octet",
                "\0\1f\0\0",
                "\0\2f",
                "\0\1\0\0",
                "\0\1f\0mail\0",
                "\0\1f\0unheard-of\0"
            })
    void brokenRequestsAreError4(String packet) throws IOException {
        assertThat(((TftpError) answerTo(packet)).code()).isEqualTo(TftpErrorCode.ILLEGAL_OPERATION);
        servesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"octet", "OCTET", "oCtEt", "netascii", "NetASCII"})
    void modesHaveNoCase(String mode) throws IOException {
        assertThat(answerTo("\0\1f\0" + mode + "\0")).isInstanceOf(TftpData.class);
    }

    /** HP's PA-RISC ROM sends 516 octets, whatever it asks for. */
    @ParameterizedTest
    @ValueSource(strings = {"\0", "garbage that is no option"})
    void aRequestMayBePadded(String padding) throws IOException {
        String request = "\0\1f\0octet\0";
        StringBuilder padded = new StringBuilder(request);
        while (padded.length() < 516) {
            padded.append(padding);
        }
        assertThat(answerTo(padded.substring(0, 516))).isInstanceOf(TftpData.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 1500, 2047, 2048, 2049, 9000, MAX_UDP})
    void aRequestMayBeAsLongAsUdpLetsIt(int length) throws IOException {
        byte[] request = new byte[length];
        Arrays.fill(request, (byte) 'x');
        request[0] = 0;
        request[1] = 1;
        client.sendBytes(request, address);
        assertThat(((TftpError) client.receive()).code()).isEqualTo(TftpErrorCode.ILLEGAL_OPERATION);
        servesOn();
    }

    @Test
    void hundredsOfOptionsAreError4() throws IOException {
        StringBuilder request = new StringBuilder("\0\1f\0octet\0");
        for (int i = 0; i < 200; i++) {
            request.append((char) ('a' + i % 26)).append(i).append("\0" + "1\0");
        }
        assertThat(((TftpError) answerTo(request.toString())).code()).isEqualTo(TftpErrorCode.ILLEGAL_OPERATION);
        servesOn();
    }

    // Options.

    /** Values that no option may have are left out, never an error: ROMs give up on error 8. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "blksize        | none",
                "blksize;       | none",
                ";              | none",
                ";512           | none",
                "blksize;x      | none",
                "blksize; 512   | none",
                "blksize;+512   | none",
                "blksize;-1     | none",
                "blksize;0x200  | none",
                "blksize;0      | none",
                "blksize;1      | none",
                "blksize;7      | none",
                "blksize;8      | blksize=8",
                "blksize;000512 | blksize=512",
                "BlkSize;512    | blksize=512",
                "blksize;65464  | blksize=65464",
                "blksize;65465  | blksize=65464",
                "blksize;65535  | blksize=65464",
                "blksize;4294967296           | blksize=65464",
                "blksize;18446744073709551616 | blksize=65464",
                "blksize;1024;blksize;512     | blksize=1024",
                "blksize;1024;blksize2;512    | blksize=1024",
                "blksize2;1000;blksize;600    | blksize2=512",
                "windowsize;0     | none",
                "windowsize;1     | windowsize=1",
                "windowsize;65535 | windowsize=64",
                "windowsize;65536 | windowsize=64",
                "windowsize;-1    | none",
                "timeout;0        | none",
                "timeout;1        | timeout=1",
                "timeout;255      | timeout=255",
                "timeout;256      | none",
                "tsize;0          | tsize=3",
                "tsize;-1         | none",
                "tsize;9223372036854775808 | tsize=3",
                "msftwindow;31416          | none",
                "unknown;1;tsize;0         | tsize=3",
            })
    void optionsWithBadValuesAreLeftOut(String options, String agreed) throws IOException {
        TftpDecoded answer = answerTo("\0\1f\0octet\0" + options.replace(';', '\0') + "\0");
        if (agreed.equals("none")) {
            assertThat(answer).isInstanceOf(TftpData.class);
        } else {
            assertThat(((TftpOack) answer).options()).hasToString(agreed);
        }
    }

    @Test
    void aRequestThatIsCutIsReadAsFarAsItGoes() throws IOException {
        TftpDecoded answer = answerTo("\0\1f\0octet\0blksize\0" + "9".repeat(10_000) + "\0");
        // What is left asks for a file, with an option that has no end.
        assertThat(answer).isInstanceOf(TftpData.class);
        servesOn();
    }

    // Names.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../secret",
                "../../../../etc/passwd",
                "..\\secret",
                "/../secret",
                "x/../../secret",
                "./../secret",
                "%2e%2e/secret",
                "..%2fsecret",
                "....//secret",
                "C:\\secret",
                "C:secret",
                "\\\\host\\share",
                "\\..\\secret",
                "CON",
                "aux.txt",
                "f:stream",
                "f.",
                "f ",
                ".",
                "/",
                "",
                "\1\2\33[2J\7",
                "\u00ff\u00fe\u00c0\u00af..\u00c0\u00afsecret",
                "missing",
            })
    void namesThatAreNoFileOfTheRootAreError1Or2(String file) throws IOException {
        // Any other error makes U-Boot start over for ever.
        assertThat(errorFor(file)).isIn(TftpErrorCode.FILE_NOT_FOUND, TftpErrorCode.ACCESS_VIOLATION);
        servesOn();
    }

    @Test
    void aNameMayBeFourThousandOctets() throws IOException {
        assertThat(errorFor("d/".repeat(900) + "f")).isIn(TftpErrorCode.FILE_NOT_FOUND, TftpErrorCode.ACCESS_VIOLATION);
        assertThat(((TftpError) answerTo("\0\1" + "x".repeat(4096) + "\0octet\0")).code())
                .isEqualTo(TftpErrorCode.ILLEGAL_OPERATION);
        servesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo..bar", "/foo..bar", "//foo..bar", "./foo..bar", "\\foo..bar"})
    void twoDotsInANameAreNoCrime(String file) throws IOException {
        assertThat(((TftpData) answerTo("\0\1" + file + "\0octet\0")).payload().readableBytes())
                .isEqualTo(4);
    }

    @Test
    void linksOutOfTheRootPipesDevicesAndDirectoriesAreNotServed() throws IOException, InterruptedException {
        Files.createSymbolicLink(root.resolve("out"), directory.resolve("secret"));
        Files.createSymbolicLink(root.resolve("device"), Path.of("/dev/zero"));
        Files.createDirectory(root.resolve("d"));
        Process pipe = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
        assumeTrue(pipe.waitFor() == 0, "mkfifo is not installed");
        for (String file : new String[] {"out", "device", "d", "pipe"}) {
            assertThat(errorFor(file)).as(file).isIn(TftpErrorCode.FILE_NOT_FOUND, TftpErrorCode.ACCESS_VIOLATION);
        }
        servesOn();
    }

    @Test
    void theLogOfAHostileNameIsHarmless() throws IOException {
        server.close();
        server = TftpServerTest.start(TftpServer.builder()
                .bind(new InetSocketAddress(address.getAddress(), 0))
                .content(DirectoryContent.of(root))
                .transport(transport)
                .listener(recorder));
        address = address(server);
        errorFor("\33[2J\r\nfake line");
        assertThat(recorder.next(RequestRefused.class).file()).isEqualTo("\\x1b[2J\\x0d\\x0afake line");
    }
}
