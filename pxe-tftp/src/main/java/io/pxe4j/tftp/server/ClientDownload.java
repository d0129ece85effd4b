package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.FileReceiver;
import io.pxe4j.tftp.engine.TftpSink;
import io.pxe4j.tftp.engine.WriteException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A download: joins a {@link FileReceiver} with its sink. */
final class ClientDownload extends ClientExchange {
    /** More than any window of a sane size, so that what is gathered for the sink stays bounded whatever the server agrees to. */
    private static final long WINDOW_BYTES = 1 << 20;

    private final TftpSink sink;
    private final Executor worker;
    private @Nullable FileReceiver receiver;
    private @Nullable WriteBehind store;
    private boolean reported;

    ClientDownload(ClientConfig config, InetSocketAddress server, TftpRequest request, TftpSink sink, Executor worker) {
        super(config, server, request);
        this.sink = sink;
        this.worker = worker;
    }

    /** Room for the largest block that was asked for, and one octet more so that a longer one shows. */
    @Override
    int datagramSize() {
        TftpOptions options = request.options();
        long block = Math.max(
                options.number(TftpOptions.BLKSIZE).orElse(512),
                options.number(TftpOptions.BLKSIZE2).orElse(512));
        return (int) Math.max(2048, Math.min(block, 65464) + 5);
    }

    @Override
    void begin(ChannelHandlerContext active, long now) {
        receiver = FileReceiver.start(request, config.retryAfter(), config.tries(), this::accept, now);
        store = new WriteBehind(sink, windowBytes(), worker, active.executor(), active.alloc(), this::onStoreChanged);
    }

    private long windowBytes() {
        long blocks = request.options().number(TftpOptions.WINDOWSIZE).orElse(1);
        return Math.min(Math.min(blocks, 65535) * datagramSize(), WINDOW_BYTES);
    }

    private void accept(ByteBuf payload) {
        if (store != null) {
            store.add(payload);
        }
    }

    @Override
    void onPacket(TftpPacket packet, long now) {
        FileReceiver current = receiver;
        if (current == null) {
            return;
        }
        current.onPacket(packet, now).ifPresent(this::send);
        proceed(current, now);
    }

    @Override
    void onTime(long now) {
        FileReceiver current = receiver;
        if (current != null) {
            current.onTime(now).ifPresent(this::send);
            proceed(current, now);
        }
    }

    private void onStoreChanged() {
        FileReceiver current = receiver;
        if (current != null && !isOver()) {
            proceed(current, System.nanoTime());
            settle();
        }
    }

    private void proceed(FileReceiver current, long now) {
        WriteBehind behind = store;
        if (isOver() || behind == null) {
            return;
        }
        if (current.isOver()) {
            fail(current.serverError()
                    .map(TftpException::new)
                    .orElseGet(() -> new TftpException(current.failure().orElse("the transfer was broken off"))));
            return;
        }
        if (current.isWhole()) {
            behind.finish();
        }
        IOException failure = behind.failure();
        if (failure != null) {
            TftpErrorCode code = failure instanceof WriteException refused
                    ? refused.refusal().code()
                    : TftpErrorCode.DISK_FULL;
            send(current.abort(code, "the file cannot be stored"));
            fail(failure);
        } else if (behind.isStored()) {
            current.onStored(now).ifPresent(this::send);
            onDone(current);
        } else if (behind.hasRoom()) {
            current.proceed(now).ifPresent(this::send);
        } else {
            current.hold();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext active) {
        super.channelReadComplete(active);
        FileReceiver current = receiver;
        if (current != null && !isOver() && current.bytes() > 0) {
            config.progress().transferred(current.bytes(), current.size());
        }
    }

    private void onDone(FileReceiver done) {
        if (reported) {
            return;
        }
        reported = true;
        config.progress().transferred(done.bytes(), done.size());
        succeed(new TftpReport(
                peer(),
                done.oack(),
                done.agreed().blockSize(),
                done.agreed().windowSize(),
                done.bytes(),
                done.blocks(),
                done.unwanted(),
                done.retransmits(),
                elapsed()));
    }

    @Override
    long deadline() {
        return receiver == null ? System.nanoTime() : receiver.deadline();
    }

    @Override
    CompletableFuture<Void> discard() {
        if (store != null) {
            return store.close();
        }
        sink.abort();
        return CompletableFuture.completedFuture(null);
    }
}
