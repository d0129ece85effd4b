package io.pxe4j.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @Test
    void comeBackAsTheyWereWritten(@TempDir Path dir) throws Exception {
        Results results = SampleResults.results();
        Path file = dir.resolve("results.json");
        results.write(file);

        assertThat(Results.read(file)).isEqualTo(results);
    }

    @Test
    void areTheSameOctetsEachTime(@TempDir Path dir) throws Exception {
        SampleResults.results().write(dir.resolve("a"));
        Results.read(dir.resolve("a")).write(dir.resolve("b"));

        assertThat(dir.resolve("b")).hasSameBinaryContentAs(dir.resolve("a"));
    }

    @Test
    void aMeasurementHasTheFieldsThatOtherToolsRead(@TempDir Path dir) throws Exception {
        SampleResults.results().write(dir.resolve("a"));

        JsonNode first = new JsonMapper()
                .readTree(Files.readString(dir.resolve("a")))
                .path("measurements")
                .get(0);

        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly(
                        "suite",
                        "case",
                        "server",
                        "metric",
                        "unit",
                        "median",
                        "lowest",
                        "highest",
                        "rounds",
                        "parameters");
        assertThat(first.path("case").asText()).isEqualTo("w16");
        assertThat(first.path("parameters").path("window").asText()).isEqualTo("16");
    }

    @Test
    void areFoundByCaseServerAndMetric() {
        Results results = SampleResults.results();

        assertThat(results.servers("tftp")).containsExactly("pxe4j", "yardstick", "dnsmasq");
        assertThat(results.cases("tftp")).containsExactly("w16");
        assertThat(results.find("tftp", "w16", "dnsmasq", Metric.SERVER_CPU))
                .map(Measurement::median)
                .hasValue(5.58);
        assertThat(results.find("tftp", "w16", "kea", Metric.SERVER_CPU)).isEmpty();
    }
}
