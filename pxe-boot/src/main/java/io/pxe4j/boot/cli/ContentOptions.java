package io.pxe4j.boot.cli;

import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.server.ClientDirectory;
import io.pxe4j.tftp.server.DirectoryContent;
import io.pxe4j.tftp.server.HttpContent;
import io.pxe4j.tftp.server.TftpServer;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the files of a TFTP server come from, and what of them it keeps in memory. */
final class ContentOptions {
    @Option(
            names = "--ignore-case",
            description = "Takes upper and lower case in file names for the same, as Windows does.")
    private boolean ignoreCase;

    @Option(names = "--hidden-files", description = "Serves names that start with a dot, too.")
    private boolean hiddenFiles;

    @Option(
            names = "--per-client",
            description = "Looks first in the directory below the root that is named by the client's IP address.")
    private boolean perClient;

    @Option(
            names = "--upstream",
            paramLabel = "URL",
            defaultValue = "",
            description = "Gets what the root has not got from this HTTP server, for example"
                    + " https://mirror.example/netboot/.")
    private String upstream = "";

    @Option(
            names = "--cache",
            paramLabel = "SIZE",
            defaultValue = "",
            description = "How much of the files to keep in memory, like 512m; 0: nothing. Default: a quarter of Java's"
                    + " heap, at most 256m.")
    private String cache = "";

    /** Filled in by picocli: the command that has these options. */
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private ContentOptions() {}

    /** Hands the content to a builder. */
    void apply(TftpServer.Builder builder, Path root) {
        builder.content(source(root));
        if (!cache.isEmpty()) {
            Arguments.check(spec.commandLine(), "--cache", cache, text -> builder.cacheSize(Sizes.of(text)));
        }
    }

    private ContentSource source(Path root) {
        ContentSource source = directory(root).build();
        if (perClient) {
            source = directory(root)
                    .perClient(ClientDirectory.byAddress())
                    .build()
                    .orElse(source);
        }
        return upstream.isEmpty()
                ? source
                : source.orElse(Arguments.read(
                        spec.commandLine(), "--upstream", upstream, text -> HttpContent.of(URI.create(text))));
    }

    private DirectoryContent.Builder directory(Path root) {
        return DirectoryContent.builder(root).ignoreCase(ignoreCase).hiddenFiles(hiddenFiles);
    }
}
