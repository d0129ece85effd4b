package io.pxe4j.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Option 119: names that point at each other (RFC 3397, RFC 1035 section 4.1.4). */
class DomainSearchTest {
    /** The example of RFC 3397. */
    @Test
    void laterNamesPointBackAtTheEndsOfEarlierOnes() {
        List<String> names = List.of("eng.apple.com", "marketing.apple.com");
        String hex = "03656e67" + "056170706c65" + "03636f6d" + "00" + "096d61726b6574696e67" + "c004";

        assertThat(OptionValuesTest.hex(DhcpOption.DOMAIN_SEARCH, names)).isEqualTo(hex);
        assertThat(OptionValuesTest.read(DhcpOption.DOMAIN_SEARCH, hex)).isEqualTo(names);
    }

    @Test
    void aWholeNameSaidTwiceIsOnePointer() {
        assertThat(OptionValuesTest.hex(DhcpOption.DOMAIN_SEARCH, List.of("a.b", "a.b", "b")))
                .isEqualTo("0161" + "0162" + "00" + "c000" + "c002");
    }

    @Test
    void pointersMayLeadToPointers() {
        assertThat(OptionValuesTest.read(DhcpOption.DOMAIN_SEARCH, "016100" + "0162" + "c000" + "0163" + "c003"))
                .containsExactly("a", "b.a", "c.b.a");
    }

