package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.tftp.server.TftpReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code put}: stores a file by TFTP. */
@Command(
        name = "put",
        description = "Stores a file by TFTP.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footer = {"", "Most servers must be told to take files. A bar shows the progress on a terminal."})
final class PutCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "What to store.")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "URL",
            description = "tftp://host[:port]/file; after a slash at the end the name of FILE is added.")
    private String url = "";

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions options;

    /** Filled in by picocli before it runs the command. */
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private PutCommand() {}

    @Override
    public Integer call() throws Exception {
        TftpUrl to = Arguments.read(
                spec.commandLine(), "URL", url, text -> TftpUrl.of(text.endsWith("/") ? text + "-" : text));
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BootException("There is no file " + file + " that this user may read.");
        }
        TftpUrl target = url.endsWith("/")
                ? to.withFile(to.file().substring(0, to.file().length() - 1) + file.getFileName())
                : to;
        TftpReport report = new ClientRun(spec.commandLine(), target)
                .run(options.builder(target), client -> client.putFrom(target.address(), target.file(), file));
        spec.commandLine().getOut().println(ClientRun.result(file + " to " + target.file(), report));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
