package io.pxe4j.boot.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does that no HTTP library would do. */
class HostileConnectionTest {
    @TempDir
    Path root;

    private final BlockingQueue<HttpTransfer> transfers = new LinkedBlockingQueue<>();
    private final BlockingQueue<InetSocketAddress> refused = new LinkedBlockingQueue<>();
    private @Nullable HttpServer server;
    private @Nullable EventLoopGroup nio;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(root.resolve("a"), "A");
        Files.writeString(root.resolve("b"), "B");
        Files.write(root.resolve("big"), new byte[8 << 20]);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (nio != null) {
            nio.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private HttpServer.Builder settings() {
        return HttpServer.builder()
                .files(root)
                .resource("/slow", r -> new CompletableFuture<>())
                .listener(new HttpListener() {
                    @Override
                    public void ended(HttpTransfer transfer) {
                        transfers.add(transfer);
                    }

                    @Override
                    public void refused(InetSocketAddress peer) {
                        refused.add(peer);
                    }
                });
    }

    private Socket connect(HttpServer.Builder settings) throws IOException {
        HttpServer fresh = settings.build();
        server = fresh;
        fresh.start().toCompletableFuture().join();
        return connect(fresh);
    }

    private static Socket connect(HttpServer server) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.connect(server.localAddress());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = connect(settings())) {
            send(socket, request);
            return readAll(socket);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST /a HTTP/1.1, 405",
        "DELETE /a HTTP/1.1, 405",
        "OPTIONS * HTTP/1.1, 405",
        "CONNECT a:1 HTTP/1.1, 405",
        "GET ../a HTTP/1.1, 400",
        "GET /../a HTTP/1.1, 403",
        "GET /%2e%2e/a HTTP/1.1, 403",
        "GET /%00 HTTP/1.1, 400",
        "GET /a\\b HTTP/1.1, 400",
        "GET, 400",
        "GET /a, 400",
        "GET /a HTTP/x, 400",
        "\u0001\u0002\u0003, 400",
    })
    void refusesBadRequestLines(String line, int status) throws IOException {
        String answer = exchange(line + "\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").containsIgnoringCase("content-length: ");
    }

    @Test
    void namesTheMethodsItKnows() throws IOException {
        assertThat(exchange("PUT /a HTTP/1.1\r\nHost: h\r\n\r\n")).containsIgnoringCase("allow: GET, HEAD");
    }

    @Test
    void refusesALongRequestLine() throws IOException {
        assertThat(exchange("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 414 ");
    }

    @Test
    void refusesALongHeader() throws IOException {
        assertThat(exchange("GET /a HTTP/1.1\r\n" + "X-Filler: 0123456789012345\r\n".repeat(1000) + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000000", "Transfer-Encoding: chunked"})
    void refusesABody(String header) throws IOException {
        String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";

        assertThat(exchange("GET /a HTTP/1.1\r\nHost: h\r\n" + header + "\r\n\r\n" + chunk + chunk))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void skipsASmallBody() throws IOException {
        assertThat(exchange("GET /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
                        + "GET /b HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .containsSubsequence("\r\n\r\nA", "\r\n\r\nB");
    }

    @Test
    void refusesToExpect() throws IOException {
        assertThat(exchange("GET /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"))
                .startsWith("HTTP/1.1 417 ");
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        String answer = exchange("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET /none HTTP/1.1\r\nHost: h\r\n\r\n"
                + "HEAD /b HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsSubsequence("200 OK", "\r\n\r\nA", "404 Not", "200 OK", "\r\n\r\nHTTP", "\r\n\r\nB");
    }

    @Test
    void survivesAThousandPipelinedRequests() throws Exception {
        try (Socket socket = connect(settings())) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    send(socket, "GET /a HTTP/1.1\r\nHost: h\r\n\r\n".repeat(1000) + "GET /b HTTP/1.0\r\n\r\n");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            String answer = readAll(socket);

            sending.get(10, TimeUnit.SECONDS);
            assertThat(answer.split("200 OK", -1)).hasSize(1002);
            assertThat(answer).endsWith("\r\n\r\nB");
        }
    }

    @Test
    void closesAfterAnHttp10Request() throws IOException {
        assertThat(exchange("GET /a HTTP/1.0\r\n\r\n"))
                .contains("200 OK")
                .containsIgnoringCase("connection: close")
                .endsWith("A");
    }

    @Test
    void keepsAnHttp10ConnectionOnRequest() throws IOException {
        String answer = exchange("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /b HTTP/1.0\r\n\r\n");

        assertThat(answer).containsIgnoringCase("connection: keep-alive").endsWith("B");
    }

    @Test
    void takesAClosedSideForAClientThatHasLeft() throws Exception {
        try (Socket socket = connect(settings())) {
            send(socket, "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
            socket.shutdownOutput();

            assertThat(readAll(socket)).isEmpty();
        }
    }

    @Test
    void closesAConnectionThatSaysNothing() throws IOException {
        try (Socket socket = connect(settings().idleTimeout(Duration.ofMillis(100)))) {
            assertThat(readAll(socket)).isEmpty();
        }
    }

    @Test
    void closesAConnectionWhoseHeadTricklesIn() throws Exception {
        try (Socket socket = connect(settings().idleTimeout(Duration.ofMillis(300)))) {
            CompletableFuture<Void> trickle = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 1000; i++) {
                        send(socket, "X");
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                } catch (IOException | InterruptedException e) {
                    return; // what the test waits for
                }
                throw new IllegalStateException("the server took it all");
            });
            assertThat(trickle).succeedsWithin(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesAConnectionTooMany() throws Exception {
        try (Socket first = connect(settings().maxConnections(1))) {
            send(first, "GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(first.getInputStream().read()).isEqualTo('H');

            try (Socket second = connect(server)) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(refused.poll(5, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void endsATransferThatNobodyReads() throws Exception {
        Files.write(root.resolve("huge"), new byte[32 << 20]);
        try (Socket socket = connect(settings().stallTimeout(Duration.ofMillis(200)))) {
            send(socket, "GET /huge HTTP/1.1\r\nHost: h\r\n\r\n");

            HttpTransfer transfer = transfers.poll(10, TimeUnit.SECONDS);

            assertThat(transfer).isNotNull().extracting(HttpTransfer::complete).isEqualTo(false);
        }
        assertThat(openFiles("huge")).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closesTheFileWhenTheClientLeavesMidway(boolean useNio) throws Exception {
        assumeThat(Files.isDirectory(Path.of("/proc/self/fd")))
                .as("no /proc to count open files in")
                .isTrue();
        Files.write(root.resolve("huge"), new byte[32 << 20]);
        HttpServer.Builder settings = settings();
        if (useNio) {
            EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
            nio = group;
            settings.eventLoopGroup(group);
        }
        try (Socket first = connect(settings)) {
            send(first, "GET /a HTTP/1.0\r\n\r\n");
            readAll(first);
        }
        for (int i = 0; i < 20; i++) {
            try (Socket socket = connect(server)) {
                send(socket, "GET /huge HTTP/1.1\r\nHost: h\r\n\r\n");
                InputStream in = socket.getInputStream();
                assertThat(in.readNBytes(1 + 1000 * (i % 3))).isNotNull();
                socket.setSoLinger(i % 2 == 0, 0);
            }
        }

        for (int ended = 0; ended < 21; ended++) {
            assertThat(transfers.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(openFiles("huge")).isZero();
    }

    @Test
    void closesTheFileWhenTheServerStopsMidway() throws Exception {
        Files.write(root.resolve("huge"), new byte[32 << 20]);
        try (Socket socket = connect(settings())) {
            send(socket, "GET /huge HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            server.close();
        }
        assertThat(openFiles("huge")).isZero();
    }

    @Test
    void endsTheConnectionWhenAFileShrinksMidway() throws Exception {
        Path huge = root.resolve("huge");
        Files.write(huge, new byte[32 << 20]);
        try (Socket socket = connect(settings())) {
            send(socket, "GET /huge HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            Files.write(huge, new byte[1]);

            assertThat(socket.getInputStream().readAllBytes().length).isLessThan(32 << 20);
        }
        assertThat(openFiles("huge")).isZero();
    }

    @Test
    void dropsAnAnswerThatComesAfterItsTimeLimit() throws Exception {
        CompletableFuture<HttpAnswer> late = new CompletableFuture<>();
        HttpServer.Builder settings = settings().resource("/late", r -> late).answerTimeout(Duration.ofMillis(50));
        try (Socket socket = connect(settings)) {
            send(socket, "GET /late HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(transfers.poll(10, TimeUnit.SECONDS))
                    .extracting(HttpTransfer::status)
                    .isEqualTo(503);
            send(socket, "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
            late.complete(HttpAnswer.text("LATE"));
            assertThat(transfers.poll(10, TimeUnit.SECONDS))
                    .extracting(HttpTransfer::status)
                    .isEqualTo(503);
            send(socket, "GET /a HTTP/1.0\r\n\r\n");

            assertThat(readAll(socket)).contains(" 503 ").endsWith("A").doesNotContain("LATE");
        }
    }

    @Test
    void closesTheFileOfAnAnswerWithoutBody() throws Exception {
        assumeThat(Files.isDirectory(Path.of("/proc/self/fd")))
                .as("no /proc to count open files in")
                .isTrue();
        String tag;
        try (Socket socket = connect(settings())) {
            send(socket, "HEAD /big HTTP/1.0\r\n\r\n");
            String head = readAll(socket);
            tag = head.replaceAll("(?s).*etag: (\"[^\"]+\").*", "$1");
        }
        try (Socket socket = connect(server)) {
            send(socket, "GET /big HTTP/1.1\r\nIf-None-Match: " + tag + "\r\n\r\n");
            send(socket, "GET /big HTTP/1.1\r\nRange: bytes=99999999-\r\n\r\n");
            send(socket, "GET /big/../big HTTP/1.0\r\n\r\n");

            assertThat(readAll(socket)).containsSubsequence(" 304 ", " 416 ", " 403 ");
        }
        assertThat(openFiles("big")).isZero();
    }

    @Test
    void survivesRandomOctets() throws Exception {
        Random random = new Random(7);
        try (Socket first = connect(settings())) {
            for (int i = 0; i < 200; i++) {
                byte[] octets = new byte[random.nextInt(2000)];
                random.nextBytes(octets);
                try (Socket socket = connect(server)) {
                    socket.getOutputStream().write(octets);
                    socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
            send(first, "GET /a HTTP/1.0\r\n\r\n");

            assertThat(readAll(first)).endsWith("A");
        }
    }

    private static long openFiles(String name) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(fd -> {
                        try {
                            return Files.readSymbolicLink(fd)
                                    .getFileName()
                                    .toString()
                                    .startsWith(name);
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .count();
        }
    }
}
