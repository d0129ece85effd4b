package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.ContentIdentity;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open file, which fails when it is no longer the one that was opened: rewritten, truncated, appended to, replaced or deleted. */
final class FileContent implements TftpContent {
    private static final Logger LOG = LoggerFactory.getLogger(FileContent.class);
    /** Tries to open a file that is being replaced at that moment. */
    private static final int TRIES = 3;

    /** Opens a path; what it opens is closed by the content. */
    @FunctionalInterface
    interface Opener {
        FileChannel open() throws IOException;
    }

    private final FileChannel channel;
    private final Path path;
    private final FileVersion version;
    private final boolean settled;

    private FileContent(FileChannel channel, Path path, FileVersion version, boolean settled) {
        this.channel = channel;
        this.path = path;
        this.version = version;
        this.settled = settled;
    }

    /**
     * The content of the regular file at that path.
     *
     * @throws IOException if it cannot be opened, or changes meanwhile
     */
    static FileContent open(Path path, Opener opener) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            Instant now = Instant.now();
            FileVersion before = FileVersion.of(path);
            FileChannel channel = opener.open();
            boolean same = false;
            try {
                // Java cannot ask an open file for more than its size, so the name is asked before and after.
                same = before.equals(FileVersion.of(path)) && channel.size() == before.size();
            } finally {
                if (!same) {
                    channel.close();
                }
            }
            if (same) {
                return new FileContent(channel, path, before, before.isSettled(now));
            }
        }
        throw new IOException("the file changes all the time");
    }

    @Override
    public long size() {
        return version.size();
    }

    @Override
    public void read(long position, int length, ByteBuf target) throws IOException {
        int done = 0;
        while (done < length) {
            int count = target.writeBytes(channel, position + done, length - done);
            if (count < 0) {
                throw new EOFException("the file has shrunk to " + (position + done) + " octets while it was sent");
            }
            done += count;
        }
        check();
    }

    /** After the read: what is older than the version that was opened is of that version. */
    private void check() throws IOException {
        FileVersion now;
        try {
            now = FileVersion.of(path);
        } catch (NoSuchFileException e) {
            throw new IOException("the file was deleted while it was sent", e);
        }
        if (!now.equals(version)) {
            throw new IOException("the file has changed while it was sent");
        }
    }

    /** None for a file that was changed a moment ago, as its next change may not show. */
    @Override
    public Optional<ContentIdentity> identity() {
        return settled ? Optional.of(version.identity(path)) : Optional.empty();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("cannot close a file", e);
        }
    }
}
