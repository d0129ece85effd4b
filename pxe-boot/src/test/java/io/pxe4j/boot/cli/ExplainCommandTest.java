package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.boot.explain.Captures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    private final CommandRun command = new CommandRun();

    @TempDir
    Path directory;

    private List<String> explain(String... arguments) {
        String[] all =
                Stream.concat(Stream.of("explain"), Arrays.stream(arguments)).toArray(String[]::new);
        assertThat(command.run(all)).as(command.out() + "" + command.err()).isZero();
        assertThat(command.err().toString()).isEmpty();
        return command.out().toString().lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uefi-pxe-proxy", "bios-pxelinux", "uefi-http"})
    void tellsTheCapturesOfTheLabWordByWord(String name) throws IOException {
        assertThat(String.join("\n", explain("--no-tftp-data", Captures.of(name).toString())) + "\n")
                .isEqualTo(golden(name));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ExplainCommandTest.class.getResourceAsStream("/explain/" + name + ".txt")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<Path> captures() throws IOException {
        return Captures.all();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void explainsEveryCaptureOfTheRepository(Path capture) {
        List<String> told = explain(capture.toString(), "--verbose");
        assertThat(told).anySatisfy(line -> assertThat(line).contains(" DHCP "));
        assertThat(told).noneMatch(line -> line.contains("malformed") || line.contains("fault in the server"));
    }

    @Test
    void asksOneEngineWhenTold() {
        Path capture = Captures.of("uefi-pxe-proxy");
        assertThat(explain("--mode", "proxy", capture.toString()))
                .anySatisfy(line -> assertThat(line).contains("proxy would send OFFER"))
                .noneMatch(line -> line.contains("dhcp would"));
        assertThat(new ExplainCommandTest().explain("--mode", "dhcp", capture.toString()))
                .anySatisfy(line -> assertThat(line).contains("dhcp would send OFFER"))
                .noneMatch(line -> line.contains("proxy would"));
    }

    @Test
    void answersAsTheOptionsSay() {
        List<String> told = explain(
                Captures.of("bios-pxelinux").toString(),
                "--mode=dhcp",
                "--range=10.77.0.5-10.77.0.5",
                "--address=10.77.0.9/24",
                "--lease-time=10m",
                "--next-server=10.77.0.8",
                "--ipxe=other.ipxe",
                "--domain=example.org",
                "--router=10.77.0.254",
                "--dns=10.77.0.2,10.77.0.3",
                "--option=42=10.77.0.4",
                "--reserve=52:54:00:00:00:77=10.77.0.77",
                "--verbose");
        assertThat(told)
                .contains("dhcp:  this server at 10.77.0.9 hands out 10.77.0.5-10.77.0.5")
                .contains("files: ipxe other.ipxe")
                .anySatisfy(line -> assertThat(line)
                        .contains("dhcp would send OFFER 10.77.0.5, boot other.ipxe from 10.77.0.8, for 10 min"))
                .anySatisfy(
                        line -> assertThat(line).contains("dhcp would not answer: client has chosen another server"));
        assertThat(String.join("\n", told)).contains("10.77.0.254", "10.77.0.2 10.77.0.3", "example.org", "10.77.0.4");
    }

    @Test
    void standsInANetworkOfItsOwnWhenTold() {
        assertThat(explain(Captures.of("uefi-pxe").toString(), "--range", "192.168.5.50-192.168.5.99"))
                .contains("dhcp:  this server at 192.168.5.1 hands out 192.168.5.50-192.168.5.99")
                .anySatisfy(line -> assertThat(line).contains("dhcp would send OFFER 192.168.5."));
        assertThat(new ExplainCommandTest().explain(Captures.of("uefi-pxe").toString(), "--address", "192.168.5.7"))
                .contains("proxy: this server at 192.168.5.7 beside another address server")
                .anySatisfy(line -> assertThat(line).contains("dhcp would send OFFER 192.168.5."));
    }

    @Test
    void answersInTheStyleThatIsAskedFor() {
        String capture = Captures.of("uefi-pxe-proxy").toString();
        assertThat(explain("--mode=proxy", capture))
                .anySatisfy(line -> assertThat(line).contains("as \"proxy PXE 1.0\""));
        assertThat(new ExplainCommandTest().explain("--mode=proxy", "--uefi-style=redirect", capture))
                .noneMatch(line -> line.contains("as \"proxy PXE 1.0\""));
    }

    @Test
    void keepsAddressesAsTheUserSaysRatherThanAsTheyWere() {
        List<String> told = explain(
                "--mode=dhcp",
                "--reserve=52:54:00:00:00:06=10.77.0.9",
                Captures.of("uefi-http").toString());
        assertThat(told)
                .contains("dhcp:  this server at 10.77.0.1 hands out 10.77.0.0/24")
                .anySatisfy(line -> assertThat(line).contains("dhcp would send OFFER 10.77.0.9, "));
    }

    @Test
    void answersFromSubnets() {
        List<String> told = explain(
                "--mode=dhcp",
                "--subnet=10.77.0.0/24,range=10.77.0.7-10.77.0.7,lease-time=20m",
                "--subnet=10.78.0.0/24,range=10.78.0.7-10.78.0.7,shared=two",
                "--subnet=10.79.0.0/24,range=10.79.0.7-10.79.0.7,shared=two",
                Captures.of("uefi-http").toString());
        assertThat(told)
                .anySatisfy(line -> assertThat(line).contains("dhcp would send OFFER 10.77.0.7, ", "for 20 min"));
    }

    @Test
    void tellsTheFaultsOfOtherServers() throws IOException {
        byte[] capture = Files.readAllBytes(Captures.of("uefi-http"));
        // The offer's subnet mask (option 1, 4 octets) becomes an option that nobody knows.
        int at = indexOf(capture, new byte[] {1, 4, -1, -1, -1, 0});
        capture[at] = (byte) 224;
        Path file = Files.write(directory.resolve("fault.pcap"), capture);
        assertThat(explain(file.toString()))
                .contains(" ".repeat(24)
                        + "fault: it gives an address without a subnet mask (option 1): UEFI denies the lease");
    }

    private static int indexOf(byte[] content, byte[] wanted) {
        for (int at = 0; at < content.length - wanted.length; at++) {
            if (Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void explainsUpToWhereACaptureIsDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(Captures.of("uefi-http"));
        Path file = Files.write(directory.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 1));

        assertThat(command.run("explain", file.toString())).isEqualTo(1);

        assertThat(command.out().toString()).contains("DHCP OFFER 10.77.0.90", "9 DHCP and 0 TFTP packets");
        assertThat(command.err().toString().strip())
                .isEqualTo("pxe-boot: " + file + " is damaged: it ends in the middle of packet 10, after "
                        + (whole.length - 1) + " octets where " + whole.length + " are needed.");
    }

    @Test
    void explainsAnEmptyCapture() throws IOException {
        Path file = Files.write(
                directory.resolve("empty.pcap"), Arrays.copyOf(Files.readAllBytes(Captures.of("uefi-http")), 24));
        assertThat(explain(file.toString()))
                .contains(
                        "dhcp:  this server at 10.0.0.1 hands out 10.0.0.0/24, to the capture's clients what they got")
                .endsWith("0 DHCP and 0 TFTP packets");
    }

    @Test
    void saysThatAFileIsNoCapture() throws IOException {
        Path text = Files.writeString(directory.resolve("a.txt"), "hello, world");
        command.assertProblem(
                text + " is no capture: it begins with 68656c6c, which is neither pcap nor pcapng."
                        + " Name a file of `tcpdump -w` or Wireshark.",
                "explain",
                text.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none.pcap | none.pcap is no file that this user may read",
                ". | . is no file that this user may read",
                "CAPTURE --mode both | --mode both cannot be used: give proxy or dhcp",
                "CAPTURE --address 10 | --address 10 cannot be used: give dotted decimal",
                "CAPTURE --address 10.0.0.1/33 | --address 10.0.0.1/33 cannot be used: give like 10.0.0.0/24",
                "CAPTURE --next-server x | --next-server x cannot be used",
                "CAPTURE --next-server 0.0.0.0 | --next-server 0.0.0.0 cannot be used",
                "CAPTURE --lease-time x | --lease-time x cannot be used: give like 3600",
                "CAPTURE --option 26=x | --option 26=x cannot be used: give a number",
                "CAPTURE --option 51=1 | --option 51=1 cannot be used",
                "CAPTURE --boot-file x=a | --boot-file x=a cannot be used: give like 27=riscv64.efi",
                "CAPTURE --boot-file 99999=a | --boot-file 99999=a cannot be used",
                "CAPTURE --reserve 52:54:00:00:00:01=10.77.0.9 --reserve 52:54:00:00:00:02=10.77.0.9"
                        + "| These settings cannot be used together: host hw:52:54:00:00:00:02: 10.77.0.9 (expected:",
                "CAPTURE --reserve x | --reserve x cannot be used: give like 52:54:00:00:00:01=10.0.0.9",
            })
    void saysInOneSentenceWhatIsWrong(String line, String sentence) {
        String arguments =
                "explain " + line.replace("CAPTURE", Captures.of("uefi-http").toString());
        command.assertProblem(sentence, arguments.split(" "));
    }
}
