package io.pxe4j.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code jmh}: the benchmarks of single operations, in forks, with what each allocates. */
final class JmhSuite implements Suite {
    static final String NAME = "jmh";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final List<Chosen> CHOSEN = List.of(
            new Chosen("DhcpDecodeBenchmark", 4, true),
            new Chosen("Dhcp4javaBenchmark", 3, true),
            new Chosen("DhcpEncodeBenchmark", 3, false),
            new Chosen("DhcpLeasingBenchmark", 2, false),
            new Chosen("ProxyExchangeBenchmark", 2, false),
            new Chosen("LeaseExchangeBenchmark", 4, false),
            new Chosen("TftpNegotiationBenchmark", 3, true),
            new Chosen("TftpAckBenchmark", 4, true),
            new Chosen("ReadTransferBenchmark", 1, true),
            new Chosen("IpxeParseBenchmark", 3, true),
            new Chosen("IpxeScriptBenchmark", 5, false));

    /**
     * A class of benchmarks.
     *
     * @param name without its package
     * @param runs methods, each with each of its parameters, roughly
     * @param inShort whether the short form has time for it
     */
    private record Chosen(String name, int runs, boolean inShort) {
        boolean isHere() {
            return JmhSuite.class.getResource("/io/pxe4j/bench/" + name + ".class") != null;
        }
    }

    private final Bench bench;

    JmhSuite(Bench bench) {
        this.bench = bench;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        double each = bench.form().isFull() ? 8 : 2.7;
        CHOSEN.stream()
                .filter(chosen ->
                        chosen.isHere() && (chosen.inShort() || bench.form().isFull()))
                .forEach(chosen ->
                        steps.add(Step.of(chosen.name(), 1 + each * chosen.runs(), () -> run(chosen.name()))));
        return steps;
    }

    private void run(String name) throws IOException, InterruptedException {
        Path results = bench.workspace().file("jmh-" + name + ".json");
        List<String> times = bench.form().isFull()
                ? List.of("-wi", "3", "-w", "1s", "-i", "4", "-r", "1s")
                : List.of("-wi", "2", "-w", "400ms", "-i", "3", "-r", "300ms");
        List<String> arguments = new ArrayList<>(List.of(
                "\\." + name + "\\.",
                "-f",
                "1",
                "-prof",
                "gc",
                "-foe",
                "false",
                "-rf",
                "json",
                "-rff",
                results.toString()));
        arguments.addAll(times);
        List<String> line = new ArrayList<>(Pinning.prefix(bench.pinning().server()));
        line.addAll(JavaCommand.line(List.of(), "io.pxe4j.bench.Benchmarks", arguments.toArray(new String[0])));
        Commands.Outcome outcome = Commands.run(line, LIMIT);
        Files.createDirectories(bench.logs());
        Files.writeString(bench.logs().resolve("jmh-" + name + ".log"), outcome.output());
        if (!Files.exists(results)) {
            throw new IOException("no results of " + name + "; see logs/jmh-" + name + ".log");
        }
        read(Files.readString(results), bench.recorder());
    }

    /** Reads JMH's own JSON: the scores of all iterations, and the octets allocated for an operation. */
    static void read(String json, Recorder recorder) throws IOException {
        for (JsonNode benchmark : JSON.readTree(json)) {
            String[] name = benchmark.path("benchmark").asText().split("\\.", -1);
            StringBuilder caseName = new StringBuilder(name[name.length - 1]);
            Map<String, String> parameters = new TreeMap<>();
            benchmark.path("params").properties().forEach(parameter -> {
                parameters.put(parameter.getKey(), parameter.getValue().asText());
                caseName.append(", ")
                        .append(parameter.getKey())
                        .append(' ')
                        .append(parameter.getValue().asText());
            });
            String server = name[name.length - 2];
            if (!"ns/op"
                    .equals(benchmark.path("primaryMetric").path("scoreUnit").asText())) {
                continue;
            }
            add(recorder, caseName.toString(), server, Metric.TIME, parameters, benchmark.path("primaryMetric"));
            benchmark.path("secondaryMetrics").properties().forEach(secondary -> {
                if (secondary.getKey().endsWith("gc.alloc.rate.norm")) {
                    add(recorder, caseName.toString(), server, Metric.ALLOCATION, parameters, secondary.getValue());
                }
            });
        }
    }

    private static void add(
            Recorder recorder,
            String caseName,
            String server,
            Metric metric,
            Map<String, String> parameters,
            JsonNode scores) {
        for (JsonNode fork : scores.path("rawData")) {
            for (JsonNode iteration : fork) {
                recorder.add(new Recorder.Key(NAME, caseName, server, metric, parameters), iteration.asDouble());
            }
        }
    }
}
