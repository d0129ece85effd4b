package io.pxe4j.boot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"90, PT90S", "90s, PT90S", "10m, PT10M", "12h, PT12H", "7d, P7D", "0, PT0S"})
    void readsTimesAsAdministratorsWriteThem(String text, Duration time) {
        assertThat(Durations.of(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "1 h", "-1", "1w", "12345678901", "1.5h"})
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.of(text))
                .withMessageContaining("expected: like 3600, 90s, 10m, 12h or 7d");
    }
}
