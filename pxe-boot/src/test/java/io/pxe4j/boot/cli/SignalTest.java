package io.pxe4j.boot.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.boot.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands as processes of their own, as an administrator stops and asks them. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "sends signals with kill")
@Timeout(60)
class SignalTest {
    @TempDir
    Path directory;

    private final List<String> heard = new ArrayList<>();

    @Test
    void tftpTellsItsCountersToo() throws Exception {
        Process process = start("tftp", "--bind=127.0.0.1", "--port=0", "--root=" + directory, "--deny=10.0.0.0/8");
        try (BufferedReader out = process.inputReader()) {
            await(out, "listening on UDP 127.0.0.1:");
            String socket = heard.get(0).replaceAll(".*:(\\d+): TFTP.*", "$1");
            try (DatagramSocket client = new DatagramSocket()) {
                InetSocketAddress server = new InetSocketAddress("127.0.0.1", Integer.parseInt(socket));
                byte[] request = "\0\1missing\0octet\0".getBytes(US_ASCII);
                client.send(new DatagramPacket(request, request.length, server));
                client.receive(new DatagramPacket(new byte[100], 100));
            }
            await(out, "missing refused");

            signal("USR1", process);
            await(out, "counters: requests 1, refused 1, errors sent 1, refused not found 1");

            signal("TERM", process);
            await(out, "counters: requests 1");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        // Newer JDKs warn there of native code: the jar's manifest permits it, a class path has none.
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void signal(String name, Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void await(BufferedReader out, String text) throws IOException {
        String line = out.readLine();
        while (line != null) {
            heard.add(line);
            if (line.contains(text)) {
                return;
            }
            line = out.readLine();
        }
        throw new AssertionError("waiting for " + text + " in " + heard);
    }

    @Test
    void tellsItsCountersOnUsr1AndEndsOnTerm() throws Exception {
        Process process = start(
                "dhcp",
                "--bind=127.0.0.1",
                "--dhcp-port=0",
                "--mode=dhcp",
                "--range=127.0.0.50-127.0.0.59",
                "--lease-store=jdbc:sqlite:" + directory.resolve("leases.db"));
        try (BufferedReader out = process.inputReader()) {
            await(out, "listening on UDP 127.0.0.1:");
            assertThat(heard.get(0)).startsWith("leases in jdbc:sqlite:");

            signal("USR1", process);
            await(out, "counters: ");

            signal("TERM", process);
            await(out, "counters: ");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
        assertThat(heard).hasSize(4);
    }
}
