package io.pxe4j.boot.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.boot.http.HttpServer;
import io.pxe4j.tftp.server.TftpClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ContentOptionsTest {
    private static final Pattern LISTENING = Pattern.compile("listening on UDP 127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    Path temp;

    private final CommandRun command = new CommandRun();

    @Test
    void servesFromEverywhereItIsToldTo() throws Exception {
        Path root = Files.createDirectories(temp.resolve("root/127.0.0.1")).getParent();
        Path mirror = Files.createDirectories(temp.resolve("mirror"));
        Files.writeString(root.resolve("127.0.0.1/mine"), "client");
        Files.writeString(root.resolve("Boot.ini"), "root");
        Files.writeString(root.resolve(".dot"), "hidden");
        Files.writeString(mirror.resolve("far"), "upstream");
        HttpServer http = HttpServer.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .files(mirror)
                .build();
        http.start().toCompletableFuture().join();
        try (CommandRun.Running running = command.start(
                        "tftp",
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--root",
                        root.toString(),
                        "--per-client",
                        "--ignore-case",
                        "--hidden-files",
                        "--cache",
                        "1m",
                        "--upstream",
                        "http://127.0.0.1:" + http.localAddress().getPort() + "/");
                TftpClient client = TftpClient.builder().build()) {
            command.out().await("TFTP, files of");
            Matcher listening = LISTENING.matcher(command.out().toString());
            assertThat(listening.find()).isTrue();
            InetSocketAddress server = new InetSocketAddress("127.0.0.1", Integer.parseInt(listening.group(1)));
            assertThat(get(client, server, "mine")).isEqualTo("client");
            assertThat(get(client, server, "boot.INI")).isEqualTo("root");
            assertThat(get(client, server, ".dot")).isEqualTo("hidden");
            assertThat(get(client, server, "far")).isEqualTo("upstream");
            assertThatThrownBy(() -> get(client, server, "nowhere")).hasMessageContaining("not found");
            assertThat(running.stop()).isZero();
        } finally {
            http.stop().toCompletableFuture().join();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--cache, much, 'like 4096'",
        "--upstream, ftp://x/, an http or https URL",
        "--upstream, 'a b', --upstream"
    })
    void saysWhatItCannotUse(String option, String value, String expected) {
        command.assertProblem(expected, "tftp", "--port", "0", "--root", temp.toString(), option, value);
    }

    private static String get(TftpClient client, InetSocketAddress server, String file) {
        return new String(client.get(server, file).toCompletableFuture().join().bytes(), US_ASCII);
    }
}
