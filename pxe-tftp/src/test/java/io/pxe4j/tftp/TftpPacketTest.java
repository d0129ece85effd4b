package io.pxe4j.tftp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TftpPacketTest {
    @Test
    void readsAndWritesWhatIpxeAsks() {
        golden(
                "\0\1boot.ipxe\0octet\0blksize\0001432\0tsize\0000\0",
                TftpRequest.read("boot.ipxe", TftpOptions.of("blksize", "1432", "tsize", "0")));
    }

    @Test
    void readsAndWritesWhatEdk2Asks() {
        golden(
                "\0\1snponly.efi\0octet\0tsize\0000\0blksize\0001468\0windowsize\0004\0",
                TftpRequest.read("snponly.efi", TftpOptions.of("tsize", "0", "blksize", "1468", "windowsize", "4")));
    }

    @Test
    void readsAndWritesEveryOtherPacket() {
        golden("\0\2config\0octet\0", TftpRequest.write("config", TftpOptions.NONE));
        golden("\0\4\u00ff\u00fe", new TftpAck(0xfffe));
        golden(
                "\0\5\0\10User aborted the transfer\0",
                TftpError.of(TftpErrorCode.OPTION_NEGOTIATION, "User aborted the transfer"));
        golden(
                "\0\6blksize\0001468\0tsize\000173792\0",
                new TftpOack(TftpOptions.of("blksize", "1468", "tsize", "173792")));
    }

    @Test
    void readsAndWritesData() {
        ByteBuf payload = Unpooled.copiedBuffer("hello", ISO_8859_1);
        ByteBuf encoded = TftpData.of(0x1234, payload).encode(UnpooledByteBufAllocator.DEFAULT);
        assertThat(ByteBufUtil.hexDump(encoded)).isEqualTo("00031234" + "68656c6c6f");
        TftpData decoded = (TftpData) TftpPacket.decode(encoded);
        assertThat(decoded.block()).isEqualTo(0x1234);
        assertThat(decoded.payload().toString(ISO_8859_1)).isEqualTo("hello");
        assertThat(decoded).hasToString("DATA 4660, 5 octets");
        encoded.release();
    }

    @Test
    void onlyTheLow16BitsOfABlockNumberTravel() {
        ByteBuf header = Unpooled.buffer();
        TftpLayout.writeDataHeader(header, 65536L * 7 + 65535);
        assertThat(ByteBufUtil.hexDump(header)).isEqualTo("0003ffff");
        assertThat(TftpLayout.opcode(header)).isEqualTo(3);
        assertThat(TftpLayout.block(header)).isEqualTo(65535);
    }

    /** Windows' variable window appends the next window to the ACK. */
    @Test
    void readsAndWritesTheFifthOctetOfAnAck() {
        golden("\0\4\0\7\u00ff", new TftpAck(7, OptionalInt.of(255)));
        golden("\0\4\0\7\0", new TftpAck(7, OptionalInt.of(0)));
        assertThat(decode("\0\4\0\7\4")).hasToString("ACK 7, next window 4");
        assertThat(decode("\0\4\0\7")).hasToString("ACK 7");
        assertThat(TftpLayout.NEXT_WINDOW_OFFSET).isEqualTo(4);
    }

    @Test
    void readsTheFirstFourOctetsOfAnAckThatIsLonger() {
        assertThat(decode("\0\4\1\7\4\5")).isEqualTo(new TftpAck(263));
        assertThat(decode("\0\4\0\7" + "\0".repeat(508))).isEqualTo(new TftpAck(7));
    }

    /** HP PA-RISC ROMs send requests of 516 octets. */
    @Test
    void letsPaddingPass() {
        String request = "\0\1kernel\0octet\0blksize\000512\0";
        assertThat(decode(request + "\0".repeat(516 - request.length())))
                .isEqualTo(TftpRequest.read("kernel", TftpOptions.of("blksize", "512")));
        assertThat(decode("\0\1kernel\0octet\0" + "\0".repeat(400)))
                .isEqualTo(TftpRequest.read("kernel", TftpOptions.NONE));
    }

    /** IBM Tivoli PXE Server 5.1.0.3 sends such OACKs. */
    @Test
    void letsGarbageAfterTheLastWholeOptionPass() {
        assertThat(decode("\0\6blksize\0001432\0garbage")).isEqualTo(new TftpOack(TftpOptions.of("blksize", "1432")));
        assertThat(decode("\0\1f\0octet\0tsize\0000\0blksize\0"))
                .isEqualTo(TftpRequest.read("f", TftpOptions.of("tsize", "0")));
    }

    @Test
    void lowersTheCaseOfModeAndOptionNames() {
        TftpRequest request = (TftpRequest) decode("\0\1F\0OcTeT\0BlkSize\000512\0");
        assertThat(request.mode()).isEqualTo(TftpMode.OCTET);
        assertThat(request.options().asMap()).containsOnlyKeys("blksize");
        assertThat(request.file()).isEqualTo("F");
    }

    /** tftp-hpa's client refuses an OACK that repeats an option. */
    @Test
    void countsARepeatedOptionOnce() {
        assertThat(decode("\0\1f\0octet\0blksize\0001024\0tsize\0000\0BLKSIZE\000512\0"))
                .isEqualTo(TftpRequest.read("f", TftpOptions.of("blksize", "1024", "tsize", "0")));
    }

    @Test
    void keepsWhatNoRfcKnows() {
        TftpRequest request = (TftpRequest) decode("\0\1f\0mail\0msftwindow\00031416\0");
        assertThat(request.mode()).isEqualTo(TftpMode.MAIL);
        assertThat(request.options().value("msftwindow")).contains("31416");
        assertThat(((TftpError) decode("\0\5\1\2x\0")).code()).isEqualTo(TftpErrorCode.of(258));
    }

    @Test
    void readsAnErrorWithoutNul() {
        assertThat(decode("\0\5\0\1gone")).isEqualTo(TftpError.of(TftpErrorCode.FILE_NOT_FOUND, "gone"));
        assertThat(decode("\0\5\0\0")).isEqualTo(TftpError.of(TftpErrorCode.UNDEFINED, ""));
    }

    @Test
    void keepsAFileNameThatIsNoUtf8AsLatin1() {
        assertThat(((TftpRequest) decode("\0\1b\u00f6t\0octet\0")).file()).isEqualTo("b\u00f6t");
    }

    @Test
    void readsAnEmptyFileName() {
        assertThat(((TftpRequest) decode("\0\1\0octet\0")).file()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',                    0
            00,                    1
            0001,                  2
            000166,                2
            00016600,              4
            0001660000,            4
            0001660041,            4
            0003,                  2
            000300,                3
            0004,                  2
            000400,                3
            000500,                3
            0000,                  0
            0007,                  0
            ffff,                  0
            010066006f6374657400,  0
            """)
    void saysWhatIsWrongAndWhere(String hex, int offset) {
        TftpDecoded decoded = TftpPacket.decode(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
        assertThat(decoded).isInstanceOf(MalformedTftp.class);
        assertThat(((MalformedTftp) decoded).offset()).isEqualTo(offset);
        assertThat(((MalformedTftp) decoded).problem()).isNotBlank();
    }

    @Test
    void anOpcodeInTheWrongByteOrderIsUnknown() {
        MalformedTftp malformed = (MalformedTftp) decode("\1\0f\0octet\0");
        assertThat(malformed.opcode()).isEqualTo(TftpOpcode.of(256));
        assertThat(malformed).hasToString("UNKNOWN(256): unknown opcode 256 at offset 0");
    }

    @Test
    void aRequestMayFillADatagram() {
        String name = "d/".repeat(2048) + "f";
        TftpRequest longName = (TftpRequest) decode("\0\1" + name + "\0octet\0");
        assertThat(longName.file()).isEqualTo(name);
        String digits = "9".repeat(65_507 - "\0\1f\0octet\0blksize\0\0".length());
        TftpRequest full = (TftpRequest) decode("\0\1f\0octet\0blksize\0" + digits + "\0");
        assertThat(full.options().number("blksize")).hasValue(Long.MAX_VALUE);
        assertThat(full.options().value("blksize")).contains(digits);
    }

    @Test
    void aNulEndsTheName() {
        TftpRequest request = (TftpRequest) decode("\0\1etc\0passwd\0octet\0");
        assertThat(request.file()).isEqualTo("etc");
        assertThat(request.mode()).isEqualTo(TftpMode.of("passwd"));
        assertThat(request.options().isEmpty()).isTrue();
    }

    /** What a name means is the content's business; on the wire it is any text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/shadow",
                "..\\f",
                "%2e%2e/f",
                "foo..bar",
                "//f",
                "/f",
                "C:\\f",
                "\\\\host\\share",
                "CON",
                "aux.txt",
                "file:stream",
                "f.",
                "f ",
                " ",
                "\u00e4\u4e16"
            })
    void anyNameComesBackAsItWasSent(String name) {
        ByteBuf encoded = TftpRequest.read(name, TftpOptions.NONE).encode(UnpooledByteBufAllocator.DEFAULT);
        assertThat(((TftpRequest) TftpPacket.decode(encoded)).file()).isEqualTo(name);
        encoded.release();
    }

    @Test
    void anOptionWithoutAValueOrANameEndsTheOptions() {
        assertThat(decode("\0\1f\0octet\0tsize\0000\0blksize"))
                .isEqualTo(TftpRequest.read("f", TftpOptions.of("tsize", "0")));
        assertThat(decode("\0\1f\0octet\0tsize\0000\0\000512\0blksize\000512\0"))
                .isEqualTo(TftpRequest.read("f", TftpOptions.of("tsize", "0")));
        assertThat(decode("\0\1f\0octet\0tsize\0\0blksize\000512\0"))
                .isEqualTo(TftpRequest.read("f", TftpOptions.of("tsize", "", "blksize", "512")));
    }

    @Test
    void takesAsManyOptionsAsItSays() {
        StringBuilder options = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            options.append("o").append(i).append("\0001\0");
        }
        assertThat(((TftpRequest) decode("\0\1f\0octet\0" + options)).options().asMap())
                .hasSize(64);
        assertThat(decode("\0\1f\0octet\0" + options + "x\0001\0"))
                .hasToString("RRQ: more than 64 options at offset 10");
    }

    @Test
    void readsTheEmptyLastBlock() {
        TftpData data = (TftpData) decode("\0\3\377\377");
        assertThat(data.block()).isEqualTo(65_535);
        assertThat(data.payload().isReadable()).isFalse();
    }

    @Test
    void aViewOfABlockHoldsNoReferenceOfItsOwn() {
        ByteBuf datagram = Unpooled.copiedBuffer("\0\3\0\1abc", ISO_8859_1);
        TftpData data = (TftpData) TftpPacket.decode(datagram);
        datagram.setByte(4, 'x');
        assertThat(data.payload().toString(ISO_8859_1)).isEqualTo("xbc");
        assertThat(datagram.release()).isTrue();
    }

    @Property(tries = 300)
    void everyAckComesBack(
            @ForAll @IntRange(max = 65535) int block, @ForAll @IntRange(min = -1, max = 255) int window) {
        TftpAck ack = window < 0 ? new TftpAck(block) : new TftpAck(block, OptionalInt.of(window));
        ByteBuf encoded = ack.encode(UnpooledByteBufAllocator.DEFAULT);
        assertThat(encoded.readableBytes()).isEqualTo(window < 0 ? 4 : 5);
        assertThat(TftpPacket.decode(encoded)).isEqualTo(ack);
        encoded.release();
    }

    @Property(tries = 200)
    void everyOackComesBack(@ForAll("requests") TftpRequest request) {
        TftpOack oack = new TftpOack(request.options());
        ByteBuf encoded = oack.encode(UnpooledByteBufAllocator.DEFAULT);
        assertThat(TftpPacket.decode(encoded)).isEqualTo(oack);
        encoded.release();
    }

    @Property(tries = 200)
    void everyBlockComesBack(@ForAll @IntRange(max = 65535) int block, @ForAll byte[] payload) {
        ByteBuf encoded = TftpData.of(block, Unpooled.wrappedBuffer(payload)).encode(UnpooledByteBufAllocator.DEFAULT);
        TftpData data = (TftpData) TftpPacket.decode(encoded);
        assertThat(data.block()).isEqualTo(block);
        assertThat(ByteBufUtil.getBytes(data.payload())).isEqualTo(payload);
        encoded.release();
    }

    @Test
    void refusesHundredsOfOptions() {
        StringBuilder request = new StringBuilder("\0\1f\0octet\0");
        for (int i = 0; i < 300; i++) {
            request.append("o").append(i).append("\0001\0");
        }
        assertThat(decode(request.toString())).isInstanceOf(MalformedTftp.class);
        assertThat(decode("\0\6" + request.substring("\0\1f\0octet\0".length())))
                .isInstanceOf(MalformedTftp.class);
    }

    @Test
    void showsControlCharactersOfClientsEscaped() {
        TftpRequest request = (TftpRequest) decode("\0\1a\33[31m\n\0octet\0");
        assertThat(request.printableFile()).isEqualTo("a\\x1b[31m\\x0a");
        assertThat(request.toString()).doesNotContain("\33", "\n");
        assertThat(TftpRequest.read("a\u202eb", TftpOptions.of("x", "\u0007")).toString())
                .isEqualTo("RRQ \"a\\u202eb\" octet x=\\x07");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 100})
    void decodesFromTheReaderIndexAndLeavesTheBufferAlone(int before) {
        ByteBuf buffer = Unpooled.buffer();
        buffer.writeZero(before).writeCharSequence("\0\1f\0octet\0", ISO_8859_1);
        buffer.readerIndex(before);
        assertThat(TftpPacket.decode(buffer)).isEqualTo(TftpRequest.read("f", TftpOptions.NONE));
        assertThat(buffer.readerIndex()).isEqualTo(before);
        assertThat(buffer.refCnt()).isEqualTo(1);
    }

    @Property(tries = 500)
    void everyRequestComesBack(@ForAll("requests") TftpRequest request) {
        ByteBuf encoded = request.encode(UnpooledByteBufAllocator.DEFAULT);
        assertThat(TftpPacket.decode(encoded)).isEqualTo(request);
        assertThat(encoded.release()).isTrue();
    }

    @Property(tries = 200)
    void everyErrorComesBack(@ForAll @IntRange(max = 65535) int code, @ForAll("strings") String message) {
        TftpError error = TftpError.of(TftpErrorCode.of(code), message);
        ByteBuf encoded = error.encode(UnpooledByteBufAllocator.DEFAULT);
        assertThat(TftpPacket.decode(encoded)).isEqualTo(error);
        encoded.release();
    }

    @Property(tries = 2000)
    void anyBytesAreAnsweredWithAValue(@ForAll byte[] bytes, @ForAll @IntRange(max = 8) int opcode) {
        for (ByteBuf datagram : new ByteBuf[] {
            Unpooled.copiedBuffer(bytes), Unpooled.buffer().writeShort(opcode).writeBytes(bytes)
        }) {
            assertThat(TftpPacket.decode(datagram)).isNotNull();
            assertThat(datagram.refCnt()).isEqualTo(1);
            assertThat(TftpPacket.decode(datagram).toString()).isNotNull();
            datagram.release();
        }
    }

    @Provide
    Arbitrary<TftpRequest> requests() {
        Arbitrary<TftpOptions> options = Arbitraries.maps(
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(12),
                        Arbitraries.strings().ascii().excludeChars('\0').ofMaxLength(12))
                .ofMaxSize(8)
                .map(map -> {
                    TftpOptions all = TftpOptions.NONE;
                    for (var option : map.entrySet()) {
                        all = all.with(option.getKey(), option.getValue());
                    }
                    return all;
                });
        return Combinators.combine(
                        Arbitraries.of(TftpOpcode.RRQ, TftpOpcode.WRQ),
                        strings(),
                        Arbitraries.of(TftpMode.OCTET, TftpMode.NETASCII, TftpMode.of("strange")),
                        options)
                .as(TftpRequest::new);
    }

    @Provide
    Arbitrary<String> strings() {
        return Arbitraries.strings()
                .withCharRange('\1', '\u07ff')
                .withChars("\u20ac\u4e16")
                .ofMaxLength(60);
    }

    private static void golden(String bytes, TftpPacket packet) {
        ByteBuf encoded = packet.encode(UnpooledByteBufAllocator.DEFAULT);
        assertThat(encoded.toString(ISO_8859_1)).isEqualTo(bytes);
        encoded.release();
        assertThat(decode(bytes)).isEqualTo(packet);
    }

    private static TftpDecoded decode(String latin1) {
        return TftpPacket.decode(Unpooled.copiedBuffer(latin1, ISO_8859_1));
    }
}
