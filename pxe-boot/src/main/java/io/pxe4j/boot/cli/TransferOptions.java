package io.pxe4j.boot.cli;

import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.server.PortMode;
import io.pxe4j.tftp.server.TftpServer;
import io.pxe4j.tftp.server.TftpTransport;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a TFTP server carries its transfers: ports, sizes, threads and transport. */
final class TransferOptions {
    private static final Pattern RANGE = Pattern.compile("port-range=(\\d{1,9})-(\\d{1,9})");

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "transfer-ports",
            description =
                    "The ports that transfers are sent from: transfer-ports (any that are free), port-range=A-B, or"
                            + " single-port (the one that listens; for firewalls, NAT and containers). Default: ${DEFAULT-VALUE}.")
    private String mode = "";

    @Option(
            names = "--max-block-size",
            paramLabel = "N",
            defaultValue = "65464",
            description =
                    "The largest blksize. Default: ${DEFAULT-VALUE}, but never more than fits into a packet of the"
                            + " interface.")
    private int maxBlockSize;

    @Option(
            names = "--max-window-size",
            paramLabel = "N",
            defaultValue = "64",
            description = "The largest windowsize; 1: lock-step. Default: ${DEFAULT-VALUE}.")
    private int maxWindowSize;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many event loops. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--transport",
            paramLabel = "T",
            defaultValue = "auto",
            description = "auto, epoll, nio or io_uring. Default: ${DEFAULT-VALUE}: epoll on Linux, else nio.")
    private String transport = "";

    @Option(
            names = "--rehearsal",
            paramLabel = "TIME",
            defaultValue = "3s",
            description =
                    "How long the server plays with itself on loopback once it listens, up to 1m, so that Java has"
                            + " compiled it before the first storm. Default: ${DEFAULT-VALUE}; 0: not at all.")
    private String rehearsal = "";

    /** Filled in by picocli: the command that has these options. */
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private TransferOptions() {}

    /** Hands all to a builder. */
    void apply(TftpServer.Builder builder) {
        NegotiationLimits.Builder limits = NegotiationLimits.builder();
        read("--max-block-size", Integer.toString(maxBlockSize), text -> limits.maxBlockSize(maxBlockSize));
        read("--max-window-size", Integer.toString(maxWindowSize), text -> limits.maxWindowSize(maxWindowSize));
        builder.limits(limits.build());
        read("--threads", Integer.toString(threads), text -> builder.threads(threads));
        builder.mode(read("--mode", mode, TransferOptions::portMode));
        builder.transport(read("--transport", transport, TransferOptions::transport));
        rehearsalTime();
    }

    /** Plays with a server of the same kind, for as long as was asked for. */
    TftpRehearsal rehearse() {
        boolean single = portMode(mode) instanceof PortMode.SinglePort;
        return TftpRehearsal.start(
                () -> TftpServer.builder()
                        .transport(transport(transport))
                        .mode(single ? PortMode.singlePort() : PortMode.transferPorts()),
                rehearsalTime());
    }

    private Duration rehearsalTime() {
        Duration time = read("--rehearsal", rehearsal, Durations::of);
        if (time.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new ParameterException(
                    spec.commandLine(), "--rehearsal " + rehearsal + " cannot be used: give a time up to 1m");
        }
        return time;
    }

    private <T> T read(String option, String value, Function<String, T> reader) {
        return Arguments.read(spec.commandLine(), option, value, reader);
    }

    private static PortMode portMode(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = Integer.parseInt(range.group(2));
            if (first < 1 || last < first || last > 65535) {
                throw new IllegalArgumentException(
                        "mode: " + text + " (expected: port-range=A-B with 1 <= A <= B <= 65535)");
            }
            return PortMode.portRange(first, last);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "transfer-ports" -> PortMode.transferPorts();
            case "single-port" -> PortMode.singlePort();
            default ->
                throw new IllegalArgumentException(
                        "mode: " + text + " (expected: transfer-ports, single-port or port-range=A-B)");
        };
    }

    private static TftpTransport transport(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> TftpTransport.AUTO;
            case "epoll" -> TftpTransport.EPOLL;
            case "nio" -> TftpTransport.NIO;
            case "io_uring" -> TftpTransport.IO_URING;
            default ->
                throw new IllegalArgumentException("transport: " + text + " (expected: auto, epoll, nio or io_uring)");
        };
    }
}
