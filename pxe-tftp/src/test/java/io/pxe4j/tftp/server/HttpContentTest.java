package io.pxe4j.tftp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.ContentAnswer;
import io.pxe4j.tftp.engine.ContentRefusal;
import io.pxe4j.tftp.engine.ContentRequest;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpContentTest {
    /** One for all tests, as it takes its time to start. */
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final byte[] LARGE = random(3_000_000);

    private Mirror mirror;
    private HttpContent content;

    @BeforeEach
    void start() throws IOException {
        mirror = new Mirror();
        content = builder().build();
    }

    @AfterEach
    void stop() {
        mirror.close();
    }

    @Test
    void aSmallFileComesWithTheFirstLook() throws IOException {
        mirror.files.put("/base/boot.ipxe", "#!ipxe".getBytes(US_ASCII));
        content = HttpContent.of(mirror.base());
        TftpContent file = file("boot.ipxe");
        assertThat(read(file, 0, 6)).asString().isEqualTo("#!ipxe");
        assertThat(file.mayBlock()).isFalse();
        assertThat(mirror.log).hasSize(1);
    }

    @Test
    void aLargeFileComesInRanges() throws IOException {
        mirror.files.put("/base/sub/large", LARGE);
        TftpContent file = file("/sub//large");
        assertThat(file.size()).isEqualTo(LARGE.length);
        assertThat(read(file, 0, LARGE.length)).isEqualTo(LARGE);
        assertThat(read(file, 1_000_000, 70)).isEqualTo(Arrays.copyOfRange(LARGE, 1_000_000, 1_000_070));
        assertThat(read(file, 10, 70)).as("from memory").isEqualTo(Arrays.copyOfRange(LARGE, 10, 80));
        assertThat(mirror.log)
                .containsExactly(
                        "GET /base/sub/large, bytes=0-262143, 206",
                        "GET /base/sub/large, bytes=0-2999999, 206",
                        "GET /base/sub/large, bytes=1000000-1000069, 206");
    }

    @Test
    void whatIsFreshIsNotAskedForAgainAndWhatIsOldIsAskedForConditionally() throws IOException {
        mirror.files.put("/base/large", LARGE);
        assertThat(file("large").identity()).isPresent().isEqualTo(file("large").identity());
        assertThat(mirror.log).hasSize(1);
        content = builder().freshFor(Duration.ZERO).build();
        TftpContent before = file("large");
        assertThat(file("large").identity()).isEqualTo(before.identity());
        assertThat(mirror.log).last().asString().endsWith("304");
        byte[] other = random(LARGE.length);
        mirror.files.put("/base/large", other);
        TftpContent after = file("large");
        assertThat(after.identity()).isPresent().isNotEqualTo(before.identity());
        assertThat(read(after, 2_000_000, 9)).isEqualTo(Arrays.copyOfRange(other, 2_000_000, 2_000_009));
    }

    @Test
    void aDateNamesTheVersionWhereThereIsNoTag() throws IOException {
        mirror.tags = false;
        mirror.dates = true;
        mirror.files.put("/base/large", LARGE);
        content = builder().freshFor(Duration.ZERO).build();
        TftpContent file = file("large");
        assertThat(file.identity()).isPresent().isEqualTo(file("large").identity());
        assertThat(read(file, 2_000_000, 9)).isEqualTo(Arrays.copyOfRange(LARGE, 2_000_000, 2_000_009));
        assertThat(mirror.log.get(1)).endsWith("304");
    }

    @Test
    void aFileThatChangesUpstreamIsNeverMixed() throws IOException {
        mirror.files.put("/base/large", LARGE);
        TftpContent file = file("large");
        read(file, 0, 500_000);
        mirror.files.put("/base/large", random(LARGE.length));
        assertThatThrownBy(() -> read(file, 500_000, 1000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed upstream");
    }

    @Test
    void aFileThatVanishesUpstreamFails() throws IOException {
        mirror.files.put("/base/large", LARGE);
        TftpContent file = file("large");
        mirror.files.clear();
        assertThatThrownBy(() -> read(file, 500_000, 1000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");
    }

    @Test
    void anUpstreamThatDiesMidWayFails() throws IOException {
        mirror.files.put("/base/large", LARGE);
        TftpContent file = file("large");
        mirror.breakAfter = 1000;
        assertThatThrownBy(() -> read(file, 500_000, 5000)).isInstanceOf(IOException.class);
        content = builder().build();
        assertThatThrownBy(() -> open("large")).hasCauseInstanceOf(IOException.class);
        mirror.close();
        assertThatThrownBy(() -> read(file, 500_000, 5000)).isInstanceOf(IOException.class);
    }

    @Test
    void anUpstreamThatIsSilentFails() throws IOException {
        mirror.files.put("/base/large", LARGE);
        content = builder().timeout(Duration.ofMillis(500)).build();
        TftpContent file = file("large");
        mirror.gate = new CountDownLatch(1);
        assertThatThrownBy(() -> read(file, 500_000, 5000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than PT0.5S");
        assertThatThrownBy(() -> open("other")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void withoutRangesOrVersionsTheFileIsHeldWhole() throws IOException {
        mirror.files.put("/base/large", LARGE);
        mirror.ranges = false;
        assertThat(read(file("large"), 0, LARGE.length)).isEqualTo(LARGE);
        assertThat(mirror.log).hasSize(1);
        mirror.ranges = true;
        mirror.tags = false;
        content = builder().build();
        assertThat(read(file("large"), 0, LARGE.length)).isEqualTo(LARGE);
        assertThat(mirror.log).last().asString().isEqualTo("GET /base/large, -, 200");
    }

    @Test
    void memoryIsBounded() throws IOException {
        mirror.ranges = false;
        mirror.files.put("/base/large", LARGE);
        mirror.files.put("/base/a", random(700_000));
        mirror.files.put("/base/b", random(700_000));
        content = builder().memory(1 << 20).build();
        assertThat(((ContentRefusal) open("large")).reason()).contains("too large to hold");
        file("a");
        file("b");
        file("b");
        assertThat(mirror.log).hasSize(3);
        file("a");
        assertThat(mirror.log).as("a made room for b").hasSize(4);
    }

    @Test
    void aFileMayBeTooLarge() throws IOException {
        mirror.files.put("/base/large", LARGE);
        content = builder().maxFileSize(LARGE.length - 1).build();
        assertThat(((ContentRefusal) open("large")).code()).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        content = builder().maxFileSize(LARGE.length).build();
        assertThat(open("large")).isInstanceOf(TftpContent.class);
    }

    @Test
    void anEmptyFileIsEmpty() throws IOException {
        mirror.files.put("/base/empty", new byte[0]);
        assertThat(file("empty").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"404, 1", "410, 1", "401, 2", "403, 2"})
    void statusesBecomeErrors(int status, int code) throws IOException {
        mirror.statuses.put("/base/x", status);
        assertThat(((ContentRefusal) open("x")).code().value()).isEqualTo(code);
        assertThat(open("x")).isInstanceOf(ContentRefusal.class);
        assertThat(mirror.log).as("a refusal is remembered, too").hasSize(1);
    }

    @Test
    void otherStatusesAreFailuresAndNotRemembered() {
        mirror.statuses.put("/base/x", 503);
        assertThatThrownBy(() -> open("x")).hasMessageContaining("503");
        mirror.statuses.clear();
        mirror.files.put("/base/x", new byte[1]);
        assertThat(open("x")).isInstanceOf(TftpContent.class);
    }

    @Test
    void manyWhoAskAtOnceCauseOneRequest() {
        mirror.files.put("/base/x", new byte[10]);
        mirror.gate = new CountDownLatch(1);
        List<CompletableFuture<ContentAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(content.open(request("x")).toCompletableFuture());
        }
        mirror.gate.countDown();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(TftpContent.class));
        assertThat(mirror.log).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "a?b=c, /base/a%3Fb%3Dc",
        "a#b, /base/a%23b",
        "%2e%2e/x, /base/%252e%252e/x",
        "a b, /base/a%20b",
        "\u00fc, /base/%C3%BC",
        "a;b@c:d&e, /base/a%3Bb%40c%3Ad%26e",
        "a\\b, /base/a/b",
        "//a/./b, /base/a/b",
        "http://other/x, /base/http%3A/other/x",
        "foo..bar, /base/foo..bar"
    })
    void namesStayBelowTheBase(String name, String path) {
        open(name);
        assertThat(mirror.log).containsExactly("GET " + path + ", bytes=0-262143, 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "..\\x", "C:\\x", "a\nb", "a\rb", "", "/"})
    void namesThatLeadOutAreRefused(String name) {
        assertThat(((ContentRefusal) open(name)).code()).isEqualTo(TftpErrorCode.ACCESS_VIOLATION);
        assertThat(mirror.log).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://h/x", "http:/x", "x", "http://h/x?y", "http://h/x#y", "http://u:p@h/x", "file:///etc"})
    void theBaseIsAPlainUrl(String base) {
        assertThatIllegalArgumentException().isThrownBy(() -> HttpContent.of(URI.create(base)));
    }

    private HttpContent.Builder builder() {
        return HttpContent.builder(mirror.base()).client(CLIENT);
    }

    private TftpContent file(String name) {
        return (TftpContent) open(name);
    }

    private ContentAnswer open(String name) {
        return content.open(request(name)).toCompletableFuture().join();
    }

    private static ContentRequest request(String name) {
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", 1);
        return new ContentRequest(TftpRequest.read(name, TftpOptions.NONE), nobody, nobody, Runnable::run);
    }

    private static byte[] read(TftpContent file, long position, int length) throws IOException {
        ByteBuf target = Unpooled.buffer(length, length);
        file.read(position, length, target);
        return ByteBufUtil.getBytes(target);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }
}
