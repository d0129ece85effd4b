package io.pxe4j.boot.cli;

import io.pxe4j.boot.BootException;
import io.pxe4j.tftp.server.DirectoryUploads;
import io.pxe4j.tftp.server.TftpServer;
import io.pxe4j.tftp.server.UploadPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What clients may store by TFTP. */
final class UploadOptions {
    @Option(
            names = "--allow-write",
            paramLabel = "POLICY",
            defaultValue = "deny",
            description = "What clients may store: deny (nothing), create-new (names that are free), replace (any), or"
                    + " existing-only (files that are there). Default: ${DEFAULT-VALUE}.")
    private String policy = "";

    @Option(
            names = "--upload-root",
            paramLabel = "DIR",
            description = "The directory that uploads go to. Default: the one that is served.")
    private Optional<Path> uploadRoot = Optional.empty();

    @Option(
            names = "--max-upload",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "The largest file, like 512k, 64m or 2g. Default: ${DEFAULT-VALUE}.")
    private String maxUpload = "";

    @Option(
            names = "--upload-quota",
            paramLabel = "SIZE",
            defaultValue = "",
            description = "What one client may store in all, until the server is started anew. Default: no limit.")
    private String quota = "";

    @Option(names = "--create-directories", description = "Make missing directories for uploads.")
    private boolean createDirectories;

    /** Filled in by picocli: the command that has these options. */
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private UploadOptions() {}

    /** Hands them to a builder; gives the line that tells of them, if clients may store anything. */
    Optional<String> apply(TftpServer.Builder builder, Path root) {
        Optional<UploadPolicy> wanted =
                Arguments.read(spec.commandLine(), "--allow-write", policy, UploadOptions::policy);
        long most = Arguments.read(spec.commandLine(), "--max-upload", maxUpload, Sizes::of);
        long all = quota.isEmpty()
                ? Long.MAX_VALUE
                : Arguments.read(spec.commandLine(), "--upload-quota", quota, Sizes::of);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Path directory = uploadRoot.orElse(root);
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new BootException("The upload root " + directory
                    + " is no directory that this user may write: create it or choose another one.");
        }
        builder.writes(DirectoryUploads.builder(directory)
                .policy(wanted.get())
                .maxFileSize(most)
                .quotaPerClient(all)
                .createDirectories(createDirectories)
                .build());
        return Optional.of(
                String.format(Locale.ROOT, "uploads to %s: %s, files of up to %,d bytes", directory, policy, most));
    }

    private static Optional<UploadPolicy> policy(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "deny" -> Optional.empty();
            case "create-new" -> Optional.of(UploadPolicy.CREATE_NEW);
            case "replace" -> Optional.of(UploadPolicy.REPLACE_ATOMIC);
            case "existing-only" -> Optional.of(UploadPolicy.EXISTING_ONLY);
            default ->
                throw new IllegalArgumentException(
                        "policy: " + text + " (expected: deny, create-new, replace or existing-only)");
        };
    }
}
