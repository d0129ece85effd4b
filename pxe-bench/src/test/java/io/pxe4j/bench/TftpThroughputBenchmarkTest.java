package io.pxe4j.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TftpThroughputBenchmarkTest {
    @Test
    void oneCombinationGivesItsFigures(@TempDir Path dir) throws Exception {
        Path results = dir.resolve("results.json");

        Benchmarks.main(
                ("TftpThroughputBenchmark -f 0 -wi 0 -v SILENT -foe true -p clients=2 -p window=4 -p blksize=1428"
                                + " -p transport=nio -p content=generated -p octets=10000000 -rff " + results)
                        .split(" ", -1));

        JsonNode all = new ObjectMapper().readTree(results.toFile());
        assertThat(all).hasSize(1);
        JsonNode figures = all.get(0).get("secondaryMetrics");
        assertThat(figure(figures, "megabytesPerSecond")).isPositive();
        assertThat(figure(figures, "p99Millis")).isGreaterThanOrEqualTo(figure(figures, "p50Millis"));
        assertThat(figure(figures, "p999Millis")).isGreaterThanOrEqualTo(figure(figures, "p99Millis"));
        assertThat(figure(figures, "p50Millis")).isPositive();
        assertThat(figure(figures, "serverCpuSecondsPerGiB")).isPositive();
        assertThat(figure(figures, "loadCpuSecondsPerGiB")).isPositive();
        assertThat(figures.get("megabytesPerSecond")
                        .get("rawData")
                        .get(0)
                        .get(0)
                        .asDouble())
                .isCloseTo(figure(figures, "megabytesPerSecond"), within(0.001));
    }

    private static double figure(JsonNode figures, String name) {
        return figures.get(name).get("score").asDouble();
    }
}
