package io.pxe4j.boot.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServeTransfersTest {
    @TempDir
    Path root;

    private final CommandRun command = new CommandRun();

    @BeforeEach
    void content() throws Exception {
        Files.write(root.resolve("file"), new byte[100_000]);
        Files.writeString(root.resolve(".hidden"), "hidden");
    }

    private CommandRun.Running serve(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("serve", "--interface", CommandRun.loopback()));
        arguments.addAll(List.of("--bind", "127.0.0.1", "--mode", "proxy", "--root", root.toString()));
        for (String port : new String[] {"--dhcp-port", "--pxe-port", "--tftp-port", "--http-port"}) {
            arguments.addAll(List.of(port, "0"));
        }
        arguments.addAll(List.of(more));
        CommandRun.Running running = command.start(arguments.toArray(String[]::new));
        command.out().await("HTTP, files of");
        return running;
    }

    private int port(String protocol) {
        Matcher listening = Pattern.compile(protocol).matcher(command.out().toString());
        assertThat(listening.find()).isTrue();
        return Integer.parseInt(listening.group(1));
    }

    /** The first packet of the answer to a request for everything that can be negotiated. */
    private DatagramPacket answerTo(String file) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket socket = new DatagramSocket(0, loopback)) {
            socket.setSoTimeout(20_000);
            byte[] request = ("\0\1" + file + "\0octet\0blksize\0001428\0windowsize\00016\0").getBytes(US_ASCII);
            int port = port("UDP 127.0.0.1:(\\d+): TFTP");
            socket.send(new DatagramPacket(request, request.length, new InetSocketAddress(loopback, port)));
            DatagramPacket answer = new DatagramPacket(new byte[600], 600);
            socket.receive(answer);
            return answer;
        }
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), US_ASCII);
    }

    private int httpStatus(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port("TCP 127.0.0.1:(\\d+): HTTP") + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void transfersAsItIsTold() throws Exception {
        try (CommandRun.Running running = serve(
                "--tftp-mode",
                "single-port",
                "--max-block-size",
                "600",
                "--max-window-size",
                "2",
                "--threads",
                "1",
                "--transport",
                "nio")) {
            DatagramPacket answer = answerTo("file");

            assertThat(text(answer)).isEqualTo("\0\6blksize\000600\0windowsize\0002\0");
            assertThat(answer.getPort()).isEqualTo(port("UDP 127.0.0.1:(\\d+): TFTP"));
            assertThat(running.stop()).isZero();
        }
    }

    @Test
    void transfersFromPortsOfTheirOwnInLargeWindowsByDefault() throws Exception {
        try (CommandRun.Running running = serve()) {
            DatagramPacket answer = answerTo("file");

            assertThat(text(answer)).isEqualTo("\0\6blksize\0001428\0windowsize\00016\0");
            assertThat(answer.getPort()).isNotEqualTo(port("UDP 127.0.0.1:(\\d+): TFTP"));
            assertThat(running.stop()).isZero();
        }
    }

    @Test
    void servesNamesThatStartWithADotByNeitherProtocol() throws Exception {
        try (CommandRun.Running running = serve()) {
            assertThat(text(answerTo(".hidden"))).startsWith("\0\5\0\2");
            assertThat(httpStatus("/.hidden")).isEqualTo(403);
            assertThat(httpStatus("/file")).isEqualTo(200);
            assertThat(running.stop()).isZero();
        }
    }

    @Test
    void servesThemByBothWhenAskedTo() throws Exception {
        try (CommandRun.Running running = serve("--hidden-files")) {
            assertThat(text(answerTo(".hidden"))).startsWith("\0\6blksize");
            assertThat(httpStatus("/.hidden")).isEqualTo(200);
            assertThat(running.stop()).isZero();
        }
    }
}
