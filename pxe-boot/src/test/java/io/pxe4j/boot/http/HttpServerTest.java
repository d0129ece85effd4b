package io.pxe4j.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
    @TempDir
    Path root;

    private final BlockingQueue<HttpTransfer> transfers = new LinkedBlockingQueue<>();
    private final byte[] kernel = new byte[3_000_000];
    private HttpServer server;
    private HttpClient client;

    @BeforeEach
    void serve() throws IOException {
        new Random(1).nextBytes(kernel);
        Files.write(root.resolve("vmlinuz"), kernel);
        Files.write(root.resolve("empty"), new byte[0]);
        Files.write(root.resolve("snponly.efi"), new byte[] {1, 2, 3});
        Files.createDirectories(root.resolve("dir"));
        Files.writeString(root.resolve("dir/boot.ipxe"), "#!ipxe\n");
        Files.createSymbolicLink(root.resolve("inside"), root.resolve("dir/boot.ipxe"));
        Files.createSymbolicLink(root.resolve("outside"), Path.of("/etc/hostname"));
        Files.createSymbolicLink(root.resolve("out"), Path.of("/etc"));
        server = HttpServer.builder()
                .files(root)
                .resource(
                        "/made/",
                        r -> CompletableFuture.completedFuture(
                                HttpAnswer.text(r.path() + " " + r.query().getOrDefault("mac", "none") + " "
                                        + r.peer().getAddress().getHostAddress())))
                .resource("/made/never/", r -> new CompletableFuture<>())
                .resource("/made/fails/", r -> CompletableFuture.failedFuture(new IllegalStateException("secret")))
                .resource("/made/throws/", r -> {
                    throw new IllegalStateException("secret");
                })
                .resource("/made/none/", r -> CompletableFuture.completedFuture(HttpAnswer.notFound()))
                .answerTimeout(Duration.ofMillis(200))
                .listener(new HttpListener() {
                    @Override
                    public void ended(HttpTransfer transfer) {
                        transfers.add(transfer);
                    }
                })
                .build();
        server.start().toCompletableFuture().join();
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    void stop() throws IOException {
        Files.delete(root.resolve("out"));
        Files.delete(root.resolve("outside"));
        server.close();
    }

    @Test
    void servesAFileWhole() throws Exception {
        HttpResponse<byte[]> response = get("/vmlinuz");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(kernel);
        assertThat(response.headers().firstValueAsLong("content-length")).hasValue(kernel.length);
        assertThat(response.headers().firstValue("accept-ranges")).hasValue("bytes");
        assertThat(response.headers().firstValue("date")).isPresent();
        assertThat(transfers.poll(5, TimeUnit.SECONDS))
                .extracting(HttpTransfer::path, HttpTransfer::status, HttpTransfer::bytes, HttpTransfer::complete)
                .containsExactly("/vmlinuz", 200, 3_000_000L, true);
    }

    @Test
    void servesAnEmptyFile() throws Exception {
        HttpResponse<byte[]> response = get("/empty");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValueAsLong("content-length")).hasValue(0);
    }

    @Test
    void answersHeadWithTheLengthOnly() throws Exception {
        HttpResponse<byte[]> response = send(request("/vmlinuz").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValueAsLong("content-length")).hasValue(kernel.length);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void servesARange() throws Exception {
        HttpResponse<byte[]> response = send(request("/vmlinuz").header("Range", "bytes=1000-1999"));

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.headers().firstValue("content-range")).hasValue("bytes 1000-1999/3000000");
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(kernel, 1000, 2000));
    }

    @Test
    void servesASuffix() throws Exception {
        HttpResponse<byte[]> response = send(request("/vmlinuz").header("Range", "bytes=-10"));

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(kernel, kernel.length - 10, kernel.length));
    }

    @Test
    void servesARangeOfAGeneratedResource() throws Exception {
        HttpResponse<byte[]> response = send(request("/made/x").header("Range", "bytes=1-4"));

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).asString().isEqualTo("made");
    }

    @Test
    void refusesARangeBehindTheEnd() throws Exception {
        HttpResponse<byte[]> response = send(request("/vmlinuz").header("Range", "bytes=3000000-"));

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(response.headers().firstValue("content-range")).hasValue("bytes */3000000");
    }

    @Test
    void answersSeveralRangesWithTheWhole() throws Exception {
        HttpResponse<byte[]> response = send(request("/vmlinuz").header("Range", "bytes=0-1,5-6"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasSize(kernel.length);
    }

    @Test
    void saysThatNothingHasChanged() throws Exception {
        HttpResponse<byte[]> first = get("/vmlinuz");
        String modified = first.headers().firstValue("last-modified").orElseThrow();
        String tag = first.headers().firstValue("etag").orElseThrow();

        assertThat(send(request("/vmlinuz").header("If-Modified-Since", modified))
                        .statusCode())
                .isEqualTo(304);
        assertThat(send(request("/vmlinuz").header("If-None-Match", "\"x\", " + tag))
                        .statusCode())
                .isEqualTo(304);
        assertThat(send(request("/vmlinuz").header("If-None-Match", "\"x\"").header("If-Modified-Since", modified))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request("/vmlinuz").header("If-Modified-Since", "Thu, 01 Jan 1970 00:00:10 GMT"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request("/vmlinuz").header("If-Modified-Since", "no date"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void ignoresTheRangeOfAnotherVersion() throws Exception {
        HttpResponse<byte[]> first = get("/vmlinuz");
        String tag = first.headers().firstValue("etag").orElseThrow();
        String modified = first.headers().firstValue("last-modified").orElseThrow();

        assertThat(rangeIf(tag)).isEqualTo(206);
        assertThat(rangeIf(modified)).isEqualTo(206);
        assertThat(rangeIf("\"other\"")).isEqualTo(200);
        assertThat(rangeIf("Thu, 01 Jan 1970 00:00:10 GMT")).isEqualTo(200);
    }

    private int rangeIf(String validator) throws Exception {
        return send(request("/vmlinuz").header("Range", "bytes=0-9").header("If-Range", validator))
                .statusCode();
    }

    @Test
    void namesTheTypesOfBootFiles() throws Exception {
        assertThat(get("/snponly.efi").headers().firstValue("content-type")).hasValue("application/efi");
        assertThat(get("/dir/boot.ipxe").headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
        assertThat(get("/vmlinuz").headers().firstValue("content-type")).hasValue("application/octet-stream");
    }

    @Test
    void makesAResourcePerRequest() throws Exception {
        assertThat(get("/made/a.ipxe?mac=52%3a54").body()).asString().isEqualTo("/made/a.ipxe 52:54 127.0.0.1");
    }

    @Test
    void tellsWhatWentWrongWithAResourceWithoutItsSecrets() throws Exception {
        assertThat(get("/made/none/x").statusCode()).isEqualTo(404);
        assertThat(get("/made/never/x").statusCode()).isEqualTo(503);
        for (String path : new String[] {"/made/fails/x", "/made/throws/x"}) {
            HttpResponse<byte[]> response = get(path);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).asString().doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/none", "/dir", "/dir/", "/", "/outside", "/out/hostname", "/vmlinuz/x", "/dir/boot.ipxe%20"})
    void doesNotFindWhatIsNoFileInTheRoot(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/.git/config", "/dir/.env", "/.none", "/%2egit/config", "/dir/../.git/config", "/./.git/x"})
    void servesNoNameThatStartsWithADot(String path) throws Exception {
        Files.createDirectories(root.resolve(".git"));
        Files.writeString(root.resolve(".git/config"), "secret");
        Files.writeString(root.resolve("dir/.env"), "secret");

        HttpResponse<byte[]> response = get(path);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).asString().doesNotContain("secret");
    }

    @Test
    void servesNamesThatStartWithADotWhenAskedTo() throws Exception {
        Files.createDirectories(root.resolve(".well-known"));
        Files.writeString(root.resolve(".well-known/boot"), "found");
        HttpServer.Builder settings = HttpServer.builder().files(root).hiddenFiles(true);
        try (HttpServer open = settings.build()) {
            settings.hiddenFiles(false);
            open.start().toCompletableFuture().join();
            URI uri = URI.create("http://127.0.0.1:" + open.localAddress().getPort() + "/.well-known/boot");

            assertThat(send(HttpRequest.newBuilder(uri)).body()).asString().isEqualTo("found");
        }
    }

    @Test
    void makesAResourceOfAnyName() throws Exception {
        HttpServer.Builder settings = HttpServer.builder()
                .files(root)
                .resource("/.made", r -> CompletableFuture.completedFuture(HttpAnswer.text("made")));
        try (HttpServer open = settings.build()) {
            open.start().toCompletableFuture().join();
            URI uri = URI.create("http://127.0.0.1:" + open.localAddress().getPort() + "/.made");

            assertThat(send(HttpRequest.newBuilder(uri)).body()).asString().isEqualTo("made");
        }
    }

    @Test
    void followsLinksInsideTheRoot() throws Exception {
        assertThat(get("/inside").body()).asString().isEqualTo("#!ipxe\n");
    }

    @Test
    void keepsTheConnection() throws Exception {
        for (int i = 0; i < 5; i++) {
            get("/dir/boot.ipxe");
        }

        assertThat(transfers.stream().map(HttpTransfer::peer).distinct()).hasSize(1);
    }

    @Test
    void saysThatThePortIsTaken() {
        HttpServer second = HttpServer.builder().bind(server.localAddress()).build();

        assertThat(second.start())
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(HttpBindException.class)
                .withMessageContaining("TCP port " + server.localAddress().getPort() + " on 127.0.0.1 is taken");
    }

    @Test
    void stopsOnceAndForAll() {
        InetSocketAddress address = server.localAddress();

        server.close();
        server.close();

        HttpServer next = HttpServer.builder().bind(address).build();
        assertThat(next.start()).succeedsWithin(5, TimeUnit.SECONDS);
        next.close();
        assertThat(next.start()).succeedsWithin(5, TimeUnit.SECONDS).isSameAs(next);
        assertThat(HttpServer.builder().build().stop()).succeedsWithin(5, TimeUnit.SECONDS);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.localAddress().getPort() + path));
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
