package io.pxe4j.boot.cli;

import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.server.TftpClient;
import io.pxe4j.tftp.server.TftpTransport;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How the TFTP client asks, as {@code get} and {@code put} take it. */
final class ClientOptions {
    @Option(
            names = "--blksize",
            paramLabel = "N",
            defaultValue = "1428",
            description = "Octets in a block, 8 to 65464; the server may choose less. Default: ${DEFAULT-VALUE}.")
    private int blockSize;

    @Option(
            names = "--windowsize",
            paramLabel = "N",
            defaultValue = "16",
            description = "Blocks in a window, 1 to 65535; the server may choose less. Default: ${DEFAULT-VALUE}.")
    private int windowSize;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "0",
            description = "Ask the server to wait 1 to 255 seconds for an answer before it sends again; 0: do not ask."
                    + " Default: ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "6",
            description = "How often a server that does not answer is asked. Default: ${DEFAULT-VALUE}.")
    private int tries;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "",
            description =
                    "octet, or netascii: line ends are converted. Default: what the URL says (;mode=netascii), else"
                            + " octet.")
    private String mode = "";

    @Option(names = "--no-options", description = "Ask for no options: blocks of 512 octets in lock-step.")
    private boolean plain;

    @Option(
            names = "--transport",
            paramLabel = "T",
            defaultValue = "auto",
            description = "auto, epoll or nio. Default: ${DEFAULT-VALUE}.")
    private String transport = "";

    /** Filled in by picocli: the command that has these options. */
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private ClientOptions() {}

    /** A builder with all of them. */
    TftpClient.Builder builder(TftpUrl url) {
        TftpClient.Builder builder = TftpClient.builder();
        check("--tries", tries, () -> builder.tries(tries));
        builder.transport(Arguments.read(spec.commandLine(), "--transport", transport, ClientOptions::transport));
        String wanted = mode.isEmpty() ? url.netascii() ? "netascii" : "octet" : mode;
        builder.mode(Arguments.read(spec.commandLine(), "--mode", wanted, ClientOptions::mode));
        builder.convertNetascii(true);
        if (plain) {
            return builder;
        }
        builder.requestSize();
        check("--blksize", blockSize, () -> builder.blockSize(blockSize));
        check("--windowsize", windowSize, () -> builder.windowSize(windowSize));
        if (timeout != 0) {
            check("--timeout", timeout, () -> builder.timeout(Duration.ofSeconds(timeout)));
        }
        return builder;
    }

    private void check(String option, int value, Runnable setter) {
        Arguments.check(spec.commandLine(), option, Integer.toString(value), text -> setter.run());
    }

    private static TftpMode mode(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "octet" -> TftpMode.OCTET;
            case "netascii" -> TftpMode.NETASCII;
            default -> throw new IllegalArgumentException("mode: " + text + " (expected: octet or netascii)");
        };
    }

    private static TftpTransport transport(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> TftpTransport.AUTO;
            case "epoll" -> TftpTransport.EPOLL;
            case "nio" -> TftpTransport.NIO;
            default -> throw new IllegalArgumentException("transport: " + text + " (expected: auto, epoll or nio)");
        };
    }
}
