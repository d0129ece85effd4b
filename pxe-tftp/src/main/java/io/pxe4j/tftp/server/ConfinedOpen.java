package io.pxe4j.tftp.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Opens a file below a root so that a symbolic link put in the way meanwhile is not followed: directory by directory from open handles (openat), where
 * the file system can do that.
 */
final class ConfinedOpen {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private ConfinedOpen() {}

    /** Opens {@code real}, a path below {@code root} without links. */
    static FileChannel open(Path root, Path real) throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            if (top instanceof SecureDirectoryStream<Path> secure) {
                return open(secure, root.relativize(real), 0);
            }
        }
        return FileChannel.open(real, READ);
    }

    private static FileChannel open(SecureDirectoryStream<Path> directory, Path path, int depth) throws IOException {
        Path name = path.getName(depth);
        if (depth < path.getNameCount() - 1) {
            try (SecureDirectoryStream<Path> next = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                return open(next, path, depth + 1);
            }
        }
        SeekableByteChannel opened = directory.newByteChannel(name, READ);
        if (opened instanceof FileChannel file) {
            return file;
        }
        opened.close();
        throw new IOException("the file system of " + name + " cannot be read at random");
    }
}
