package io.pxe4j.bench.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The report in Markdown, made from the results alone. */
final class ReportText {
    private final Results results;
    private final String plots;
    private final StringBuilder text = new StringBuilder();

    /** Where plots lie, seen from the text: empty, or a path that ends with a slash. */
    private ReportText(Results results, String plots) {
        this.results = results;
        this.plots = plots;
    }

    /** All of it. */
    static String of(Results results, List<Diagram> diagrams, String plots) {
        ReportText report = new ReportText(results, plots);
        report.machine();
        report.tftp(diagrams);
        report.clients(diagrams);
        report.completion(diagrams);
        report.open(diagrams);
        report.systemCalls();
        report.dhcp(diagrams);
        report.commonsNet();
        report.jmh();
        report.notMeasured();
        return report.text.toString();
    }

    private void machine() {
        Machine machine = results.machine();
        heading("Machine");
        line("| what | |");
        line("|---|---|");
        line("| run | " + machine.date() + ", " + results.form() + " form |");
        line("| CPU | " + machine.cpu() + ", " + machine.cores() + " cores |");
        line("| memory | " + Figures.text((double) machine.memoryMiB()) + " MiB |");
        line("| kernel | " + machine.kernel() + ", " + machine.system() + " |");
        line("| Java | " + machine.jdk() + " |");
        results.versions().forEach((name, version) -> line("| " + name + " | " + version + " |"));
        results.settings().forEach((name, value) -> line("| " + name + " | " + value + " |"));
        line("");
        line(
                "A figure is the median of its rounds, with the lowest and the highest behind it. Compare figures within one run.");
        line("");
    }

    private void tftp(List<Diagram> diagrams) {
        if (heading(SideBySide.NAME, "TFTP servers side by side")) {
            ratios();
            for (String asked : results.cases(SideBySide.NAME)) {
                line("### " + asked + ": " + parameters(SideBySide.NAME, asked));
                line("");
                table(SideBySide.NAME, asked, TftpColumns.SERVER);
                table(SideBySide.NAME, asked, TftpColumns.LOAD);
            }
            show(diagrams, SideBySide.NAME);
        }
    }

