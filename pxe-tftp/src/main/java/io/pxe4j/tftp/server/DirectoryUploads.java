package io.pxe4j.tftp.server;

import io.pxe4j.tftp.engine.WriteAnswer;
import io.pxe4j.tftp.engine.WriteRefusal;
import io.pxe4j.tftp.engine.WriteRequest;
import io.pxe4j.tftp.engine.WriteTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Stores uploads below one directory, and nowhere else.
 *
 * <pre>{@code
 * DirectoryUploads uploads = DirectoryUploads.builder(Path.of("/srv/tftp/incoming"))
 *         .policy(UploadPolicy.CREATE_NEW)
 *         .maxFileSize(64 << 20)
 *         .quotaPerClient(1 << 30)
 *         .build();
 * TftpServer server = TftpServer.builder().content(content).writes(uploads).build();
 * }</pre>
 *
 * <p>Names are confined as those of {@link DirectoryContent}: no {@code ..}, no symbolic link that leads out of the root; hidden names are refused too. A file
 * is written beside its place, brought to the disk (fsync), and renamed; then the client receives its last ACK. So it appears whole or not at all, and
 * what a failed upload, or a crash, leaves behind is never served. All of it runs on the server's workers.
 *
 * <p>What the client hears: error 6 for a file that is there and may not be replaced, 3 for one that is too large, for a used-up quota and for a full disk, 2
 * for a name or a directory that may not be written, 1 for a directory that is not there.
 */
public final class DirectoryUploads implements WriteTarget {
    private final Path root;
    private final UploadPolicy policy;
    private final long maxFileSize;
    private final UploadQuota quota;
    private final boolean createDirectories;

    private DirectoryUploads(Path root, Builder builder) {
        this.root = root;
        this.policy = builder.policy;
        this.maxFileSize = builder.maxFileSize;
        this.quota = new UploadQuota(builder.quotaPerClient);
        this.createDirectories = builder.createDirectories;
    }

    /** Collects the settings of uploads below {@code root}, a directory that exists when {@link Builder#build} is called. */
    public static Builder builder(Path root) {
        return new Builder(root);
    }

    /** The directory, with symbolic links resolved. */
    public Path root() {
        return root;
    }

    @Override
    public CompletionStage<WriteAnswer> accept(WriteRequest request) {
        RequestedPath requested = RequestedPath.of(request.file());
        Optional<WriteRefusal> refusal = refusalOf(requested, request);
        return refusal.isPresent()
                ? CompletableFuture.completedFuture(refusal.get())
                : CompletableFuture.supplyAsync(
                        () -> open(requested.segments(), request.client().getAddress()), request.worker());
    }

    private Optional<WriteRefusal> refusalOf(RequestedPath requested, WriteRequest request) {
        if (requested.refusal().isPresent()) {
            return Optional.of(WriteRefusal.denied(requested.refusal().get()));
        }
        if (requested.segments().isEmpty()) {
            return Optional.of(WriteRefusal.denied("not a file name"));
        }
        if (requested.segments().stream().anyMatch(name -> name.startsWith("."))) {
            return Optional.of(WriteRefusal.denied("hidden name"));
        }
        long announced = request.announcedSize().orElse(0);
        if (announced > maxFileSize) {
            return Optional.of(LimitedSink.tooLarge(maxFileSize));
        }
        return announced > quota.left(request.client().getAddress())
                ? Optional.of(LimitedSink.overQuota())
                : Optional.empty();
    }

    private WriteAnswer open(List<String> segments, InetAddress client) {
        String name = segments.get(segments.size() - 1);
        try {
            Path directory = directoryOf(segments.subList(0, segments.size() - 1));
            if (!Files.isWritable(directory)) {
                return WriteRefusal.denied("access denied");
            }
            Optional<BasicFileAttributes> there;
            try (OpenDirectory open = OpenDirectory.open(root, directory)) {
                there = open.attributes(name);
            }
            if (there.isPresent() && !there.get().isRegularFile()) {
                return WriteRefusal.denied("not a regular file");
            }
            if (there.isPresent() && policy == UploadPolicy.CREATE_NEW) {
                return WriteRefusal.exists();
            }
            if (there.isEmpty() && policy == UploadPolicy.EXISTING_ONLY) {
                return WriteRefusal.notFound();
            }
            PartFile file = PartFile.of(root, directory, name, policy != UploadPolicy.CREATE_NEW);
            return new LimitedSink(file, directory, maxFileSize, quota, client);
        } catch (AccessDeniedException e) {
            return WriteRefusal.denied("access denied");
        } catch (IOException | InvalidPathException e) {
            // A directory that is missing or is a file, a loop of links, or no name that this file system can have.
            return WriteRefusal.notFound();
        }
    }

    private Path directoryOf(List<String> segments) throws IOException {
        Path real = root;
        for (String segment : segments) {
            Path next = real.resolve(segment);
            try {
                real = next.toRealPath();
            } catch (NoSuchFileException e) {
                if (!createDirectories) {
                    throw e;
                }
                real = created(next);
            }
            if (!real.startsWith(root)) {
                throw new AccessDeniedException(next.toString());
            }
        }
        return real;
    }

    private static Path created(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            // Another upload was faster; a link that leads nowhere fails below.
        }
        return directory.toRealPath();
    }

    /** Collects the settings of {@link DirectoryUploads}. */
    public static final class Builder {
        private final Path root;
        private UploadPolicy policy = UploadPolicy.CREATE_NEW;
        private long maxFileSize = 1L << 30;
        private long quotaPerClient = Long.MAX_VALUE;
        private boolean createDirectories;

        private Builder(Path root) {
            this.root = root;
        }

        /** Which names may be taken; {@link UploadPolicy#CREATE_NEW} by default. */
        public Builder policy(UploadPolicy uploadPolicy) {
            policy = uploadPolicy;
            return this;
        }

        /**
         * The largest file in octets; 1 GiB by default.
         *
         * @throws IllegalArgumentException below 0
         */
        public Builder maxFileSize(long octets) {
            maxFileSize = check("maxFileSize", octets);
            return this;
        }

        /**
         * The octets that one client address (of IPv6, one /64) may store before the server is started anew; without limit by default. The 65,536 clients
         * that wrote last are remembered.
         *
         * @throws IllegalArgumentException below 0
         */
        public Builder quotaPerClient(long octets) {
            quotaPerClient = check("quotaPerClient", octets);
            return this;
        }

        /** Whether missing directories below the root are made; false by default. */
        public Builder createDirectories(boolean create) {
            createDirectories = create;
            return this;
        }

        private static long check(String what, long octets) {
            if (octets < 0) {
                throw new IllegalArgumentException(what + ": " + octets + " (expected: 0 or more)");
            }
            return octets;
        }

        /**
         * The target.
         *
         * @throws IllegalArgumentException if the root is no directory
         * @throws UncheckedIOException if its real path cannot be found out
         */
        public DirectoryUploads build() {
            if (!Files.isDirectory(root)) {
                throw new IllegalArgumentException("root: " + root + " (expected: a directory that exists)");
            }
            try {
                return new DirectoryUploads(root.toRealPath(), this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