    @Test
    void anOptionInPiecesIsJoinedBeforePointersAreFollowed() {
        DhcpPacket packet = RawPacket.discover()
                .hexOption(119, "03656e67056170706c65")
                .hexOption(119, "03636f6d00" + "096d61726b6574696e67" + "c004")
                .end()
                .packet();

        assertThat(packet.get(DhcpOption.DOMAIN_SEARCH)).contains(List.of("eng.apple.com", "marketing.apple.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // no name
                "00", // the root alone
                "c000", // at itself
                "0161" + "c000", // at its own beginning
                "0161" + "c002", // at itself after a label
                "0161" + "c004" + "016200", // ahead
                "016100" + "c0ff", // past the end
                "c002" + "c000", // at each other
                "016100" + "0162" + "c005", // at itself, after another name
                "016100" + "c0", // half a pointer
                "0161", // no end
                "026100", // a label past the end
                "4061" + "00", // neither label nor pointer
                "8061" + "00",
            })
    void namesThatLoopOrOverrunAreUnreadable(String hex) {
        DhcpPacket packet = RawPacket.discover().hexOption(119, hex).end().packet();

        assertThat(packet.get(DhcpOption.DOMAIN_SEARCH)).isEmpty();
        assertThat(packet.problemWith(DhcpOption.DOMAIN_SEARCH)).isPresent();
    }

    @Test
    void aChainOfPointersMayHaveAsManyLinksAsANameHasLabels() {
        assertThat(chain(120)).contains(List.of("a", "a"));
        assertThat(chain(127)).contains(List.of("a", "a"));
        assertThat(chain(128)).isEmpty();
    }

    // A name, then pointers each at the one before it, hidden in the labels of other names; the last is a name itself.
    private static Optional<List<String>> chain(int links) {
        ByteBuf out = Unpooled.buffer().writeBytes(ByteBufUtil.decodeHexDump("016100"));
        int target = 0;
        for (int left = links - 1; left > 0; left -= 31) {
            int count = Math.min(31, left);
            out.writeByte(2 * count);
            for (int i = 0; i < count; i++) {
                int here = out.writerIndex();
                out.writeShort(0xc000 | target);
                target = here;
            }
            out.writeByte(0);
        }
        out.writeShort(0xc000 | target);
        return read(ByteBufUtil.hexDump(out)).map(names -> List.of(names.get(0), names.get(names.size() - 1)));
    }

    @Test
    void aNameOf255OctetsIsTheLongest() {
        String label = "3f" + "61".repeat(63);

        assertThat(OptionValuesTest.read(DhcpOption.DOMAIN_SEARCH, label.repeat(3) + "3b" + "61".repeat(59) + "00")
                        .get(0))
                .hasSize(3 * 64 + 59);
        // Together with the pointer 256 octets.
        DhcpPacket packet = RawPacket.discover()
                .hexOption(119, label.repeat(3) + "00")
                .hexOption(119, "3d" + "61".repeat(61) + "c000")
                .end()
                .packet();
        assertThat(packet.get(DhcpOption.DOMAIN_SEARCH).orElseThrow()).hasSize(2);
        DhcpPacket tooLong = RawPacket.discover()
                .hexOption(119, label.repeat(3) + "00")
                .hexOption(119, "3e" + "61".repeat(62) + "c000")
                .end()
                .packet();
        assertThat(tooLong.get(DhcpOption.DOMAIN_SEARCH)).isEmpty();
    }

    @Test
    void thereAreAtMost128Names() {
        List<String> names = Collections.nCopies(128, "a");

        String hex = OptionValuesTest.hex(DhcpOption.DOMAIN_SEARCH, names);

        assertThat(hex).hasSize(2 * (3 + 127 * 2));
        assertThat(read(hex)).contains(names);
        assertThat(read(hex + "c000")).isEmpty();
        assertThatThrownBy(() -> OptionValuesTest.hex(DhcpOption.DOMAIN_SEARCH, Collections.nCopies(129, "a")))
                .hasMessage("119 (domain search): domain names: 129 (expected: 1..128)");
        assertThatThrownBy(() -> OptionValuesTest.hex(DhcpOption.DOMAIN_SEARCH, List.of()))
                .hasMessageContaining("domain names: 0");
    }

    @Test
    void whatIsNoPlainTextInALabelIsEscaped() {
        List<String> names = List.of("a\\.b.c", "\\\\.\\000\\255\\032");

        assertThat(OptionValuesTest.hex(DhcpOption.DOMAIN_SEARCH, names))
                .isEqualTo("03612e62" + "0163" + "00" + "015c" + "0300ff20" + "00");
        assertThat(OptionValuesTest.read(
                        DhcpOption.DOMAIN_SEARCH, "03612e62" + "0163" + "00" + "015c" + "0300ff20" + "00"))
                .isEqualTo(names);
        assertThat(OptionValuesTest.hex(DhcpOption.DOMAIN_SEARCH, List.of("\\a.")))
                .isEqualTo("016100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", ".a", "\u00e9.example", "a\\", "a\\256", "a\\\u00e9"})
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> OptionValuesTest.hex(DhcpOption.DOMAIN_SEARCH, List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("119 (domain search): domain name: ");
    }

    @Test
    void aTrailingDotMakesNoDifferenceUnlessItIsEscaped() {
        assertThat(OptionValuesTest.hex(DhcpOption.DOMAIN_SEARCH, List.of("a.")))
                .isEqualTo("016100");
        assertThat(OptionValuesTest.hex(DhcpOption.DOMAIN_SEARCH, List.of("a\\.")))
                .isEqualTo("02612e00");
        assertThat(DomainNames.isQualified("a\\\\.")).isTrue();
        assertThat(DomainNames.isQualified("a\\.")).isFalse();
        assertThat(DomainNames.isQualified("")).isFalse();
    }

    @Property(tries = 300)
    void everyListOfNamesIsReadBack(@ForAll("lists") List<String> names) {
        String hex = OptionValuesTest.hex(DhcpOption.DOMAIN_SEARCH, names);

        assertThat(read(hex)).contains(names);
    }

    private static Optional<List<String>> read(String hex) {
        RawPacket packet = RawPacket.discover();
        for (int at = 0; at < hex.length(); at += 510) {
            packet.hexOption(119, hex.substring(at, Math.min(hex.length(), at + 510)));
        }
        return packet.end().packet().get(DhcpOption.DOMAIN_SEARCH);
    }

    @Provide
    Arbitrary<List<String>> lists() {
        Arbitrary<String> label = Arbitraries.of("a", "b", "example", "com", "x-1", "\\.", "\\007", "\\\\");
        return label.list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(labels -> String.join(".", labels))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Test
    void aPacketFullOfPointersIsReadInLinearTime() {
        // 64 KiB of the worst: each name a label and a pointer at the name before.
        StringBuilder hex = new StringBuilder("016100");
        IntStream.range(0, 120)
                .forEach(i -> hex.append("0161").append(String.format("%04x", 0xc000 | Math.max(0, 3 + 4 * (i - 1)))));

        assertThat(read(hex.toString()).orElseThrow()).hasSize(121);
    }
}
