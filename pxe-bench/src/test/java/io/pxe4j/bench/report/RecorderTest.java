package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private final Recorder recorder = new Recorder();

    @Test
    void givesTheMedianAndWhatTheRoundsLieBetween() {
        for (double value : new double[] {3, 1, 2}) {
            recorder.add(key("a"), value);
        }
        for (double value : new double[] {4, 1, 2, 3}) {
            recorder.add(key("b"), value);
        }

        assertThat(recorder.measurements())
                .containsExactly(
                        new Measurement("tftp", "w16", "a", "throughput", "MB/s", 2, 1, 3, 3, Map.of("window", "16")),
                        new Measurement(
                                "tftp", "w16", "b", "throughput", "MB/s", 2.5, 1, 4, 4, Map.of("window", "16")));
    }

    @Test
    void keepsNoMoreDigitsThanAreMeasured() {
        recorder.add(key("a"), 1234.56789);

        assertThat(recorder.measurements().get(0).median()).isEqualTo(1234.57);
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorder.add(key("a"), Double.NaN))
                .withMessageContaining("expected: a finite number");
    }

    @Test
    void notesTheSameThingOnce() {
        recorder.notMeasured("tftp", "atftpd", "not installed");
        recorder.notMeasured("tftp", "atftpd", "not installed");

        assertThat(recorder.notMeasured()).containsExactly(new NotMeasured("tftp", "atftpd", "not installed"));
    }

    @Test
    void aMeasurementOfNoRoundIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measurement("s", "c", "x", "m", "u", 1, 1, 1, 0, Map.of()))
                .withMessage("rounds: 0 (expected: 1 or more)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measurement("s", "c", "x", "m", "u", 4, 1, 3, 1, Map.of()))
                .withMessage("median: 4.0 (expected: between 1.0 and 3.0)");
    }

    private static Recorder.Key key(String server) {
        return new Recorder.Key("tftp", "w16", server, Metric.THROUGHPUT, Map.of("window", "16"));
    }
}
