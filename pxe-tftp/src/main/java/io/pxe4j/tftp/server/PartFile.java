package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.TftpSink;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that appears whole or not at all: written under another name in the same directory, brought to the disk, then renamed. Nothing is made before
 * the first octets come, so that a forged request costs no disk.
 */
final class PartFile implements TftpSink {
    private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);

    private final Path root;
    private final Path directory;
    private final String name;
    private final boolean replaces;
    private @Nullable FileChannel channel;
    private @Nullable String part;
    private long size;

    private PartFile(Path root, Path directory, String name, boolean replaces) {
        this.root = root;
        this.directory = directory;
        this.name = name;
        this.replaces = replaces;
    }

    /** A file of that name in {@code directory}, which is {@code root} or below it, without links. */
    static PartFile of(Path root, Path directory, String name, boolean replaces) {
        return new PartFile(root, directory, name, replaces);
    }

    @Override
    public void write(ByteBuf data) throws IOException {
        FileChannel file = opened();
        while (data.isReadable()) {
            size += data.readBytes(file, size, data.readableBytes());
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel file = channel;
        if (file == null) {
            String free = PartName.create();
            try (OpenDirectory open = OpenDirectory.open(root, directory)) {
                file = open.create(free);
            }
            part = free;
            channel = file;
        }
        return file;
    }

    @Override
    public void complete() throws IOException {
        try (FileChannel file = opened()) {
            file.force(true);
        }
        String whole = part;
        if (whole == null) {
            return;
        }
        try (OpenDirectory open = OpenDirectory.open(root, directory)) {
            if (replaces) {
                open.replace(whole, name);
            } else {
                open.place(whole, name);
            }
            part = null;
            open.sync();
        }
    }

    @Override
    public void abort() {
        try {
            if (channel != null) {
                channel.close();
            }
            if (part != null) {
                try (OpenDirectory open = OpenDirectory.open(root, directory)) {
                    open.delete(part);
                }
            }
        } catch (IOException e) {
            LOG.warn("cannot remove {} in {}", part, directory, e);
        }
    }
}
