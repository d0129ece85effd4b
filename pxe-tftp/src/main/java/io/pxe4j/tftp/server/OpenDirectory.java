package io.pxe4j.tftp.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory below a root, opened so that a symbolic link put in the way meanwhile is not followed, as {@link ConfinedOpen} opens files. Names in it are
 * plain file names.
 */
final class OpenDirectory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDirectory.class);
    private static final Set<OpenOption> CREATE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    /** Where the file system has openat and its kin. */
    private final @Nullable SecureDirectoryStream<Path> handle;

    private OpenDirectory(Path path, @Nullable SecureDirectoryStream<Path> handle) {
        this.path = path;
        this.handle = handle;
    }

    /** Opens {@code real}, {@code root} itself or a path below it without links. */
    @SuppressWarnings("StreamResourceLeak") // closed by the caller, with this
    static OpenDirectory open(Path root, Path real) throws IOException {
        DirectoryStream<Path> top = Files.newDirectoryStream(root);
        if (!(top instanceof SecureDirectoryStream<Path> secure)) {
            top.close();
            return new OpenDirectory(real, null);
        }
        if (real.equals(root)) {
            return new OpenDirectory(real, secure);
        }
        SecureDirectoryStream<Path> current = secure;
        for (Path name : root.relativize(real)) {
            try (SecureDirectoryStream<Path> parent = current) {
                current = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
            }
        }
        return new OpenDirectory(real, current);
    }

    /** What is there under that name; a link is not followed. */
    Optional<BasicFileAttributes> attributes(String name) throws IOException {
        try {
            return Optional.of(
                    handle == null
                            ? Files.readAttributes(
                                    path.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            : handle.getFileAttributeView(
                                            name(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                                    .readAttributes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Makes a new file. */
    FileChannel create(String name) throws IOException {
        SeekableByteChannel made = handle == null
                ? FileChannel.open(path.resolve(name), CREATE)
                : handle.newByteChannel(name(name), CREATE);
        if (made instanceof FileChannel file) {
            return file;
        }
        made.close();
        throw new IOException("the file system of " + path + " cannot be written at random");
    }

    /** Renames in one step, in place of what is there. */
    void replace(String from, String to) throws IOException {
        if (handle == null) {
            Files.move(
                    path.resolve(from),
                    path.resolve(to),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } else {
            handle.move(name(from), handle, name(to));
        }
    }

    /**
     * Renames unless something of the new name is there.
     *
     * @throws FileAlreadyExistsException if so
     */
    void place(String from, String to) throws IOException {
        try {
            // A link is the one way of POSIX to take a name only if it is free.
            Files.createLink(path.resolve(to), path.resolve(from));
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // FAT has no links: another process could slip in between.
            if (attributes(to).isPresent()) {
                throw new FileAlreadyExistsException(to);
            }
            replace(from, to);
            return;
        }
        delete(from);
    }

    void delete(String name) throws IOException {
        if (handle == null) {
            Files.deleteIfExists(path.resolve(name));
            return;
        }
        try {
            handle.deleteFile(name(name));
        } catch (NoSuchFileException e) {
            LOG.debug("{} was gone already", name);
        }
    }

    /** Brings the names in it to the disk, where directories can be opened. */
    void sync() {
        try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            LOG.debug("cannot sync {}", path, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (handle != null) {
            handle.close();
        }
    }

    private Path name(String name) {
        return path.getFileSystem().getPath(name);
    }
}
