package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every packet, right, wrong or hostile. */
class DhcpCodecPropertiesTest {
    private static final List<byte[]> SEEDS =
            List.of("bios-ipxe", "bios-ipxe-proxy", "uefi-http", "uefi-pxe", "uefi-pxe-proxy").stream()
                    .flatMap(capture -> Pcap.dhcp(capture).stream())
                    .map(Pcap.Datagram::octets)
                    .toList();

    @Property(tries = 500)
    void arbitraryOctetsNeverThrowAndNeverLeak(@ForAll @Size(max = 700) byte[] octets) {
        readEverything(octets);
    }

    @Property(tries = 1000)
    void arbitraryOptionsBehindARightHeaderNeverThrowAndNeverLeak(@ForAll @Size(max = 400) byte[] options) {
        RawPacket packet = RawPacket.request();
        for (byte octet : options) {
            packet.octets(octet);
        }
        readEverything(packet.octets());
    }

    @Property(tries = 1000)
    void mutatedCapturesNeverThrowAndNeverLeak(@ForAll("mutants") byte[] octets) {
        readEverything(octets);
    }

    @Property(tries = 500)
    void everyOptionMayHoldAnything(@ForAll("packetsWithOneOption") byte[] octets) {
        readEverything(octets);
    }

    @Property(tries = 500)
    void whatIsSetIsReadBack(@ForAll("rawOptions") Map<Integer, byte[]> options) {
        DhcpPacketWriter writer = DhcpPacketWriter.request(
                        DhcpMessageType.DISCOVER, HardwareAddress.of("52:54:00:00:00:01"))
                .maxSize(1472);
        options.forEach(writer::raw);

        ByteBuf encoded = writer.encode(PooledByteBufAllocator.DEFAULT);
        DhcpPacket packet = (DhcpPacket) DhcpPacket.decode(encoded);

        assertThat(encoded.readableBytes()).isBetween(300, 1472);
        options.forEach((code, value) -> {
            assertThat(packet.has(DhcpOption.of(code)))
                    .isEqualTo(!writer.dropped().contains(code));
            if (packet.has(DhcpOption.of(code))) {
                assertThat(ByteBufUtil.getBytes(packet.raw(code))).isEqualTo(value);
            }
        });
        assertThat(encoded.release()).isTrue();
    }

    @Property(tries = 200)
    void longValuesAreReadBackFromTheirPieces(@ForAll @Size(max = 1100) byte[] value) {
        ByteBuf encoded = DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of("52:54:00:00:00:01"))
                .maxSize(1472)
                .splitLongOptions(true)
                .raw(224, value)
                .encode(PooledByteBufAllocator.DEFAULT);

        DhcpPacket packet = (DhcpPacket) DhcpPacket.decode(encoded);

