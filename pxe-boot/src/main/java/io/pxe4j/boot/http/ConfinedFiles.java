package io.pxe4j.boot.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The regular files below a directory, and nothing outside of it, whatever the links in it point to; names that start with a dot only if
 * wanted. Blocks on the disk.
 */
final class ConfinedFiles {
    private final Path root;
    private final boolean hiddenFiles;

    ConfinedFiles(Path root, boolean hiddenFiles) {
        this.root = root;
        this.hiddenFiles = hiddenFiles;
    }

    /** Whether {@code path} has a name that is not served because it starts with a dot, like {@code /.git/config}. */
    boolean hides(String path) {
        return !hiddenFiles && path.contains("/.");
    }

    /**
     * Opens the file at {@code path}, which {@link RequestTarget} has accepted. Empty if there is none, if it is no regular
     * file, or if a symbolic link leads out of the root; a file that cannot be read counts as not there, too.
     */
    Optional<Content.OpenFile> open(String path) {
        try {
            Path realRoot = root.toRealPath();
            Path file = realRoot.resolve(path.substring(1)).toRealPath();
            // Not a regular file: opening a pipe would block for ever.
            if (!file.startsWith(realRoot) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            return Optional.of(open(file, path));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Content.OpenFile open(Path file, String path) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            // The size of what is open, not of what has the name by now.
            long length = channel.size();
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Content.OpenFile(
                    channel,
                    length,
                    ContentTypes.of(path),
                    attributes.lastModifiedTime().toInstant());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
