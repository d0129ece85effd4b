package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpLayout;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.AgreedOptions;
import io.pxe4j.tftp.engine.FileSender;
import io.pxe4j.tftp.engine.TftpContent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** An upload: joins a {@link FileSender} with its content. */
final class ClientUpload extends ClientExchange {
    /** ACK, OACK, or an ERROR, whose text may be cut. */
    private static final int REPLY_SIZE = 2048;
    /** Blocks framed at once. */
    private static final int BATCH = 64;

    private final TftpContent content;
    private final Executor worker;
    private final ReadAheadBudget budget;
    private @Nullable ChannelHandlerContext context;
    private @Nullable FileSender sender;
    private @Nullable BlockSource blocks;

    ClientUpload(
            ClientConfig config,
            InetSocketAddress server,
            TftpRequest request,
            TftpContent content,
            Executor worker,
            ReadAheadBudget budget) {
        super(config, server, request);
        this.content = content;
        this.worker = worker;
        this.budget = budget;
    }

    @Override
    int datagramSize() {
        return REPLY_SIZE;
    }

    @Override
    void begin(ChannelHandlerContext active, long now) {
        context = active;
        sender = FileSender.start(request, content.size(), config.retryAfter(), config.tries(), now);
    }

    @Override
    void onPacket(TftpPacket packet, long now) {
        FileSender current = sender;
        if (current == null || isOver()) {
            return;
        }
        long before = current.bytes();
        current.onPacket(packet, now).ifPresent(this::send);
        proceed(current, now);
        if (!isOver() && current.bytes() > before) {
            config.progress().transferred(current.bytes(), OptionalLong.of(current.size()));
        }
    }

    @Override
    void onTime(long now) {
        FileSender current = sender;
        if (current != null) {
            current.onTime(now).ifPresent(this::send);
            proceed(current, now);
        }
    }

    private void onLoaded() {
        FileSender current = sender;
        if (current != null && !isOver()) {
            proceed(current, System.nanoTime());
            settle();
        }
    }

    private void proceed(FileSender current, long now) {
        if (current.isDone()) {
            onDone(current);
        } else if (current.isOver()) {
            fail(current.serverError()
                    .map(TftpException::new)
                    .orElseGet(() -> new TftpException(current.failure().orElse("the transfer was broken off"))));
        } else {
            try {
                pump(current, now);
            } catch (IOException | RuntimeException e) {
                send(current.abort(TftpErrorCode.UNDEFINED, "the client cannot read the file"));
                fail(e);
            }
        }
    }

    private void pump(FileSender current, long now) throws IOException {
        while (current.pendingCount() > 0) {
            BlockSource source = source(current);
            long first = current.pendingBlock();
            int count = Math.min(current.pendingCount(), BATCH);
            if (source == null || !source.isReady(first, count)) {
                return;
            }
            int length = current.agreed().blockSize() + TftpLayout.HEADER_LENGTH;
            ByteBuf framed = source.datagrams(first, count);
            try {
                for (int i = 0; i < count; i++) {
                    send(framed.readRetainedSlice(Math.min(length, framed.readableBytes())));
                }
            } finally {
                framed.release();
            }
            current.onSent(count, now);
        }
    }

    private @Nullable BlockSource source(FileSender current) {
        ChannelHandlerContext active = context;
        if (blocks == null && active != null) {
            AgreedOptions agreed = current.agreed();
            BlockReader reader = content.mayBlock()
                    ? new ReadAhead(content, budget, worker, active.executor(), active.alloc(), this::onLoaded)
                    : BlockReader.direct(content);
            blocks = new FillOnSend(BlockLayout.of(content.size(), agreed), reader, active.alloc());
        }
        return blocks;
    }

    private void onDone(FileSender done) {
        if (isOver()) {
            return;
        }
        Futures.ignore(discard());
        config.progress().transferred(done.bytes(), OptionalLong.of(done.size()));
        succeed(new TftpReport(
                peer(),
                done.oack(),
                done.agreed().blockSize(),
                done.agreed().windowSize(),
                done.bytes(),
                done.blocks(),
                0,
                done.retransmits(),
                elapsed()));
    }

    @Override
    long deadline() {
        return sender == null ? System.nanoTime() : sender.deadline();
    }

    @Override
    CompletableFuture<Void> discard() {
        if (blocks != null) {
            blocks.close();
        } else {
            closeContent();
        }
        return CompletableFuture.completedFuture(null);
    }

    private void closeContent() {
        try {
            worker.execute(content::close);
        } catch (RejectedExecutionException e) {
            content.close();
        }
    }
}
