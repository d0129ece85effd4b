package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionValueTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a text option stays text, whatever it looks like
                "12=10.0.0.1 | 31302e302e302e31",
                "15=example.org | 6578616d706c652e6f7267",
                "209=pxelinux.cfg/default | 7078656c696e75782e6366672f64656661756c74",
                "15=a=b | 613d62",
                "42=10.0.0.1,10.0.0.2 | 0a0000010a000002",
                "150=10.0.0.1 | 0a000001",
                // numbers in as many octets as the option has
                "26=1500 | 05dc",
                "2=3600 | 00000e10",
                "2=-3600 | fffff1f0",
                "211=60 | 0000003c",
                "116=1 | 01",
                // no type is known: addresses if it looks like them, else text
                "224=10.0.0.1 | 0a000001",
                "224=10.0.0.1,10.0.0.2 | 0a0000010a000002",
                "224=abc | 616263",
                "224=7 | 37",
                // octets for any
                "26=0x05dc | 05dc",
                "224=0X00:FF:7a | 00ff7a",
                "224= | ''",
            })
    void readsAValueByItsCode(String text, String octets) {
        OptionValue value = OptionValue.of(text);
        assertThat(value.code()).isEqualTo(Integer.parseInt(text.substring(0, text.indexOf('='))));
        assertThat(HexFormat.of().formatHex(value.octets())).isEqualTo(octets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "42 | expected: CODE=VALUE, like 42=10.0.0.1",
                "=x | expected: CODE=VALUE",
                "x=1 | expected: CODE=VALUE",
                "0=1 | expected: 1..254",
                "255=1 | expected: 1..254",
                "999=1 | expected: 1..254",
                "26=x | expected: a number",
                "26=65536 | expected: at most 65535",
                "26=0x05 | 1 octet (expected: 2 octets)",
                "42=10.0.0 | expected: dotted decimal",
                "42=10.0.0.1, | expected: dotted decimal",
                "42=ntp.example.org | expected: ",
                "224=0x0 | an even number of hexadecimal digits",
                "224=0xzz | an even number of hexadecimal digits",
            })
    void refusesWhatDoesNotFit(String text, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OptionValue.of(text))
                .withMessageContaining(problem);
    }

    @Test
    void refusesWhatManyClientsDoNotRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OptionValue.of("224=" + "x".repeat(256)))
                .withMessageContaining("at most 255");
        assertThat(OptionValue.of("224=" + "x".repeat(255)).octets()).hasSize(255);
    }

    @Property(tries = 200)
    void eitherReadsAnyTextOrRefusesIt(
            @ForAll @IntRange(min = 1, max = 254) int code, @ForAll @Size(max = 20) String text) {
        try {
            assertThat(OptionValue.of(code + "=" + text).code()).isEqualTo(code);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("expected: ");
        }
    }
}
