package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.TftpSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a download beside its target and renames it when it is whole. */
final class FileSink implements TftpSink {
    private static final Logger LOG = LoggerFactory.getLogger(FileSink.class);
    private static final int BUFFER = 64 << 10;

    private final Path target;
    private @Nullable Path part;
    private @Nullable OutputStream out;

    FileSink(Path target) {
        this.target = target;
    }

    @Override
    public void write(ByteBuf data) throws IOException {
        data.readBytes(opened(), data.readableBytes());
    }

    private OutputStream opened() throws IOException {
        OutputStream stream = out;
        if (stream == null) {
            Path directory = target.toAbsolutePath().getParent();
            if (directory == null) {
                throw new IOException(target + " is no file name");
            }
            part = Files.createTempFile(directory, target.getFileName() + ".", ".part");
            stream = new BufferedOutputStream(Files.newOutputStream(part), BUFFER);
            out = stream;
        }
        return stream;
    }

    @Override
    public void complete() throws IOException {
        opened().close();
        Path whole = part;
        if (whole == null) {
            return;
        }
        try {
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void abort() {
        try {
            if (out != null) {
                out.close();
            }
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.warn("cannot remove {}", part, e);
        }
    }
}
