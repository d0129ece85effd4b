package io.pxe4j.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures pxe4j beside its peers on this machine, and writes what it finds as a report. */
@Command(
        name = "BenchReport",
        description = {
            "Measures pxe4j beside its peers on this machine, and writes results.json, report.md and plots.",
            "",
            "Peers that are not installed are left out and named in the report, with the package to install."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  java -cp benchmarks.jar io.pxe4j.bench.report.BenchReport --form short --suite tftp \\",
            "    --server 'mine=./my-tftpd --port {port} --root {root}'"
        })
public final class BenchReport implements Callable<Integer> {
    @Option(
            names = "--form",
            paramLabel = "short|full",
            defaultValue = "short",
            description = "short: some minutes; full: up to half an hour. Default: ${DEFAULT-VALUE}.")
    private String form = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/report",
            description = "Where the report goes. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("");

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            split = ",",
            description = "Only these, of tftp, clients, completion, open, syscalls, dhcp, commons-net, jmh, scale; all"
                    + " without it, scale in the full form alone. May be repeated.")
    private List<String> suites = List.of();

    @Option(
            names = "--server",
            paramLabel = "NAME=COMMAND",
            description = "Another TFTP server: a shell's command with {port} and {root} that stays in the foreground;"
                    + " NAME@PORT=COMMAND if its port cannot be chosen. May be repeated.")
    private List<String> servers = List.of();

    @Option(
            names = "--slow-crc",
            description = "The load checks content by tables, without the processor's help: about a CPU-second for each"
                    + " GiB, with which it is slower than servers that send windows.")
    private boolean slowCrc;

    @Option(
            names = "--peer-path",
            paramLabel = "DIR",
            description = "Where peers are looked for before PATH. May be repeated.")
    private List<Path> peerPath = List.of();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Measures nothing: makes the report of these results again.")
    private @Nullable Path from;

    @Option(
            names = "--docs",
            paramLabel = "DIR",
            description =
                    "Writes the results, the plots and the generated part of performance.md into this directory, too.")
    private @Nullable Path docs;

    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private BenchReport() {}

    /** Runs it; ends with 0, or with 2 for a problem. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new BenchReport())
                .setExecutionExceptionHandler((problem, command, result) -> {
                    command.getErr().println(problem.getMessage() == null ? problem.toString() : problem.getMessage());
                    return 2;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Results results = from == null ? measured() : Results.read(from);
        ReportFiles.write(results, out);
        if (docs != null) {
            PerformancePage.write(results, docs);
        }
        System.out.println("report: " + out.resolve("report.md"));
        return 0;
    }

    private Results measured() throws IOException, InterruptedException {
        try {
            Files.createDirectories(out);
            return new BenchRun(
                            Form.of(form),
                            suites,
                            servers.stream().map(Contender::of).toList(),
                            Programs.of(peerPath, System.getenv().getOrDefault("PATH", "")),
                            slowCrc,
                            out)
                    .run();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
