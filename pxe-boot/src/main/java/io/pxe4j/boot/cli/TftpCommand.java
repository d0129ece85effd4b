package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.tftp.limits.TftpLimits;
import io.pxe4j.tftp.server.PortMode;
import io.pxe4j.tftp.server.RequestRefused;
import io.pxe4j.tftp.server.TftpListener;
import io.pxe4j.tftp.server.TftpServer;
import io.pxe4j.tftp.server.TransferFailed;
import io.pxe4j.tftp.server.TransferFinished;
import io.pxe4j.tftp.server.TransferProbed;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tftp}: a directory by TFTP, and nothing else. */
@Command(
        name = "tftp",
        description = "Serves a directory by TFTP.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footer = {
            "",
            "Prints the listening socket, then one line per transfer; SIGUSR1 prints the counters, as does the end. Stops on",
            "SIGTERM or Ctrl-C."
        })
final class TftpCommand implements Callable<Integer> {
    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
    private String bind = "";

    @Option(names = "--port", paramLabel = "N", defaultValue = "69", description = "Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--root", paramLabel = "DIR", required = true, description = "The directory to serve.")
    private Path root = Path.of("");

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = PortModes.DEFAULT,
            description = PortModes.DESCRIPTION)
    private String mode = "";

    @Mixin
    private TransferOptions transfers;

    @Option(
            names = "--rehearsal",
            paramLabel = "TIME",
            defaultValue = "3s",
            description =
                    "How long the server plays with itself on loopback once it listens, up to 1m, so that Java has"
                            + " compiled it before the first storm. Default: ${DEFAULT-VALUE}; 0: not at all.")
    private String rehearsal = "";

    @Mixin
    private ContentOptions contents;

    @Mixin
    private TftpLimitOptions limits;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private UploadOptions uploads;

    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli makes the mixins
    private TftpCommand() {}

    @Override
    public Integer call() throws Exception {
        if (!Files.isDirectory(root) || !Files.isReadable(root)) {
            throw new BootException("The content root " + root
                    + " is no directory that this user may read: create it or choose another one.");
        }
        InetSocketAddress address = Arguments.read(
                spec.commandLine(), "--bind", bind, text -> SocketAddresses.of(text, port(), spec.commandLine()));
        TftpLimits tftpLimits = limits.read();
        PortMode ports = Arguments.read(spec.commandLine(), "--mode", mode, PortModes::of);
        Duration rehearsalTime = rehearsalTime();
        try (LinePrinter printer = new LinePrinter(spec.commandLine().getOut())) {
            TftpServer.Builder builder = TftpServer.builder()
                    .bind(address)
                    .limits(tftpLimits)
                    .mode(ports)
                    .listener(new Lines(printer));
            transfers.apply(builder);
            contents.apply(builder, root);
            Optional<String> stores = uploads.apply(builder, root);
            TftpServer server = builder.build();
            server.start().toCompletableFuture().get();
            UserSignal.onUser1(() -> printer.print(CountersLine.of(server.counters())));
            for (InetSocketAddress local : server.localAddresses()) {
                printer.print("listening on UDP " + ServeCommand.text(local) + ": TFTP, files of " + root);
            }
            stores.ifPresent(printer::print);
            TftpRehearsal playing = TftpRehearsal.start(() -> rehearsed(ports), rehearsalTime);
            Foreground.run(() -> {
                playing.close();
                server.close();
                printer.print(CountersLine.of(server.counters()));
                printer.close();
            });
        }
        return 0;
    }

    /** A server of the same kind, to play with. */
    private TftpServer.Builder rehearsed(PortMode ports) {
        return TftpServer.builder()
                .transport(transfers.transport())
                .mode(ports instanceof PortMode.SinglePort ? ports : PortMode.transferPorts());
    }

    private Duration rehearsalTime() {
        Duration time = Arguments.read(spec.commandLine(), "--rehearsal", rehearsal, Durations::of);
        if (time.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new ParameterException(
                    spec.commandLine(), "--rehearsal " + rehearsal + " cannot be used: give a time up to 1m");
        }
        return time;
    }

    private int port() {
        return port;
    }

    /** One line per transfer. */
    private record Lines(LinePrinter printer) implements TftpListener {
        @Override
        public void finished(TransferFinished event) {
            String again = event.statistics().retransmits() == 0
                    ? ""
                    : ", " + event.statistics().retransmits() + " packets sent again";
            line(
                    event.transfer().client(),
                    (event.transfer().isRead() ? "" : "stored ")
                            + event.transfer().file() + ", "
                            + grouped(event.statistics().bytes()) + " bytes in "
                            + event.statistics().duration().toMillis() + " ms" + again);
        }

        @Override
        public void probed(TransferProbed event) {
            line(event.transfer().client(), event.transfer().file() + ", asked for its size");
        }

        @Override
        public void failed(TransferFailed event) {
            line(event.transfer().client(), event.transfer().file() + " broke off: " + event.detail());
        }

        @Override
        public void refused(RequestRefused event) {
            line(event.client(), (event.file().isEmpty() ? "packet" : event.file()) + " refused: " + event.detail());
        }

        /** As {@code %,d}, which costs more than the rest of a small transfer. */
        private static String grouped(long number) {
            StringBuilder text = new StringBuilder().append(number);
            for (int i = text.length() - 3; i > 0; i -= 3) {
                text.insert(i, ',');
            }
            return text.toString();
        }

        private void line(InetSocketAddress client, String text) {
            printer.print(ServeCommand.text(client) + "  " + text);
        }
    }
}