        assertThat(ByteBufUtil.getBytes(packet.raw(224))).isEqualTo(value);
        assertThat(encoded.release()).isTrue();
    }

    @Property(tries = 500)
    void edk2TakesEveryReplyToEveryPacket(@ForAll("mutants") byte[] octets, @ForAll("files") String file) {
        if (!(DhcpPacket.decode(Unpooled.wrappedBuffer(octets)) instanceof DhcpPacket request)) {
            return;
        }
        // A client identifier of one octet goes back to who sent it, which is not EDK2.
        DhcpPacketWriter writer = DhcpPacketWriter.replyTo(request, DhcpMessageType.OFFER)
                .remove(DhcpOption.CLIENT_IDENTIFIER)
                .set(DhcpOption.RAPID_COMMIT, true)
                .set(DhcpOption.SERVER_IDENTIFIER, Ip4.of("10.0.0.1"))
                .set(DhcpOption.VENDOR_CLASS, VendorClass.HTTP_CLIENT)
                .echo(request, DhcpOption.MACHINE_ID)
                .bootFile(file);

        ByteBuf encoded = writer.encode(PooledByteBufAllocator.DEFAULT);
        byte[] reply = ByteBufUtil.getBytes(encoded);
        encoded.release();

        assertThat(ClientReaders.edk2(reply)).containsKeys(53, 54, 60, 67);
        assertThat(ClientReaders.cString(reply, 60)).contains("HTTPClient");
        assertThat(ClientReaders.cString(reply, 67)).contains(file);
    }

    @Property(tries = 300)
    void hardwareAddressesSurviveTheRoundTrip(@ForAll @Size(max = 16) byte[] octets) {
        HardwareAddress address = HardwareAddress.of(1, octets);

        ByteBuf encoded =
                DhcpPacketWriter.request(DhcpMessageType.DISCOVER, address).encode(PooledByteBufAllocator.DEFAULT);

        assertThat(((DhcpPacket) DhcpPacket.decode(encoded)).chaddr()).isEqualTo(address);
        assertThat(encoded.release()).isTrue();
    }

    @Property(tries = 300)
    void textSurvivesTheRoundTrip(@ForAll("files") String text) {
        ByteBuf encoded = DhcpPacketWriter.request(DhcpMessageType.DISCOVER, HardwareAddress.of("52:54:00:00:00:01"))
                .bootFile(text)
                .encode(PooledByteBufAllocator.DEFAULT);
        DhcpPacket packet = (DhcpPacket) DhcpPacket.decode(encoded);

        assertThat(packet.get(DhcpOption.BOOTFILE_NAME)).contains(text);
        assertThat(encoded.release()).isTrue();
    }

    /** Whatever can be asked of a packet is asked of this one. */
    private static void readEverything(byte[] octets) {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
        buffer.writeBytes(octets);
        try {
            if (DhcpPacket.decode(buffer) instanceof DhcpPacket packet) {
                assertThat(packet.toString()).doesNotContain("\n", "\r", "\u001b");
                assertThat(packet.summary())
                        .doesNotContain("\r", "\u001b")
                        .satisfies(summary -> assertThat(summary.lines()).allMatch(DhcpCodecPropertiesTest::isALine));
                assertThat(BootClient.of(packet).toString()).isNotEmpty();
                assertThat(BootClient.kindOf(packet))
                        .isEqualTo(BootClient.of(packet).kind());
                for (int code = 1; code < 255; code++) {
                    DhcpOption<?> option = DhcpOption.of(code);
                    assertThat(packet.get(option).isPresent()
                                    || packet.problemWith(option).isPresent())
                            .isEqualTo(packet.has(option));
                }
                DhcpPacket copy = packet.copy();
                assertThat(copy.codes()).isEqualTo(packet.codes());
                ByteBuf reply =
                        DhcpPacketWriter.replyTo(packet, DhcpMessageType.OFFER).encode(PooledByteBufAllocator.DEFAULT);
                assertThat(reply.readableBytes()).isBetween(300, 1472);
                reply.release();
                ByteBuf bootp = DhcpPacketWriter.bootpReplyTo(packet).encode(PooledByteBufAllocator.DEFAULT);
                assertThat(bootp.readableBytes()).isBetween(300, 1472);
                bootp.release();
            }
            assertThat(buffer.refCnt()).isEqualTo(1);
        } finally {
            buffer.release();
        }
    }

    @Property(tries = 3000)
    void whatAnOptionReadsItWritesSoThatItReadsTheSame(
            @ForAll @IntRange(min = 1, max = 254) int code, @ForAll("optionValues") byte[] value) {
        rewrite(DhcpOption.of(code), value);
    }

    // Whatever a client writes, it makes no line of its own.
    private static boolean isALine(String line) {
        return line.startsWith("  ") || line.contains(", xid ");
    }

    private static <T> void rewrite(DhcpOption<T> option, byte[] value) {
        ByteBuf in = Unpooled.wrappedBuffer(value);
        T read = option.format().decode(in, 0, value.length);
        ByteBuf out = Unpooled.buffer();
        try {
            if (read == null) {
                return;
            }
            option.encode(read, out);
        } catch (IllegalArgumentException e) {
            // Reading is more tolerant than writing, and says so.
            assertThat(e).hasMessageStartingWith(option.toString());
            return;
        }
        T again = option.format().decode(out, 0, out.readableBytes());
        assertThat(List.of(again))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*\\.lost")
                .isEqualTo(List.of(read));
    }

    @Provide
    Arbitrary<byte[]> optionValues() {
        Arbitrary<Byte> small = Arbitraries.bytes().between((byte) 0, (byte) 9);
        Arbitrary<byte[]> smallOnes = small.array(byte[].class).ofMaxSize(40);
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(255);
        return Arbitraries.oneOf(smallOnes, any);
    }

    @Provide
    Arbitrary<byte[]> mutants() {
        Arbitrary<int[]> changes =
                Arbitraries.integers().between(0, 0xffff).array(int[].class).ofMaxSize(6);
        return Combinators.combine(
                        Arbitraries.of(SEEDS), changes, Arbitraries.integers().between(0, 700))
                .as((seed, edits, length) -> {
                    byte[] mutant = java.util.Arrays.copyOf(seed, Math.min(seed.length, Math.max(length, 230)));
                    for (int edit : edits) {
                        // Most of the damage goes to the options.
                        int at = edit % 4 == 0 ? (edit >> 2) % 240 : 240 + (edit >> 2) % 200;
                        if (at < mutant.length) {
                            mutant[at] = (byte) (edit >> 8);
                        }
                    }
                    return mutant;
                });
    }

    @Provide
    Arbitrary<byte[]> packetsWithOneOption() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 254),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(255))
                .as((code, value) ->
                        RawPacket.request().option(code, value).end().octets());
    }

    @Provide
    Arbitrary<Map<Integer, byte[]>> rawOptions() {
        Arbitrary<Integer> codes = Arbitraries.integers().between(1, 254).filter(code -> code != 52 && code != 53);
        return Arbitraries.maps(codes, Arbitraries.bytes().array(byte[].class).ofMaxSize(255))
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars('\u00e9', '\u20ac', ' ', '\n')
                .ofMinLength(1)
                .ofMaxLength(80);
    }
}
