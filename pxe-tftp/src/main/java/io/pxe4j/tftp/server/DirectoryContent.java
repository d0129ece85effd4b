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
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Serves the regular files below one directory, and nothing else.
 *
 * <p>A name is relative to the root: leading slashes are dropped (iPXE and curl send them), backslashes are slashes (the Windows boot manager
 * sends them). A name with {@code ..}, a drive letter, a NUL or a control character, a symbolic link that leads out of the root, a directory
 * or a device gets error 2; a missing file gets error 1.
 *
 * <p>Files are opened and read on the server's workers, never on an event loop. A file that is replaced while it is sent (written beside and
 * renamed) goes on as it was; one that shrinks ends the transfer with an ERROR.
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
        RequestedPath requested = RequestedPath.of(request.file());
        if (requested.refusal().isPresent()) {
            return CompletableFuture.completedFuture(
                    ContentRefusal.denied(requested.refusal().get()));
        }
        return CompletableFuture.supplyAsync(() -> open(requested.segments()), request.worker());
    }

    private ContentAnswer open(List<String> segments) {
        Path real;
        try {
            Path path = root;
            for (String segment : segments) {
                path = path.resolve(segment);
            }
            real = path.toRealPath();
            if (!real.startsWith(root)) {
                return ContentRefusal.denied("access denied");
            }
            // Before the open, which would wait for ever on a FIFO.
            if (!Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile()) {
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
}
