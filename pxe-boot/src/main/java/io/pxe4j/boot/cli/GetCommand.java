package io.pxe4j.boot.cli;

import io.netty.buffer.ByteBuf;
import io.pxe4j.boot.BootException;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.engine.TftpSink;
import io.pxe4j.tftp.server.TftpReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code get}: fetches a file by TFTP. */
@Command(
        name = "get",
        description = "Fetches a file by TFTP.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footer = {"", "The file appears whole or not at all. A bar shows the progress on a terminal."})
final class GetCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "URL", description = "tftp://host[:port]/file")
    private String url = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "",
            description = "Where it goes; -: standard output. Default: the name in the URL, in this directory.")
    private String file = "";

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions options;

    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private GetCommand() {}

    @Override
    public Integer call() throws Exception {
        TftpUrl from = Arguments.read(spec.commandLine(), "URL", url, TftpUrl::of);
        ClientRun run = new ClientRun(spec.commandLine(), from);
        var builder = options.builder(from);
        if (file.equals("-")) {
            TftpOptions wanted = builder.options();
            TftpReport report = run.run(
                    builder, client -> client.get(from.address(), from.file(), wanted, new ToStream(System.out)));
            spec.commandLine().getErr().println(ClientRun.result(from.file(), report));
            spec.commandLine().getErr().flush();
            return 0;
        }
        Path target = target(from);
        TftpReport report = run.run(builder, client -> client.getTo(from.address(), from.file(), target));
        spec.commandLine().getOut().println(ClientRun.result(from.file() + " to " + target, report));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Path target(TftpUrl from) {
        Path given = Path.of(file.isEmpty() ? "." : file);
        if (!Files.isDirectory(given)) {
            return given;
        }
        if (from.lastName().isEmpty()) {
            throw new BootException("The URL " + url + " names no file: give the name of the local file too.");
        }
        return given.resolve(from.lastName()).normalize();
    }

    private record ToStream(OutputStream stream) implements TftpSink {
        @Override
        public void write(ByteBuf data) throws IOException {
            data.readBytes(stream, data.readableBytes());
        }

        @Override
        public void complete() throws IOException {
            stream.flush();
        }

        @Override
        public void abort() {
            // What was printed cannot be taken back.
        }
    }
}
