package io.pxe4j.bench.report;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one run of the report found: all that the tables and plots are made from.
 *
 * @param form {@code short} or {@code full}
 * @param machine where it ran
 * @param versions of the servers and tools, by name
 * @param settings of the run, by name, like how a server was called
 * @param measurements in the order in which they were made
 * @param notMeasured what was left out, and why
 */
public record Results(
        String form,
        Machine machine,
        Map<String, String> versions,
        Map<String, String> settings,
        List<Measurement> measurements,
        List<NotMeasured> notMeasured) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = JSON.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    /** Copies the collections. */
    public Results {
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        measurements = List.copyOf(measurements);
        notMeasured = List.copyOf(notMeasured);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file cannot be read, or holds something else
     */
    public static Results read(Path file) throws IOException {
        return JSON.readValue(Files.readString(file), Results.class);
    }

    /** Writes all of it as JSON, the same octets for the same results. */
    public void write(Path file) throws IOException {
        Files.write(file, (WRITER.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The figures of a suite, in their order. */
    Stream<Measurement> suite(String suite) {
        return measurements.stream().filter(measurement -> measurement.suite().equals(suite));
    }

    /** The figures of a suite in one metric, in their order. */
    Stream<Measurement> suite(String suite, Metric metric) {
        return suite(suite).filter(measurement -> measurement.metric().equals(metric.text()));
    }

    /** One figure. */
    Optional<Measurement> find(String suite, String caseName, String server, Metric metric) {
        return suite(suite, metric)
                .filter(measurement -> measurement.caseName().equals(caseName)
                        && measurement.server().equals(server))
                .findFirst();
    }

    /** The cases of a suite, in their order. */
    List<String> cases(String suite) {
        return suite(suite).map(Measurement::caseName).distinct().toList();
    }

    /** The servers of a suite, in their order. */
    List<String> servers(String suite) {
        return suite(suite).map(Measurement::server).distinct().toList();
    }
}
