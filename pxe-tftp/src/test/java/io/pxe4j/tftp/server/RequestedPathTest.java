package io.pxe4j.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedPathTest {
    @ParameterizedTest
    @CsvSource({
        "f, f",
        "/f, f",
        "//f, f",
        "a/b, a|b",
        "a//b, a|b",
        "./a/./b, a|b",
        "\\Boot\\BCD, Boot|BCD",
        "\\\\host\\share, host|share",
        "foo..bar, foo..bar",
        "..foo, ..foo",
        "foo.., foo..",
        "%2e%2e/f, %2e%2e|f",
        "a/..., a|...",
        "file:stream, file:stream",
    })
    void takesANameApart(String file, String segments) {
        assertThat(RequestedPath.of(file).segments()).isEqualTo(List.of(segments.split("\\|", -1)));
        assertThat(RequestedPath.of(file).refusal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../f",
                "a/../f",
                "a/..",
                "..\\f",
                "a\\..\\f",
                "/../f",
                "C:\\f",
                "c:/f",
                "C:f",
                "a\nb",
                "a\0b",
                "\33[2J",
                "a\u0085"
            })
    void refusesNamesThatLeadOut(String file) {
        assertThat(RequestedPath.of(file).refusal()).isPresent();
        assertThat(RequestedPath.of(file).segments()).isEmpty();
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(RequestedPath.of("x".repeat(1024)).refusal()).isEmpty();
        assertThat(RequestedPath.of("x".repeat(1025)).refusal()).isPresent();
        assertThat(RequestedPath.of("").segments()).isEmpty();
    }
}
