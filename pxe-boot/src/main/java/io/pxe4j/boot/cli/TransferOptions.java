package io.pxe4j.boot.cli;

import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.server.TftpServer;
import io.pxe4j.tftp.server.TftpTransport;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a TFTP server carries its transfers, as several commands take it: sizes, threads and transport. */
final class TransferOptions {
    @Option(
            names = "--max-block-size",
            paramLabel = "N",
            defaultValue = "65464",
            description =
                    "The largest blksize of TFTP. Default: ${DEFAULT-VALUE}, but never more than fits into a packet of the"
                            + " interface.")
    private int maxBlockSize;

    @Option(
            names = "--max-window-size",
            paramLabel = "N",
            defaultValue = "64",
            description = "The largest windowsize of TFTP; 1: lock-step. Default: ${DEFAULT-VALUE}.")
    private int maxWindowSize;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many event loops TFTP has. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--transport",
            paramLabel = "T",
            defaultValue = "auto",
            description = "How TFTP reads and sends: auto, epoll, nio or io_uring."
                    + " Default: ${DEFAULT-VALUE}: epoll on Linux, else nio.")
    private String transport = "";

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
        builder.transport(read("--transport", transport, TransferOptions::transport));
    }

    /** What was asked for, once {@link #apply} has taken it. */
    TftpTransport transport() {
        return transport(transport);
    }

    private <T> T read(String option, String value, Function<String, T> reader) {
        return Arguments.read(spec.commandLine(), option, value, reader);
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
