package io.pxe4j.tftp.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetasciiTest {
    @Test
    void lineEndsTravelAsTwoOctets() {
        assertThat(encode("a\nb\r\nc\r", 100)).isEqualTo("a\r\nb\r\0\r\nc\r\0");
        assertThat(encode("", 100)).isEmpty();
    }

    @Test
    void aPairMayBeCutByTheEndOfABlock() {
        NetasciiEncoder encoder = NetasciiEncoder.create();
        ByteBuf text = text("ab\n\r");
        ByteBuf block = Unpooled.buffer();
        assertThat(encoder.encode(text, block, 3)).isEqualTo(3);
        assertThat(block.toString(ISO_8859_1)).isEqualTo("ab\r");
        assertThat(encoder.hasCarried()).isTrue();
        assertThat(encoder.encode(text, block.clear(), 2)).isEqualTo(2);
        assertThat(block.toString(ISO_8859_1)).isEqualTo("\n\r");
        assertThat(encoder.hasCarried()).isTrue();
        assertThat(encoder.encode(text, block.clear(), 2)).isEqualTo(1);
        assertThat(block.toString(ISO_8859_1)).isEqualTo("\0");
        assertThat(encoder.hasCarried()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0d0a, 0a",
        "0d00, 0d",
        "0d0d0a, 0d0a",
        "0d0d00, 0d0d",
        "0d0d0d, 0d0d0d",
        "610d, 610d",
        "0d61, 0d61",
        "0a, 0a",
        "00, 00",
        "0d000a, 0d0a",
        "610d0a620d0063, 610a620d63",
    })
    void pairsBecomeOneOctetAndTheRestIsKept(String netascii, String expected) {
        ByteBuf target = Unpooled.buffer();
        NetasciiDecoder decoder = NetasciiDecoder.create();
        decoder.decode(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(netascii)), target);
        decoder.finish(target);
        decoder.finish(target);
        assertThat(ByteBufUtil.hexDump(target)).isEqualTo(expected);
    }

    @Test
    void aReturnAtTheEndOfABlockWaitsForTheNext() {
        ByteBuf target = Unpooled.buffer();
        NetasciiDecoder decoder = NetasciiDecoder.create();
        decoder.decode(text("a\r"), target);
        assertThat(target.toString(ISO_8859_1)).isEqualTo("a");
        decoder.decode(text("\nb\r"), target);
        decoder.decode(text("\0"), target);
        assertThat(target.toString(ISO_8859_1)).isEqualTo("a\nb\r");
    }

    @Property(tries = 300)
    void comesBackWhateverTheBlocks(
            @ForAll("texts") String original,
            @ForAll @IntRange(min = 1, max = 9) int out,
            @ForAll @IntRange(min = 1, max = 9) int in) {
        String netascii = encode(original, out);
        assertThat(netascii).hasSize(NetasciiEncoder.lengthOf(text(original)));
        NetasciiDecoder decoder = NetasciiDecoder.create();
        ByteBuf target = Unpooled.buffer(1);
        for (int i = 0; i < netascii.length(); i += in) {
            decoder.decode(text(netascii.substring(i, Math.min(netascii.length(), i + in))), target);
        }
        decoder.finish(target);
        assertThat(target.toString(ISO_8859_1)).isEqualTo(original);
    }

    @Property(tries = 300)
    void anyOctetsAreDecodedToNoMoreThanTheyWere(@ForAll byte[] octets) {
        ByteBuf target = Unpooled.buffer(0, octets.length + 1);
        NetasciiDecoder decoder = NetasciiDecoder.create();
        decoder.decode(Unpooled.wrappedBuffer(octets), target);
        decoder.finish(target);
        assertThat(target.readableBytes()).isLessThanOrEqualTo(octets.length);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('a', '\r', '\n', '\0', '\u00ff').ofMaxLength(60);
    }

    private static String encode(String original, int blockSize) {
        NetasciiEncoder encoder = NetasciiEncoder.create();
        ByteBuf text = text(original);
        StringBuilder all = new StringBuilder();
        ByteBuf block = Unpooled.buffer();
        int count = blockSize;
        while (count == blockSize) {
            count = encoder.encode(text, block.clear(), blockSize);
            assertThat(count).isEqualTo(block.readableBytes());
            all.append(block.toString(ISO_8859_1));
        }
        assertThat(encoder.hasCarried()).isFalse();
        return all.toString();
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }
}
