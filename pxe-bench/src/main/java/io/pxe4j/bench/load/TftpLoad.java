package io.pxe4j.bench.load;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The load as a command: many TFTP clients that fetch one file from any server. */
@Command(
        name = "TftpLoad",
        description = "Fetches a file with many TFTP clients at once, each transfer from a port of its own.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "The exit code is 0 if all transfers finished with the right content, else 1."})
public final class TftpLoad implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "HOST", description = "The server.")
    private String host = "";

    @Parameters(index = "1", paramLabel = "PORT", description = "Its port.")
    private int port;

    @Parameters(index = "2", paramLabel = "FILE", description = "What to fetch.")
    private String file = "";

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many transfers run at once. Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(
            names = "--transfers",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many transfers in all. Default: one for each client.")
    private int transfers;

    @Option(
            names = "--blksize",
            paramLabel = "N",
            defaultValue = "1428",
            description = "The block size to ask for; 0: none. Default: ${DEFAULT-VALUE}.")
    private int blksize;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "0",
            description = "The window to ask for; 0: none. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--tsize",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Ask for the size, or do not. Default: ${DEFAULT-VALUE}.")
    private boolean tsize;

    @Option(
            names = "--crc32",
            paramLabel = "HEX",
            defaultValue = "",
            description = "What each transfer's content is checked against.")
    private String crc32 = "";

    @Option(
            names = "--slow-crc",
            description = "Check by tables, without the processor's help: a load that is slower than the server.")
    private boolean slowCrc;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "When to give up. Default: ${DEFAULT-VALUE}.")
    private double limit;

    @Option(
            names = "--rehearsal",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description =
                    "How long to play with a server of its own first, so that Java has compiled the load; 0: not at"
                            + " all. Default: ${DEFAULT-VALUE}.")
    private double rehearsal;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private TftpLoad() {}

    /**
     * Runs a load.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command, for tests too. */
    static CommandLine commandLine() {
        return new CommandLine(new TftpLoad());
    }

    @Override
    public Integer call() throws Exception {
        LoadPlan plan = plan();
        LoadResult result;
        try (LoadNetwork network = LoadNetwork.open()) {
            Rehearsal.play(millis(rehearsal), network, System::nanoTime);
            result = LoadRun.run(plan, network, System::nanoTime);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? result.toJson() : text(result));
        out.flush();
        return result.isClean() ? 0 : 1;
    }

    private LoadPlan plan() {
        try {
            LoadPlan.Builder plan = LoadPlan.of(new InetSocketAddress(host, port), file)
                    .clients(clients)
                    .transfers(transfers)
                    .blksize(blksize)
                    .window(window)
                    .tsize(tsize)
                    .slowCrc(slowCrc)
                    .limit(millis(limit));
            if (!crc32.isEmpty()) {
                plan.expectedCrc32(Long.parseLong(crc32, 16));
            }
            return plan.build();
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "--crc32 " + crc32 + " cannot be used: give hexadecimal digits", e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static String text(LoadResult result) {
        String text = String.format(
                Locale.ROOT,
                "%.1f MB/s: %d transfers in %.3f s, %d failed, %d unfinished, %d corrupt, %d packets sent again%n"
                        + "completion: p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, longest %.1f ms%n"
                        + "the load used %.2f CPU-s, %.2f for each GiB",
                result.megabytesPerSecond(),
                result.ok(),
                result.seconds(),
                result.failed(),
                result.unfinished(),
                result.corrupt(),
                result.retransmitted(),
                result.p50Millis(),
                result.p99Millis(),
                result.p999Millis(),
                result.maxMillis(),
                result.loadCpuSeconds(),
                result.cpuSecondsPerGibibyte(result.loadCpuSeconds()));
        text += result.firstError().isEmpty() ? "" : System.lineSeparator() + "first error: " + result.firstError();
        return text + (result.warning().isEmpty() ? "" : System.lineSeparator() + "warning: " + result.warning());
    }
}
