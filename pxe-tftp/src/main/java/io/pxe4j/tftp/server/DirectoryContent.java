package io.pxe4j.tftp.server;

import io.pxe4j.tftp.engine.ContentAnswer;
import io.pxe4j.tftp.engine.ContentRefusal;
import io.pxe4j.tftp.engine.ContentRequest;
import io.pxe4j.tftp.engine.ContentSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Serves the regular files below one directory, and nothing else.
 *
 * <pre>{@code
 * ContentSource content = DirectoryContent.builder(Path.of("/srv/tftp")).ignoreCase(true).build();
 * }</pre>
 *
 * <p>A name is relative to the root: leading slashes are dropped (iPXE and curl send them), backslashes are slashes (the Windows boot manager
 * sends them). A name with {@code ..}, a drive letter or a control character, a hidden name, a symbolic link that leads out of the root, a directory, a device
 * or a file that may not be read gets error 2; a missing file gets error 1. Nothing in a name is decoded: {@code %2e} is three characters.
 *
 * <p>Files are opened and read on the server's workers, never on an event loop. A file that is changed, truncated, appended to, replaced or deleted while it
 * is sent ends the transfer with an ERROR as soon as more of it is read; a transfer never gets octets of two versions. A file written beside and renamed
 * harms nobody whose transfer is served from the server's cache.
 */
public final class DirectoryContent implements ContentSource {
    private final Path root;
    private final DirectoryPolicy policy;

    private DirectoryContent(Path root, DirectoryPolicy policy) {
        this.root = root;
        this.policy = policy;
    }

    /**
     * Serves the files below {@code root}.
     *
     * @throws IllegalArgumentException if {@code root} is no directory
     * @throws UncheckedIOException if its real path cannot be found out
     */
    public static DirectoryContent of(Path root) {
        return builder(root).build();
    }

    /** Collects the settings of a source of the files below {@code root}. */
    public static Builder builder(Path root) {
        return new Builder(root);
    }

    /** The directory, with symbolic links resolved. */
    public Path root() {
        return root;
    }

    @Override
    public CompletionStage<ContentAnswer> open(ContentRequest request) {
        RequestedPath requested = policy.path(request.file());
        if (requested.refusal().isPresent()) {
            return CompletableFuture.completedFuture(
                    ContentRefusal.denied(requested.refusal().get()));
        }
        return CompletableFuture.supplyAsync(() -> open(requested.segments(), request), request.worker());
    }

    private ContentAnswer open(List<String> segments, ContentRequest request) {
        Path real;
        try {
            Optional<Path> start = policy.start(root, request.client());
            Optional<Path> path = start.isEmpty() ? start : policy.resolve(root, start.get(), segments);
            if (path.isEmpty()) {
                return ContentRefusal.notFound();
            }
            real = path.get().toRealPath();
            if (!real.startsWith(root)
                    || !policy.followLinks() && !real.equals(path.get().toRealPath(LinkOption.NOFOLLOW_LINKS))) {
                return ContentRefusal.denied("access denied");
            }
            // Before the open, which would wait for ever on a FIFO.
            if (!FileVersion.of(real).regular()) {
                return ContentRefusal.denied("not a regular file");
            }
        } catch (AccessDeniedException e) {
            return ContentRefusal.denied("access denied");
        } catch (IOException | InvalidPathException e) {
            // Missing, below a file, a loop of links, or no name that this file system can have.
            return ContentRefusal.notFound();
        }
        try {
            return FileContent.open(real, () -> ConfinedOpen.open(root, real));
        } catch (NoSuchFileException e) {
            return ContentRefusal.notFound();
        } catch (AccessDeniedException e) {
            return ContentRefusal.denied("access denied");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects the settings of a {@link DirectoryContent}. */
    public static final class Builder {
        private final Path root;
        private boolean ignoreCase;
        private boolean backslashes = true;
        private boolean followLinks = true;
        private boolean hiddenFiles;
        private boolean windowsNames;
        private ClientDirectory clients = client -> Optional.of("");

        private Builder(Path root) {
            this.root = root;
            this.windowsNames = !"\\".equals(root.getFileSystem().getSeparator());
        }

        /**
         * Whether a name that is not there as it was asked finds one that differs in upper and lower case only; false by default. Windows asks for {@code
         * \boot\BCD} and {@code \Boot\BCD} alike. Of several such names the first in the order of their characters is served.
         */
        public Builder ignoreCase(boolean ignore) {
            this.ignoreCase = ignore;
            return this;
        }

        /** Whether backslashes are slashes, as the Windows boot manager sends them; true by default. */
        public Builder backslashes(boolean areSlashes) {
            this.backslashes = areSlashes;
            return this;
        }

        /** Whether symbolic links are followed, as long as they stay below the root; true by default. */
        public Builder followLinks(boolean follow) {
            this.followLinks = follow;
            return this;
        }

        /** Whether names that start with a dot, and what is below such directories, are served; false by default. */
        public Builder hiddenFiles(boolean serve) {
            this.hiddenFiles = serve;
            return this;
        }

        /**
         * Whether names are served that mean something else on Windows: devices ({@code CON}, {@code aux.txt}), streams ({@code file:stream}) and names
         * that end in a dot or a space; by default only where the root is not on Windows.
         */
        public Builder windowsNames(boolean serve) {
            this.windowsNames = serve;
            return this;
        }

        /**
         * Gives each client a directory of its own below the root; by default all share the root. A client without a directory, or whose directory does not
         * exist, finds nothing: {@link ContentSource#orElse} adds what all share.
         */
        public Builder perClient(ClientDirectory directories) {
            this.clients = directories;
            return this;
        }

        /**
         * The source.
         *
         * @throws IllegalArgumentException if the root is no directory
         * @throws UncheckedIOException if its real path cannot be found out
         */
        public DirectoryContent build() {
            if (!Files.isDirectory(root)) {
                throw new IllegalArgumentException("root: " + root + " (expected: a directory that exists)");
            }
            DirectoryPolicy policy =
                    new DirectoryPolicy(ignoreCase, backslashes, followLinks, hiddenFiles, windowsNames, clients);
            try {
                return new DirectoryContent(root.toRealPath(), policy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
