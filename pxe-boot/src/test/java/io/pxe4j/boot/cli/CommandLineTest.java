package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.server.TftpClient;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CommandLineTest {
    @TempDir
    Path root;

    private final CommandRun command = new CommandRun();
    private final CommandRun.HeardWriter out = command.out();
    private final CommandRun.HeardWriter err = command.err();

    private int run(String... arguments) {
        return command.run(arguments);
    }

    private void assertProblem(int status, String sentence) {
        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("pxe-boot: ").contains(sentence).endsWith("." + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void showsWhatThereIsWhenAskedNothing() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .contains("serve", "dhcp", "tftp", "get", "put", "explain", "format", "eval", "demo", "Exit status");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "dhcp", "tftp", "get", "put", "explain", "format", "eval", "demo"})
    void helpsWithEveryCommand(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: pxe-boot " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void tellsItsVersion(String option) {
        assertThat(run(option)).isZero();
        assertThat(out.toString()).startsWith("pxe-boot ").contains("Java ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bogus | 'bogus'",
                "serve | --interface=IF",
                "serve --interface lo --mode bogus | --mode bogus cannot be used: give proxy or dhcp",
                "serve --interface lo --mode dhcp | add --range",
                "serve --interface lo --mode dhcp --range 10 | --range 10 cannot be used: give like 10.0.0.50-10.0.0.99",
                "serve --interface lo --mode dhcp --range 127.0.0.9-127.0.0.5 | the lower end first",
                "serve --interface lo --mode proxy --range 10.0.0.1-10.0.0.2 | --range is for --mode dhcp",
                "serve --interface lo --mode proxy --bind 10.0.0 | --bind 10.0.0 cannot be used",
                "serve --interface lo --mode proxy --lease-store disk | --lease-store disk cannot be used: give memory",
                "serve --interface lo --mode proxy --http-port 65536 | --http-port 65536 cannot be used: give 0..65535",
                "serve --interface lo --mode proxy --tftp-port x | --tftp-port",
                "serve --interface lo --mode proxy --bios http://h/f | PXE firmware loads no URLs",
                "serve --interface lo --mode proxy --ipxe http:boot | --ipxe http:boot cannot be used",
                "serve --interface lo --mode proxy --uefi-x64-http htp://h/f | --uefi-x64-http htp://h/f cannot be used",
                "tftp --root . --port 65536 | --port 65536 cannot be used: give 0..65535",
                "tftp --root . --bind example.org | --bind example.org cannot be used",
                "tftp --root . --max-transfers 0 | --max-transfers 0 cannot be used: give 1..2147483647",
                "tftp --root . --max-transfers-per-client 0 | --max-transfers-per-client 0 cannot be used",
                "tftp --root . --tftp-rate -1 | --tftp-rate -1 cannot be used: give 1..1000000000",
                "tftp --root . --allow 10.0.0.0/33 | --allow 10.0.0.0/33 cannot be used: give an address or a block",
                "serve --interface lo --mode proxy --deny host | --deny host cannot be used: give an address or a block",
                "serve --interface lo --mode proxy --tftp-mode x | --tftp-mode x cannot be used: give transfer-ports,",
                "serve --interface lo --mode proxy --max-block-size 7 | --max-block-size 7 cannot be used: give 8..65464",
                "serve --interface lo --mode proxy --max-window-size 0 | --max-window-size 0 cannot be used",
                "serve --interface lo --mode proxy --transport tcp | --transport tcp cannot be used: give auto, epoll,",
                "tftp --root . --threads 0 | --threads 0 cannot be used: give 1..1024",
                "tftp --root . --allow-write all | --allow-write all cannot be used: give deny, create-new, replace or",
                "tftp --root . --max-upload big | --max-upload big cannot be used: give like 4096, 512k, 64m or 2g",
                "tftp --root . --upload-quota -1 | --upload-quota",
                "tftp --root . --allow-write replace --upload-root none | The upload root none is no directory",
                "get 10.0.0.1/f | URL 10.0.0.1/f cannot be used: give like tftp://10.0.0.1/boot/file",
                "get tftp://10.0.0.1/f --blksize 7 | --blksize 7 cannot be used: give 8..65464",
                "get tftp://10.0.0.1/f --windowsize 0 | --windowsize 0 cannot be used: give 1..65535",
                "get tftp://10.0.0.1/f --timeout 256 | --timeout 256 cannot be used: give 1..255",
                "get tftp://10.0.0.1/f --tries 0 | --tries 0 cannot be used: give 1..100",
                "get tftp://10.0.0.1/f --mode mail | --mode mail cannot be used: give octet or netascii",
                "get tftp://10.0.0.1/f --transport tcp | --transport tcp cannot be used: give auto, epoll or nio",
                "get tftp://10.0.0.1/dir/ | names no file",
                "put none tftp://10.0.0.1/f | There is no file none that this user may read",
                "put f http://10.0.0.1/f | URL http://10.0.0.1/f cannot be used",
                "tftp --root . --mode x | --mode x cannot be used: give transfer-ports, single-port or port-range=A-B",
                "tftp --root . --mode port-range=7-6 | --mode port-range=7-6 cannot be used: give port-range=A-B with 1",
                "tftp --root . --mode port-range=1-70000 | cannot be used: give port-range=A-B with 1",
                "tftp --root . --max-block-size 7 | --max-block-size 7 cannot be used: give 8..65464",
                "tftp --root . --max-window-size 0 | --max-window-size 0 cannot be used: give 1..65535",
                "tftp --root . --transport tcp | --transport tcp cannot be used: give auto, epoll, nio or io_uring",
                "tftp --root . --rehearsal 2m | --rehearsal 2m cannot be used: give a time up to 1m",
            })
    void saysInOneSentenceWhatIsWrongWithTheArguments(String line, String sentence) {
        assertProblem(run(line.split(" ")), sentence);
    }

    @Test
    void saysThatThereIsNoSuchInterface() {
        assertProblem(
                run("serve", "--interface", "pxe4j-none", "--mode", "proxy"),
                "There is no network interface pxe4j-none: choose one of ");
    }

    @Test
    void saysThatTheRangeLiesOutsideTheNetwork() {
        assertProblem(
                run("serve", "--interface", CommandRun.loopback(), "--mode", "dhcp", "--range", "10.0.0.1-10.0.0.9"),
                "The range 10.0.0.1-10.0.0.9 lies outside 127.0.0.0/8, the network of " + CommandRun.loopback());
    }

    @Test
    void saysThatABootFileIsMissing() {
        assertProblem(
                run(
                        "serve",
                        "--interface",
                        CommandRun.loopback(),
                        "--mode",
                        "proxy",
                        "--root",
                        root.toString(),
                        "--bios",
                        "none.kpxe"),
                "The boot file none.kpxe (bios) is not in " + root);
    }

    @Test
    void saysThatTheRootIsMissing() {
        assertProblem(
                run("tftp", "--root", root.resolve("none").toString()), "is no directory that this user may read");
    }

    @Test
    void saysThatAnAddressIsNotHere() {
        assertProblem(
                run("tftp", "--root", root.toString(), "--bind", "203.0.113.9", "--port", "0"),
                "203.0.113.9 is no address of this machine");
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            assertProblem(
                    run("tftp", "--root", root.toString(), "--bind", "127.0.0.1", "--port", "" + taken.getLocalPort()),
                    "UDP port " + taken.getLocalPort() + " on 127.0.0.1 is taken by another program");
        }
    }

    @Test
    void servesTftpUntilItIsStopped() throws Exception {
        Files.write(root.resolve("a"), new byte[1234]);
        try (CommandRun.Running running = command.start(
                "tftp", "--root", root.toString(), "--bind", "127.0.0.1", "--port", "0", "--threads", "2")) {
            out.await("TFTP, files of");

            fetch("a");
            fetch("none");

            out.await("  a, 1,234 bytes in ");
            out.await("  none refused: file not found");
            assertThat(running.stop()).isZero();
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void servesABootServerUntilItIsStopped() throws Exception {
        Files.write(root.resolve("undionly.kpxe"), new byte[1234]);
        try (CommandRun.Running running = command.start(
                "serve",
                "--interface",
                CommandRun.loopback(),
                "--bind",
                "127.0.0.1",
                "--mode",
                "dhcp",
                "--range",
                "127.0.0.50-127.0.0.99",
                "--root",
                root.toString(),
                "--bios",
                "undionly.kpxe",
                "--dhcp-port",
                "0",
                "--pxe-port",
                "0",
                "--tftp-port",
                "0",
                "--http-port",
                "0",
                "--verbose")) {
            out.await("HTTP, files of");

            fetch("undionly.kpxe");

            out.await("TFTP undionly.kpxe, 1,234 bytes in ");
            assertThat(out.toString())
                    .contains(
                            "DHCP, leasing 127.0.0.50-127.0.0.99", ": PXE boot server", "listening on TCP 127.0.0.1:");
            assertThat(running.stop()).isZero();
        }
        assertThat(err.toString()).isEmpty();
    }

    private void fetch(String file) throws Exception {
        Matcher listening = Pattern.compile("UDP 127.0.0.1:(\\d+): TFTP").matcher(out.toString());
        assertThat(listening.find()).isTrue();
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(listening.group(1)));
        try (TftpClient client = TftpClient.builder().build()) {
            client.get(server, file)
                    .handle((download, failure) -> failure == null)
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void bootsFourMachinesInTheDemo() {
        assertThat(run("demo")).as(out + "" + err).isZero();
        assertThat(out.toString())
                .contains("Intel PXE ROM, then iPXE (pcbios)", "EDK2 HTTP boot", "OFFER", "vmlinuz", "initrd.img")
                .doesNotContain("NOT BOOTED");
        assertThat(out.toString().lines().filter(line -> line.endsWith("  booted")))
                .hasSize(4);
        assertThat(out.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }
}
