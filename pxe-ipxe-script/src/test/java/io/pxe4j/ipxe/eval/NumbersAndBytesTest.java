package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.IpxeVersion;
import io.pxe4j.ipxe.language.SettingType;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersAndBytesTest {
    private static final TypeCodec EFI = new TypeCodec(BuildProfile.efiX64(IpxeVersion.MASTER));
    private static final TypeCodec BIOS = new TypeCodec(BuildProfile.debian12());

    private static String bytes(String hex) {
        return Binary.hexDecoded(hex, (char) 0, false).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "0, 0",
                "7, 7",
                "'', 0",
                "010, 8",
                "08, none",
                "0x1F, 31",
                "0X1f, 31",
                "0x, 0",
                "-5, -5",
                "+5, 5",
                "--5, none",
                "' 5', 5",
                "'\t5', 5",
                "'5 ', none",
                "5x, none",
                "a, none",
                "'-', 0",
                "0x1g, none",
                "0xAZ, none",
                "1/, none",
                "1:, none",
                "0xa@, none",
                "0xa`, none"
            })
    void readsNumbersOfAnyBase(String text, String number) {
        OptionalLong expected = number == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number));
        assertThat(ParsedNumber.whole(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "9, 9", "a, 10", "f, 15", "A, 10", "F, 15", "z, 35"})
    void knowsDigits(char c, int value) {
        assertThat(ParsedNumber.digit(c)).isEqualTo(value);
    }

    @Test
    void readsFromThePlaceOnThatIsAsked() {
        assertThat(ParsedNumber.read("1.20.3", 2, 0)).isEqualTo(new ParsedNumber(20, 4));
        assertThat(ParsedNumber.read("0x10", 0, 16)).isEqualTo(new ParsedNumber(0, 1));
        assertThat(ParsedNumber.read("ff", 0, 16)).isEqualTo(new ParsedNumber(255, 2));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "01:ab, :, false, 01ab", "01ab, :, false, none", "01ab, :, true, 01ab", "01:, :, false, none",
                        "0, :, false, none",
                "0g, :, false, none", "g0, :, false, none", "'', :, false, ''", "01-02, -, false, 0102",
                        "01:02, -, true, none"
            })
    void decodesHex(String text, char separator, boolean optional, String hex) {
        assertThat(Binary.hexDecoded(text, separator, optional))
                .isEqualTo(Optional.ofNullable(hex).map(NumbersAndBytesTest::bytes));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "YWJj, abc",
                "YWI=, ab",
                "YQ==, a",
                "'Y Q\t==', a",
                "YQ=, none",
                "YQ, none",
                "YWI, none",
                "Y===, none",
                "YW=I, none",
                "YW!j, none",
                "=, none",
                "'', ''",
                "+/+/, \u00fb\u00ff\u00bf",
                "YWJjZGVm, abcdef"
            })
    void decodesBase64(String text, String bytes) {
        assertThat(Binary.base64Decoded(text)).isEqualTo(Optional.ofNullable(bytes));
    }

    @Test
    void readsUuidsWithOrWithoutHyphens() {
        String plain = "00112233445566778899aabbccddeeff";
        String raw = bytes(plain);
        assertThat(Binary.uuidDecoded(plain, false)).contains(raw);
        assertThat(Binary.uuidDecoded("00112233-4455-6677-8899-aabbccddeeff", false))
                .contains(raw);
        assertThat(Binary.uuidDecoded(plain, true)).contains(bytes("33221100554477668899aabbccddeeff"));
        assertThat(Binary.uuidDecoded(plain + "00", false)).isEmpty();
        assertThat(Binary.uuidEncoded(raw, true)).contains("33221100-5544-7766-8899-aabbccddeeff");
        assertThat(Binary.uuidEncoded(raw + "x", true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "int8, 80, -128",
        "int8, 7f, 127",
        "int16, ffff, -1",
        "int16, 8000, -32768",
        "int32, 00, 0",
        "int32, '', 0",
        "int8, 0102, 258",
        "uint8, 00, 0x0",
        "uint8, ff, 0xff",
        "uint32, 0102030405, 0x102030405",
        "int32, ff00000000, -4294967296",
        "int32, 000000000000000001, 1",
        "int32, ffffffffffffffffff, -1"
    })
    void showsNumbersOfEightBytes(String type, String hex, String shown) {
        String text =
                EFI.format(SettingType.find(type).orElseThrow(), bytes(hex)).orElseThrow();
        assertThat(text).isEqualTo(shown);
    }

    /** It has no positive one: its digits come out below '0'. */
    @Test
    void showsTheSmallestNumberInSigns() {
        assertThat(EFI.format(SettingType.INT8, bytes("8000000000000000"))).contains("-'..--).0-*(+,))+(0(");
        assertThat(BIOS.format(SettingType.INT8, bytes("80000000"))).contains("-./,),(-*,(");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "int32, 7fffffff, 2147483647",
                "int32, 0000000001, 1",
                "int32, 0100000001, none",
                "int32, ff80000001, -2147483647",
                "int32, fe80000001, none",
                "uint32, ffffffff, 0xffffffff",
                "uint32, 00ffffffff, 0xffffffff",
                "uint32, 01ffffffff, none"
            })
    void showsNumbersOfFourBytesOnABios(String type, String hex, String shown) {
        assertThat(BIOS.format(SettingType.find(type).orElseThrow(), bytes(hex)))
                .isEqualTo(Optional.ofNullable(shown));
    }

    @Test
    void storesTheLowestBytesOfANumber() {
        assertThat(EFI.denumerate(SettingType.INT16, 0x12345)).contains(bytes("2345"));
        assertThat(EFI.denumerate(SettingType.UINT32, -1)).contains(bytes("ffffffff"));
        assertThat(EFI.denumerate(SettingType.STRING, 1)).isEmpty();
        assertThat(EFI.numerate(SettingType.HEX, "a")).isEmpty();
        assertThat(EFI.numerate(SettingType.INT8, "\u00fe")).hasValue(-2);
        assertThat(EFI.numerate(SettingType.UINT8, "\u00fe")).hasValue(254);
    }

    @Test
    void showsAddressesOfBuses() {
        assertThat(EFI.format(SettingType.BUSDEVFN, bytes("123456fb"))).contains("1234:56:1f.3");
        assertThat(EFI.format(SettingType.BUSDEVFN, bytes("00fa"))).contains("0000:00:1f.2");
    }

    @Test
    void needsAllBytesOfAnAddress() {
        assertThat(EFI.format(SettingType.IPV4, "abc")).isEmpty();
        assertThat(EFI.format(SettingType.IPV4, bytes("0a00000163"))).contains("10.0.0.1");
        assertThat(EFI.format(SettingType.IPV6, "a".repeat(15))).isEmpty();
        assertThat(EFI.format(SettingType.IPV6, "\0".repeat(16))).contains("::");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "1.2.3.4, 01020304",
                "0x10.010.0.255, 100800ff",
                "1.2.3, none",
                "1.2.3.4.5, none",
                "1.2.3.256, none",
                "1.2.3.-1, none",
                "1..2.3, none",
                "1.2.3., none",
                "'', none",
                "1.2.3.4x, none"
            })
    void readsIpv4(String text, String hex) {
        assertThat(Addresses.parse4(text, 8)).isEqualTo(Optional.ofNullable(hex).map(NumbersAndBytesTest::bytes));
    }

    @Test
    void losesTheUpperHalfOfANumberWhereLongsAreShort() {
        assertThat(Addresses.parse4("4294967297.2.3.4", 4)).contains("\1\2\3\4");
        assertThat(Addresses.parse4("4294967297.2.3.4", 8)).isEmpty();
        assertThat(Addresses.parse4("1,2.3.4", 8)).isEmpty();
        assertThat(Addresses.parse4("255.0.0.0", 4)).contains("\u00ff\0\0\0");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
                "::, ::",
                "::1, ::1",
                "1::, 1::",
                "1::8, 1::8",
                "1:0:0:4:0:0:0:8, 1:0:0:4::8",
                "1:0:0:4:0:0:7:8, 1::4:0:0:7:8",
                "1:0:3:4:5:6:7:8, 1:0:3:4:5:6:7:8",
                "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8",
                "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
                "ffff:FFFF::0abc, ffff:ffff::abc",
                "1:2:3:4:5:6:7, none",
                "1:2:3:4:5:6:7:8:9, none",
                "1::2::3, none",
                "10000::, none",
                "g::, none",
                "-1::, none",
                "1:2:3:4:5:6:7:8:, none",
                "fe80::1:2, fe80::1:2"
            })
    void readsAndShowsIpv6(String text, String shown) {
        assertThat(Addresses.parse6(text).map(Addresses::format6)).isEqualTo(Optional.ofNullable(shown));
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "00, ''",
        "016100, a",
        "0161016200, a.b",
        "016100016200, a b",
        "0161, ''",
        "05616200, ''",
        "0161000562, a",
        "4061, ''"
    })
    void showsDomainLists(String hex, String shown) {
        assertThat(Addresses.formatDomains(bytes(hex))).isEqualTo(shown);
    }

    @Test
    void showsTheLongestLabel() {
        String label = "a".repeat(63);
        assertThat(Addresses.formatDomains((char) 63 + label + "\0")).isEqualTo(label);
        assertThat(Addresses.formatDomains((char) 64 + label + "a\0")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a%20b, 'a b'", "%41, A", "%zz, %zz", "a%, a%", "%e4, \u00e4", "%%41, %A"})
    void decodesPercents(String text, String bytes) {
        assertThat(UriText.decoded(text)).isEqualTo(bytes);
        assertThat(UriText.decoded("%4")).isEqualTo("\4");
    }

    @Test
    void encodesWhatAParserWouldTakeForSyntax() {
        assertThat(UriText.encoded("a/#:@?=&%+ ~!\u007f", true)).isEqualTo("a%2F%23%3A%40%3F%3D%26%25%2B%20~!%7F");
        assertThat(UriText.encoded("+", false)).isEqualTo("+");
        assertThat(UriText.encoded("a/b c", "")).isEqualTo("a/b%20c");
    }

    @Test
    void holdsBytesInStrings() {
        assertThat(Bytes.of("\u00e4")).isEqualTo("\u00c3\u00a4");
        assertThat(Bytes.text("\u00c3\u00a4")).isEqualTo("\u00e4");
        assertThat(Bytes.untilNul("ab\0c")).isEqualTo("ab");
        assertThat(Bytes.untilNul("\0c")).isEmpty();
        for (char c : " \t\n\u000b\f\r".toCharArray()) {
            assertThat(Bytes.isSpace(c)).isTrue();
        }
        for (char c : "\b\u000e\u00a0a\0".toCharArray()) {
            assertThat(Bytes.isSpace(c)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "67, 67",
        "0x43, 67",
        "175.3, 44803",
        ".1, 1",
        "1.2.3, 66051",
        "x, 0",
        "1.x, 0",
        "10a, 0",
        "1., 256",
        "'', 0"
    })
    void numbersSettings(String name, long tag) {
        assertThat(SettingKey.tagOf(name)).isEqualTo(tag);
    }
}