    /** Ours as a multiple of the yardstick, and each peer as a multiple of ours. */
    private void ratios() {
        List<String> others = results.servers(SideBySide.NAME).stream()
                .filter(server -> !server.equals(Contender.OURS))
                .toList();
        line(
                "CPU for each octet and throughput, ours divided by the others'. Less CPU is better, more throughput is better.");
        line("");
        line("| case | " + others.stream().map(other -> "CPU, pxe4j / " + other).collect(Collectors.joining(" | "))
                + " | " + others.stream().map(other -> "MB/s, pxe4j / " + other).collect(Collectors.joining(" | "))
                + " |");
        line("|---|" + "---|".repeat(2 * others.size()));
        for (String asked : results.cases(SideBySide.NAME)) {
            line("| " + asked + " | "
                    + others.stream()
                            .map(other -> ratio(asked, other, Metric.SERVER_CPU))
                            .collect(Collectors.joining(" | "))
                    + " | "
                    + others.stream()
                            .map(other -> ratio(asked, other, Metric.THROUGHPUT))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        line("");
    }

    private String ratio(String asked, String other, Metric metric) {
        Optional<Measurement> ours = results.find(SideBySide.NAME, asked, Contender.OURS, metric);
        Optional<Measurement> theirs = results.find(SideBySide.NAME, asked, other, metric);
        if (ours.isEmpty() || theirs.isEmpty() || theirs.get().median() == 0) {
            return "–";
        }
        return Figures.text(ours.get().median() / theirs.get().median());
    }

    private void clients(List<Diagram> diagrams) {
        if (heading(OverClients.NAME, "From one client to many")) {
            pivot(OverClients.NAME, Metric.THROUGHPUT);
            pivot(OverClients.NAME, Metric.SERVER_CPU);
            pivot(OverClients.NAME, Metric.P99);
            show(diagrams, OverClients.NAME);
        }
    }

    private void completion(List<Diagram> diagrams) {
        if (heading(Completion.NAME, "How long a client waits for its file")) {
            for (String asked : results.cases(Completion.NAME)) {
                line(asked + ": " + parameters(Completion.NAME, asked));
                line("");
                table(Completion.NAME, asked, TftpColumns.SERVER);
            }
            show(diagrams, Completion.NAME);
        }
    }

    private void open(List<Diagram> diagrams) {
        if (heading(OpenTransfersSuite.NAME, "What open transfers cost")) {
            for (Metric metric :
                    List.of(Metric.OPEN_MEMORY, Metric.OPEN_HEAP_EACH, Metric.OPEN_MEMORY_EACH, Metric.OPEN_CPU_EACH)) {
                pivot(OpenTransfersSuite.NAME, metric);
            }
            show(diagrams, OpenTransfersSuite.NAME);
        }
    }

    private void systemCalls() {
        if (heading(SystemCalls.NAME, "System calls for each block")) {
            line(
                    "Under strace, which slows the server down so that more comes together in one call than it would alone.");
            line("");
            pivot(SystemCalls.NAME, Metric.SYSTEM_CALLS);
        }
    }

    private void dhcp(List<Diagram> diagrams) {
        if (heading(DhcpSuite.NAME, "DHCP")) {
            line("The highest rate at which less than 1 % of the exchanges was lost:");
            line("");
            pivot(DhcpSuite.NAME, Metric.RATE_HELD);
            for (Metric metric : List.of(Metric.RATE, Metric.DROPS, Metric.DELAY, Metric.EXCHANGE_CPU)) {
                pivot(DhcpSuite.NAME, metric);
            }
            show(diagrams, DhcpSuite.NAME);
        }
    }

    private void commonsNet() {
        if (heading(CommonsNetClient.NAME, "commons-net's client")) {
            pivot(CommonsNetClient.NAME, Metric.THROUGHPUT);
        }
    }

    private void jmh() {
        if (!heading(JmhSuite.NAME, "Single operations (JMH)")) {
            return;
        }
        line("| benchmark | ns/op | B/op |");
        line("|---|---|---|");
        results.suite(JmhSuite.NAME, Metric.TIME)
                .forEach(time -> line("| " + time.server() + "." + time.caseName() + " | "
                        + Figures.spread(time) + " | "
                        + results.find(JmhSuite.NAME, time.caseName(), time.server(), Metric.ALLOCATION)
                                // What the profiler itself allocates is a fraction of an octet an operation.
                                .map(allocation -> Figures.text(Math.rint(allocation.median())))
                                .orElse("–")
                        + " |"));
        line("");
    }

    private void notMeasured() {
        if (results.notMeasured().isEmpty()) {
            return;
        }
        heading("Not measured, or with errors");
        results.notMeasured().forEach(note -> line("- " + note.suite() + ", " + note.what() + ": " + note.why()));
        line("");
    }

    /** A row for each server, a column for each metric. */
    private void table(String suite, String asked, List<Metric> columns) {
        line("| server | "
                + columns.stream()
                        .map(metric -> metric.text() + ", " + metric.unit())
                        .collect(Collectors.joining(" | "))
                + " |");
        line("|---|" + "---|".repeat(columns.size()));
        for (String server : results.servers(suite)) {
            if (columns.stream()
                    .noneMatch(
                            metric -> results.find(suite, asked, server, metric).isPresent())) {
                continue;
            }
            line("| " + server + " | "
                    + columns.stream()
                            .map(metric -> cell(suite, asked, server, metric))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        line("");
    }

    /** A row for each case, a column for each server. */
    private void pivot(String suite, Metric metric) {
        List<Measurement> all = results.suite(suite, metric).toList();
        if (all.isEmpty()) {
            return;
        }
        List<String> servers = all.stream().map(Measurement::server).distinct().toList();
        line("| " + metric.text() + ", " + metric.unit() + " | " + String.join(" | ", servers) + " |");
        line("|---|" + "---|".repeat(servers.size()));
        for (String asked : all.stream().map(Measurement::caseName).distinct().toList()) {
            line("| " + asked + " | "
                    + servers.stream()
                            .map(server -> cell(suite, asked, server, metric))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        line("");
    }

    private String cell(String suite, String asked, String server, Metric metric) {
        return results.find(suite, asked, server, metric).map(Figures::spread).orElse("–");
    }

    private String parameters(String suite, String asked) {
        return results.suite(suite)
                .filter(measurement -> measurement.caseName().equals(asked))
                .findFirst()
                .map(measurement -> measurement.parameters().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("percentile"))
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")))
                .orElse("");
    }

    private void show(List<Diagram> diagrams, String suite) {
        for (Diagram diagram : diagrams) {
            if (diagram.suite().equals(suite)) {
                line("![" + diagram.title() + "](" + plots + diagram.file() + ")");
                line("");
            }
        }
    }

    private boolean heading(String suite, String words) {
        if (results.suite(suite).findAny().isEmpty()) {
            return false;
        }
        heading(words);
        return true;
    }

    private void heading(String words) {
        line("## " + words);
        line("");
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}
