package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.TftpContent;
import io.pxe4j.tftp.engine.TftpSink;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file on the client's side: what a download becomes, what an upload is read from. */
final class LocalFile implements TftpSink {
    private final Path target;
    private @Nullable TftpSink sink;

    /** A download to {@code target}. */
    LocalFile(Path target) {
        this.target = target;
    }

    /** The content of {@code source}. */
    static TftpContent open(Path source) throws IOException {
        if (!Files.isRegularFile(source)) {
            throw new IOException(source + " is no regular file");
        }
        Path real = source.toRealPath();
        return FileContent.open(real, () -> FileChannel.open(real, StandardOpenOption.READ));
    }

    @Override
    public void write(ByteBuf data) throws IOException {
        opened().write(data);
    }

    @Override
    public void complete() throws IOException {
        opened().complete();
    }

    @Override
    public void abort() {
        if (sink != null) {
            sink.abort();
        }
    }

    private TftpSink opened() throws IOException {
        TftpSink opened = sink;
        if (opened == null) {
            opened = sinkOf(target.toAbsolutePath());
            sink = opened;
        }
        return opened;
    }

    private static TftpSink sinkOf(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a directory");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // To rename a file over /dev/null would do harm.
            return new Device(FileChannel.open(path, StandardOpenOption.WRITE));
        }
        // A link goes on to lead where it leads.
        Path real = Files.exists(path) ? path.toRealPath() : path;
        Path directory = real.getParent();
        if (directory == null) {
            throw new IOException(path + " is no file name");
        }
        Path root = directory.toRealPath();
        return PartFile.of(root, root, String.valueOf(real.getFileName()), true);
    }

    /** What is no regular file has no name to be renamed to. */
    private record Device(FileChannel channel) implements TftpSink {
        @Override
        public void write(ByteBuf data) throws IOException {
            while (data.isReadable()) {
                data.readBytes(channel, data.readableBytes());
            }
        }

        @Override
        public void complete() throws IOException {
            channel.close();
        }

        @Override
        public void abort() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
