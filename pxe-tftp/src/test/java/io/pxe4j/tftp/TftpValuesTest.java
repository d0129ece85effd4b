package io.pxe4j.tftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TftpValuesTest {
    @Test
    void opcodesAreAnOpenSet() {
        assertThat(TftpOpcode.of(6)).isSameAs(TftpOpcode.OACK).hasToString("OACK");
        assertThat(TftpOpcode.of(0)).hasToString("UNKNOWN(0)");
        assertThat(TftpOpcode.of(65535).value()).isEqualTo(65535);
        assertThatIllegalArgumentException().isThrownBy(() -> TftpOpcode.of(65536));
        assertThatIllegalArgumentException().isThrownBy(() -> TftpOpcode.of(-1));
    }

    @Test
    void errorCodesAreAnOpenSet() {
        assertThat(TftpErrorCode.of(8)).isSameAs(TftpErrorCode.OPTION_NEGOTIATION);
        assertThat(TftpErrorCode.of(9)).hasToString("UNKNOWN(9)");
        assertThat(TftpErrorCode.of(1)).hasToString("file not found");
        assertThatIllegalArgumentException().isThrownBy(() -> TftpErrorCode.of(65536));
    }

    @Test
    void modesCompareWithoutCase() {
        assertThat(TftpMode.of("OCTET")).isSameAs(TftpMode.OCTET);
        assertThat(TftpMode.of("NetASCII")).isEqualTo(TftpMode.NETASCII);
        assertThat(TftpMode.of("x")).hasToString("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 512", "512 ", "+512", "-1", "0x200", "5e2", "\u0665"})
    void onlyDecimalDigitsAreANumber(String text) {
        assertThat(TftpOptions.of("n", text).number("n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "00512, 512",
        "4294967296, 4294967296",
        "9223372036854775807, 9223372036854775807",
        "18446744073709551616, 9223372036854775807",
    })
    void numbersSaturate(String text, long number) {
        assertThat(TftpOptions.of("n", text).number("N")).isEqualTo(OptionalLong.of(number));
        assertThat(TftpOptions.of("n", "9".repeat(10_000)).number("n")).hasValue(Long.MAX_VALUE);
    }

    @Test
    void optionsKeepTheirOrder() {
        TftpOptions options = TftpOptions.of("tsize", "0", "blksize", "8").with("TSIZE", 7);
        assertThat(options).hasToString("tsize=7 blksize=8");
        assertThat(options).isNotEqualTo(TftpOptions.of("blksize", "8", "tsize", "7"));
        assertThat(options.without("tsize")).isEqualTo(TftpOptions.of("blksize", "8"));
        assertThat(options).hasSameHashCodeAs(TftpOptions.of("tsize", "7", "blksize", "8"));
        assertThat(options.has("BLKSIZE")).isTrue();
    }

    @Test
    void nothingWithANulCanBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> TftpOptions.of("a\0b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> TftpOptions.of("a", "b\0c"));
        assertThatIllegalArgumentException().isThrownBy(() -> TftpOptions.of("", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> TftpOptions.of("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> TftpRequest.read("a\0b", TftpOptions.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TftpError.of(TftpErrorCode.UNDEFINED, "a\0b"))
                .withMessage("message: a\\x00b (expected: no NUL)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TftpRequest(TftpOpcode.ACK, "f", TftpMode.OCTET, TftpOptions.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new TftpAck(65536));
        assertThatIllegalArgumentException().isThrownBy(() -> new TftpAck(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TftpAck(1, OptionalInt.of(256)))
                .withMessage("nextWindow: 256 (expected: 0..255)");
        assertThatIllegalArgumentException().isThrownBy(() -> new TftpAck(1, OptionalInt.of(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> TftpOptions.of(Map.of("", "x")));
    }

    @Test
    void optionsMayComeFromAMap() {
        assertThat(TftpOptions.of(Map.of("BLKSIZE", "8"))).isEqualTo(TftpOptions.of("blksize", "8"));
        assertThat(TftpOptions.of(Map.of())).isSameAs(TftpOptions.NONE);
        assertThat(TftpOptions.of("a", "1", "b", "2", "A", "3")).hasToString("a=3 b=2");
    }
}
