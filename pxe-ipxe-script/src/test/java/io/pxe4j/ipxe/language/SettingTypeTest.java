package io.pxe4j.ipxe.language;

import static io.pxe4j.ipxe.language.SettingType.BASE64;
import static io.pxe4j.ipxe.language.SettingType.BUSDEVFN;
import static io.pxe4j.ipxe.language.SettingType.DNSSL;
import static io.pxe4j.ipxe.language.SettingType.GUID;
import static io.pxe4j.ipxe.language.SettingType.HEXRAW;
import static io.pxe4j.ipxe.language.SettingType.INT16;
import static io.pxe4j.ipxe.language.SettingType.INT32;
import static io.pxe4j.ipxe.language.SettingType.INT8;
import static io.pxe4j.ipxe.language.SettingType.IPV6;
import static io.pxe4j.ipxe.language.SettingType.STRING;
import static io.pxe4j.ipxe.language.SettingType.URISTRING;
import static io.pxe4j.ipxe.language.SettingType.UUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTypeTest {
    @ParameterizedTest
    @CsvSource({
        "STRING, '-- anything ${x}'",
        "URISTRING, ''",
        "IPV4, 255.255.255.255",
        "IPV4, 0.0.0.0",
        "IPV6, ::1",
        "IPV6, fe80::5054:ff:fe12:3456",
        "INT8, -128",
        "INT8, 127",
        "INT16, -32768",
        "INT16, 0x7fff",
        "INT32, -2147483648",
        "INT32, 2147483647",
        "UINT8, 0",
        "UINT8, 0xff",
        "UINT16, 65535",
        "UINT32, 4294967295",
        "HEX, 52:54:0",
        "HEXHYP, 52-54",
        "HEXRAW, 5254",
        "BASE64, aGk=",
        "UUID, 00112233-4455-6677-8899-aabbccddeeff",
        "GUID, 00112233-4455-6677-8899-AABBCCDDEEFF"
    })
    void readsItsValues(SettingType type, String value) {
        assertThatCode(() -> type.check(value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IPV4 | 192.0.2.256 | four numbers, such as 192.0.2.1",
                "IPV4 | 192.0.2 | four numbers, such as 192.0.2.1",
                "IPV4 | 192.0.2.01 | four numbers, such as 192.0.2.1",
                "IPV6 | 2001:db8 | an address such as 2001:db8::1",
                "IPV6 | 192.0.2.1 | an address such as 2001:db8::1",
                "IPV6 | fe80::1%net0 | an address such as 2001:db8::1",
                "INT8 | -129 | -128..127, without leading zeros, which iPXE reads as octal",
                "INT8 | 128 | -128..127, without leading zeros, which iPXE reads as octal",
                "INT16 | -32769 | -32768..32767, without leading zeros, which iPXE reads as octal",
                "INT32 | 2147483648 | -2147483648..2147483647, without leading zeros, which iPXE reads as octal",
                "UINT8 | -1 | 0..255, without leading zeros, which iPXE reads as octal",
                "UINT8 | 256 | 0..255, without leading zeros, which iPXE reads as octal",
                "UINT8 | 010 | 0..255, without leading zeros, which iPXE reads as octal",
                "UINT16 | 0x10000 | 0..65535, without leading zeros, which iPXE reads as octal",
                "UINT32 | 4294967296 | 0..4294967295, without leading zeros, which iPXE reads as octal",
                "HEX | 52-54 | bytes such as 52:54:00",
                "HEXHYP | 52:54 | bytes such as 52-54-00",
                "HEXRAW | 525 | bytes such as 525400",
                "BASE64 | a | padded base64",
                "UUID | 00112233445566778899aabbccddeeff | 00112233-4455-6677-8899-aabbccddeeff"
            })
    void refusesWhatIpxeWouldReadOtherwise(SettingType type, String value, String expected) {
        assertThatThrownBy(() -> type.check(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(type + ": \"" + value + "\" (expected: " + expected + ")");
    }

    @Test
    void someAreShownAndNeverRead() {
        for (SettingType type : EnumSet.of(BUSDEVFN, DNSSL)) {
            assertThatThrownBy(() -> type.check("x"))
                    .hasMessage("setting type: " + type + " (expected: one that iPXE can store)");
            assertThatThrownBy(type::requireStorable).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatCode(STRING::requireStorable).doesNotThrowAnyException();
    }

    @Test
    void someMayLookLikeAnOption() {
        assertThat(which(SettingType::mayStartWithHyphen))
                .containsExactly(STRING, URISTRING, INT8, INT16, INT32, DNSSL);
    }

    @Test
    void someTakeAnyText() {
        assertThat(which(SettingType::takesAnyText)).containsExactly(STRING, URISTRING);
    }

    @Test
    void someAreNotStoredByEveryBuild() {
        assertThat(which(type -> !type.isStoredEverywhere())).containsExactly(IPV6, UUID, GUID);
    }

    @Test
    void someCameLater() {
        assertThat(which(type -> type.since().isAfter(CommandSpec.OLD)))
                .containsExactly(HEXRAW, BASE64, GUID, BUSDEVFN);
        assertThat(HEXRAW.since()).isEqualTo(BUSDEVFN.since()).isEqualTo(LocalDate.of(2013, 7, 12));
        assertThat(GUID.storableSince()).isEqualTo(UUID.storableSince()).isAfter(GUID.since());
    }

    @Test
    void longValuesAreShortenedInMessages() {
        assertThatThrownBy(() -> INT8.check("1".repeat(80))).hasMessageContaining("\"" + "1".repeat(80) + "\"");
        assertThatThrownBy(() -> INT8.check("1".repeat(81))).hasMessageContaining("\"" + "1".repeat(80) + "...\"");
    }

    private static Set<SettingType> which(Predicate<SettingType> wanted) {
        Set<SettingType> found = EnumSet.noneOf(SettingType.class);
        EnumSet.allOf(SettingType.class).stream().filter(wanted).forEach(found::add);
        return found;
    }
}
