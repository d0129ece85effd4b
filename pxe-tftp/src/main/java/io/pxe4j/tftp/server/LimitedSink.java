package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.pxe4j.tftp.engine.TftpSink;
import io.pxe4j.tftp.engine.WriteException;
import io.pxe4j.tftp.engine.WriteRefusal;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An upload within the limits of its directory, whose failures say with which ERROR the client hears of them. */
final class LimitedSink implements TftpSink {
    /** With less than this left, a write that fails has failed since the disk is full. */
    private static final long FULL_BELOW = 256 << 10;

    private final TftpSink file;
    private final Path directory;
    private final long max;
    private final UploadQuota quota;
    private final InetAddress client;
    private long size;

    LimitedSink(TftpSink file, Path directory, long max, UploadQuota quota, InetAddress client) {
        this.file = file;
        this.directory = directory;
        this.max = max;
        this.quota = quota;
        this.client = client;
    }

    static WriteRefusal tooLarge(long max) {
        return WriteRefusal.full("the file is larger than " + max + " octets");
    }

    static WriteRefusal overQuota() {
        return WriteRefusal.full("the quota of this client is used up");
    }

    @Override
    public void write(ByteBuf data) throws IOException {
        int more = data.readableBytes();
        if (more > max - size) {
            throw new WriteException(tooLarge(max));
        }
        if (!quota.take(client, more)) {
            throw new WriteException(overQuota());
        }
        size += more;
        try {
            file.write(data);
        } catch (IOException e) {
            throw new WriteException(refusalOf(e), e);
        }
    }

    @Override
    public void complete() throws IOException {
        try {
            file.complete();
        } catch (IOException e) {
            throw new WriteException(refusalOf(e), e);
        }
    }

    @Override
    public void abort() {
        quota.giveBack(client, size);
        size = 0;
        file.abort();
    }

    private WriteRefusal refusalOf(IOException failure) {
        if (failure instanceof FileAlreadyExistsException) {
            return WriteRefusal.exists();
        }
        if (failure instanceof AccessDeniedException) {
            return WriteRefusal.denied("access denied");
        }
        if (failure instanceof NoSuchFileException) {
            return WriteRefusal.notFound();
        }
        return isFull(failure)
                ? WriteRefusal.full("disk full")
                : WriteRefusal.failed("the server cannot write the file");
    }

    /** Java has no type for ENOSPC and EDQUOT, and the text of the latter comes in the system's language. */
    private boolean isFull(IOException failure) {
        String text = String.valueOf(failure.getMessage());
        if (text.contains("No space left") || text.contains("quota exceeded")) {
            return true;
        }
        try {
            return directory.getFileSystem().provider().getFileStore(directory).getUsableSpace() < FULL_BELOW;
        } catch (IOException e) {
            return false;
        }
    }
}
