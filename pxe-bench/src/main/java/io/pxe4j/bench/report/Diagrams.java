package io.pxe4j.bench.report;

import io.pxe4j.bench.report.LinePlot.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The plots of the report, made from the results alone. */
final class Diagrams {
    /** Who loses more does not keep up, and what it spends is spent on packets that nobody gets. */
    private static final double MOST_DROPS = 5;

    private final Results results;
    private final List<Diagram> diagrams = new ArrayList<>();

    private Diagrams(Results results) {
        this.results = results;
    }

    /** Those that there are figures for. */
    static List<Diagram> of(Results results) {
        Diagrams all = new Diagrams(results);
        all.bars("tftp-cpu.svg", "Server CPU for each GiB, 64 clients", Metric.SERVER_CPU);
        all.bars("tftp-throughput.svg", "Throughput, 64 clients", Metric.THROUGHPUT);
        all.overClients();
        all.completion();
        all.open();
        all.dhcp();
        return List.copyOf(all.diagrams);
    }

    private void bars(String file, String title, Metric metric) {
        List<String> cases = results.cases(SideBySide.NAME);
        if (results.suite(SideBySide.NAME, metric).findAny().isEmpty()) {
            return;
        }
        List<String> labels = cases.stream().map(this::label).toList();
        BarPlot plot = BarPlot.titled(title, metric.unit(), labels);
        for (String server : results.servers(SideBySide.NAME)) {
            plot.series(
                    server,
                    cases.stream()
                            .map(asked -> results.find(SideBySide.NAME, asked, server, metric)
                                    .map(Measurement::median)
                                    .orElse(0.0))
                            .toList());
        }
        diagrams.add(new Diagram(SideBySide.NAME, file, title, plot::write));
    }

    private String label(String asked) {
        return results.suite(SideBySide.NAME)
                .filter(measurement -> measurement.caseName().equals(asked))
                .findFirst()
                .map(measurement -> "window " + measurement.parameters().getOrDefault("window", "?") + ", blksize "
                        + measurement.parameters().getOrDefault("blksize", "?"))
                .orElse(asked);
    }

    private void overClients() {
        List<String> windows = results.suite(OverClients.NAME)
                .map(measurement -> measurement.parameters().getOrDefault("window", "?"))
                .distinct()
                .toList();
        for (String window : windows) {
            Predicate<Measurement> ofWindow =
                    measurement -> window.equals(measurement.parameters().get("window"));
            String how = window.equals("1") ? "in lock-step" : "with windows of " + window;
            lines(
                    OverClients.NAME,
                    "clients-throughput-w" + window + ".svg",
                    LinePlot.titled("Throughput to many clients " + how)
                            .x("clients that fetch at once", Scale.LOG)
                            .y("MB/s", Scale.LINEAR),
                    "Throughput to many clients " + how,
                    Metric.THROUGHPUT,
                    "clients",
                    ofWindow);
            lines(
                    OverClients.NAME,
                    "clients-cpu-w" + window + ".svg",
                    LinePlot.titled("Server CPU for each GiB to many clients " + how)
                            .x("clients that fetch at once", Scale.LOG)
                            .y("CPU-s/GiB", Scale.LINEAR),
                    "Server CPU for each GiB to many clients " + how,
                    Metric.SERVER_CPU,
                    "clients",
                    ofWindow);
        }
    }

    /** The share of clients that have their file, over time. */
    private void completion() {
        String title = "How long 256 clients wait for their file, in lock-step";
        LinePlot plot = LinePlot.titled(title)
                .x("time from the request to the last block, ms", Scale.LOG)
                .y("clients that have it, %", Scale.LINEAR);
        for (String server : results.servers(Completion.NAME)) {
            List<Measurement> points = results.suite(Completion.NAME, Metric.COMPLETION)
                    .filter(point -> point.server().equals(server) && point.median() > 0)
                    .toList();
            if (!points.isEmpty()) {
                plot.series(
                        server,
                        points.stream().map(Measurement::median).toList(),
                        points.stream().map(point -> point.number("percentile")).toList());
            }
        }
        add(Completion.NAME, "completion.svg", title, plot);
    }

    private void open() {
        lines(
                OpenTransfersSuite.NAME,
                "open-memory.svg",
                LinePlot.titled("Memory of the server over open transfers")
                        .x("open transfers", Scale.LOG)
                        .y("resident memory, MiB", Scale.LINEAR),
                "Memory of the server over open transfers",
                Metric.OPEN_MEMORY,
                "open",
                any -> true);
        lines(
                OpenTransfersSuite.NAME,
                "open-cpu.svg",
                LinePlot.titled("Server CPU for a block and its ACK over open transfers")
                        .x("open transfers", Scale.LOG)
                        .y("CPU for a block, us", Scale.LINEAR),
                "Server CPU for a block and its ACK over open transfers",
                Metric.OPEN_CPU_EACH,
                "open",
                any -> true);
    }

    private void dhcp() {
        for (DhcpContender.Mode mode : DhcpContender.Mode.values()) {
            String what = mode == DhcpContender.Mode.LEASES ? "exchange of four packets" : "ProxyDHCP offer";
            String title = "CPU for each " + what + " over their rate, as far as a server keeps up";
            LinePlot plot = LinePlot.titled(title)
                    .x(mode == DhcpContender.Mode.LEASES ? "exchanges a second" : "offers a second", Scale.LINEAR)
                    .y("server CPU each, us", Scale.LINEAR);
            for (String server : results.servers(DhcpSuite.NAME)) {
                List<Measurement> costs = results.suite(DhcpSuite.NAME, Metric.EXCHANGE_CPU)
                        .filter(cost -> cost.server().equals(server)
                                && mode.text().equals(cost.parameters().get("mode"))
                                && keepsUp(cost))
                        .toList();
                if (!costs.isEmpty()) {
                    plot.series(
                            server,
                            costs.stream().map(cost -> reached(cost)).toList(),
                            costs.stream().map(Measurement::median).toList());
                }
            }
            add(DhcpSuite.NAME, "dhcp-" + mode.name().toLowerCase(Locale.ROOT) + ".svg", title, plot);
        }
    }

    private boolean keepsUp(Measurement cost) {
        return results.find(DhcpSuite.NAME, cost.caseName(), cost.server(), Metric.DROPS)
                        .map(Measurement::median)
                        .orElse(0.0)
                < MOST_DROPS;
    }

    private double reached(Measurement cost) {
        return results.find(DhcpSuite.NAME, cost.caseName(), cost.server(), Metric.RATE)
                .map(Measurement::median)
                .orElseGet(() -> cost.number("asked"));
    }

    private void lines(
            String suite,
            String file,
            LinePlot plot,
            String title,
            Metric metric,
            String x,
            Predicate<Measurement> wanted) {
        for (String server : results.servers(suite)) {
            List<Measurement> points = results.suite(suite, metric)
                    .filter(wanted)
                    .filter(point -> point.server().equals(server))
                    .sorted(Comparator.comparingDouble(point -> point.number(x)))
                    .toList();
            if (!points.isEmpty()) {
                plot.series(
                        server,
                        points.stream().map(point -> point.number(x)).toList(),
                        points.stream().map(Measurement::median).toList());
            }
        }
        add(suite, file, title, plot);
    }

    private void add(String suite, String file, String title, LinePlot plot) {
        if (!plot.isEmpty()) {
            diagrams.add(new Diagram(suite, file, title, plot::write));
        }
    }
}
