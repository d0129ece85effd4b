package io.pxe4j.tftp.engine;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContentTest {
    @Test
    void bytesAreFoundByName() throws IOException {
        ContentSource source = ContentSource.ofBytes(Map.of("a/b", "hello".getBytes(US_ASCII)));
        assertThat(text(answer(source, "a/b"))).isEqualTo("hello");
        assertThat(text(answer(source, "//a/b"))).isEqualTo("hello");
        assertThat(answer(source, "A/b")).isEqualTo(ContentRefusal.notFound());
        assertThat(answer(source, "")).isEqualTo(ContentRefusal.notFound());
        assertThat(((TftpContent) answer(source, "a/b")).mayBlock()).isFalse();
    }

    @Test
    void theNextSourceIsAskedForWhatIsNotFoundOnly() throws IOException {
        ContentSource first = request -> CompletableFuture.completedFuture(
                request.file().equals("secret") ? ContentRefusal.denied("no") : ContentRefusal.notFound());
        ContentSource both = first.orElse(ContentSource.ofBytes(Map.of("f", new byte[] {'x'}, "secret", new byte[1])));
        assertThat(text(answer(both, "f"))).isEqualTo("x");
        assertThat(answer(both, "secret")).isEqualTo(new ContentRefusal(TftpErrorCode.ACCESS_VIOLATION, "no"));
        assertThat(answer(both, "g")).isEqualTo(ContentRefusal.notFound());
    }

    @Test
    void theFirstThatHasTheFileAnswers() throws IOException {
        ContentSource all = ContentSource.firstOf(
                ContentSource.ofBytes(Map.of("a", new byte[] {'1'})),
                ContentSource.ofBytes(Map.of("a", new byte[] {'2'}, "b", new byte[] {'2'})),
                ContentSource.ofBytes(Map.of("c", new byte[] {'3'})));
        assertThat(text(answer(all, "a"))).isEqualTo("1");
        assertThat(text(answer(all, "b"))).isEqualTo("2");
        assertThat(text(answer(all, "c"))).isEqualTo("3");
        assertThat(answer(all, "d")).isEqualTo(ContentRefusal.notFound());
        assertThatIllegalArgumentException().isThrownBy(ContentSource::firstOf);
    }

    @Test
    void theLongestPrefixDecides() throws IOException {
        ContentSource echo =
                ContentSource.generated(request -> Optional.of(request.file().getBytes(US_ASCII)));
        ContentSource routed = ContentSource.byPrefix(Map.of(
                "ipxe",
                echo,
                "/ipxe/arm/",
                ContentSource.generated(request -> Optional.of(("arm " + request.file()).getBytes(US_ASCII)))));
        assertThat(text(answer(routed, "ipxe/x"))).isEqualTo("x");
        assertThat(text(answer(routed, "//ipxe/sub/x"))).isEqualTo("sub/x");
        assertThat(text(answer(routed, "\\ipxe\\x"))).isEqualTo("x");
        assertThat(text(answer(routed, "ipxe/arm/x"))).isEqualTo("arm x");
        assertThat(text(answer(routed, "ipxe/../x")))
                .as("for the source to refuse")
                .isEqualTo("../x");
        for (String name : List.of("ipxe", "ipxeb/x", "x", "", "/")) {
            assertThat(answer(routed, name)).isEqualTo(ContentRefusal.notFound());
        }
        assertThat(text(answer(ContentSource.byPrefix(Map.of("", echo)), "a/b")))
                .isEqualTo("a/b");
        assertThatIllegalArgumentException().isThrownBy(() -> ContentSource.byPrefix(Map.of("a", echo, "a/", echo)));
    }

    @Test
    void contentIsGeneratedForEachRequestAwayFromTheLoop() throws IOException {
        List<Runnable> worker = new ArrayList<>();
        ContentSource source = ContentSource.generated(request -> request.file().equals("none")
                ? Optional.empty()
                : Optional.of((request.client().getPort() + request.file()).getBytes(US_ASCII)));
        InetSocketAddress client = new InetSocketAddress("127.0.0.1", 77);
        CompletableFuture<ContentAnswer> later = source.open(
                        new ContentRequest(TftpRequest.read("f", TftpOptions.NONE), client, client, worker::add))
                .toCompletableFuture();
        assertThat(later).isNotDone();
        worker.forEach(Runnable::run);
        assertThat(text(later.join())).isEqualTo("77f");
        assertThat(answer(source, "none")).isEqualTo(ContentRefusal.notFound());
    }

    @Test
    void netasciiTurnsLineEnds() throws IOException {
        assertThat(text(netascii("a\nb\r\nc\r"))).isEqualTo("a\r\nb\r\0\r\nc\r\0");
        assertThat(text(netascii(""))).isEmpty();
    }

    @Property(tries = 60)
    void netasciiIsReadAtRandom(
            @ForAll @Size(max = 60) byte[] seed,
            @ForAll @IntRange(max = 40_000) int from,
            @ForAll @IntRange(max = 40_000) int length)
            throws IOException {
        byte[] original = new byte[seed.length * 997];
        for (int i = 0; i < original.length; i++) {
            original[i] = (byte) (seed[i % seed.length] % 16);
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte octet : original) {
            expected.writeBytes(
                    octet == '\n'
                            ? new byte[] {'\r', '\n'}
                            : octet == '\r' ? new byte[] {'\r', 0} : new byte[] {octet});
        }
        TftpContent content = (TftpContent) NetasciiContent.of(TftpContent.of(original));
        assertThat(content.size()).isEqualTo(expected.size());
        int start = Math.min(from, expected.size());
        int count = Math.min(length, expected.size() - start);
        ByteBuf part = Unpooled.buffer();
        content.read(start, count, part);
        assertThat(ByteBufUtil.getBytes(part))
                .isEqualTo(java.util.Arrays.copyOfRange(expected.toByteArray(), start, start + count));
    }

    @Test
    void netasciiIsForText() throws IOException {
        Closing huge = new Closing(NetasciiContent.MAX_SIZE + 1);
        assertThat(NetasciiContent.of(huge)).isInstanceOf(ContentRefusal.class);
        assertThat(huge.closed).isEqualTo(1);
    }

    @Test
    void netasciiClosesWhatCannotBeRead() {
        Closing broken = new Closing(10);
        assertThatThrownBy(() -> NetasciiContent.of(broken)).isInstanceOf(IOException.class);
        assertThat(broken.closed).isEqualTo(1);
    }

    @Test
    void netasciiNoticesThatTheOriginalChanged() throws IOException {
        byte[] bytes = "\n".repeat(40_000).getBytes(US_ASCII);
        TftpContent content = (TftpContent) NetasciiContent.of(TftpContent.of(bytes));
        java.util.Arrays.fill(bytes, (byte) 'x');
        assertThatThrownBy(() -> content.read(0, 60_000, Unpooled.buffer()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("changed");
    }

    private static TftpContent netascii(String text) throws IOException {
        return (TftpContent) NetasciiContent.of(TftpContent.of(text.getBytes(US_ASCII)));
    }

    private static ContentAnswer answer(ContentSource source, String file) {
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", 1);
        ContentRequest request =
                new ContentRequest(TftpRequest.read(file, TftpOptions.NONE), nobody, nobody, Runnable::run);
        return source.open(request).toCompletableFuture().join();
    }

    private static String text(ContentAnswer answer) throws IOException {
        TftpContent content = (TftpContent) answer;
        ByteBuf buffer = Unpooled.buffer();
        content.read(0, (int) content.size(), buffer);
        return buffer.toString(US_ASCII);
    }

    private static final class Closing implements TftpContent {
        private final long size;
        private int closed;

        Closing(long size) {
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void read(long position, int length, ByteBuf target) throws IOException {
            throw new IOException("broken");
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
