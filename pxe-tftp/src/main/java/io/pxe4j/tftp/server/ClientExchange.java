package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.ScheduledFuture;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpDecoded;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.FileReceiver;
import io.pxe4j.tftp.engine.TftpSink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One download or probe of a client on a socket of its own. Runs on its loop, but for {@link #cancel} and {@link #fail}. */
final class ClientExchange extends SimpleChannelInboundHandler<DatagramPacket> {
    /** RFC 1350 §6: stay for a while, in case the last ACK is lost. */
    private static final long DALLY_MILLIS = 500;

    private final ClientConfig config;
    private final InetSocketAddress server;
    private final TftpRequest request;
    private final TftpSink sink;
    private final @Nullable TftpError abort;
    private final CompletableFuture<TftpReport> result = new CompletableFuture<>();
    private @Nullable FileReceiver receiver;
    private volatile @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable IOException sinkFailure;
    /** Where the server sends from; the first reply decides (RFC 1350 §4). */
    private @Nullable InetSocketAddress tid;

    private long startedAt;

    ClientExchange(
            ClientConfig config,
            InetSocketAddress server,
            TftpRequest request,
            TftpSink sink,
            @Nullable TftpError abort) {
        this.config = config;
        this.server = server;
        this.request = request;
        this.sink = sink;
        this.abort = abort;
    }

    CompletableFuture<TftpReport> result() {
        return result;
    }

    /** Room for the largest block that was asked for, and one octet more so that a longer one shows. */
    int datagramSize() {
        long block = request.options().number(TftpOptions.BLKSIZE).orElse(512);
        return (int) Math.max(2048, Math.min(block, 65464) + 5);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        startedAt = System.nanoTime();
        receiver = FileReceiver.start(request, config.retryAfter(), config.tries(), this::accept, startedAt);
        if (result.isDone()) {
            Futures.ignore(active.close());
            return;
        }
        send(request, server);
        active.flush();
        arm();
    }

    private void accept(ByteBuf payload) {
        try {
            if (sinkFailure == null) {
                sink.write(payload);
            }
        } catch (IOException e) {
            sinkFailure = e;
        } catch (RuntimeException e) {
            sinkFailure = new IOException("the sink failed", e);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext active, DatagramPacket datagram) {
        FileReceiver current = receiver;
        InetSocketAddress sender = datagram.sender();
        if (current == null || !sender.getAddress().equals(server.getAddress())) {
            return;
        }
        TftpDecoded decoded = TftpPacket.decode(datagram.content());
        if (!(decoded instanceof TftpPacket packet)) {
            return;
        }
        if (tid == null) {
            tid = sender;
        } else if (!tid.equals(sender)) {
            if (!(packet instanceof TftpError)) {
                send(TftpError.of(TftpErrorCode.UNKNOWN_TRANSFER_ID, "unknown transfer ID"), sender);
            }
            return;
        }
        if (abort != null && (packet instanceof TftpOack || packet instanceof TftpData)) {
            onProbed(packet, abort, sender);
            return;
        }
        boolean wasDone = current.isDone();
        current.onPacket(packet, System.nanoTime()).ifPresent(reply -> send(reply, sender));
        if (wasDone) {
            return;
        }
        if (sinkFailure != null && !current.serverError().isPresent()) {
            send(current.abort(TftpErrorCode.DISK_FULL, String.valueOf(sinkFailure.getMessage())), sender);
            fail(sinkFailure);
        } else if (current.isDone()) {
            onDone(current, sender);
        } else if (current.isOver()) {
            onFailed(current);
        }
    }

    private void onProbed(TftpPacket packet, TftpError breakOff, InetSocketAddress sender) {
        if (result.isDone()) {
            return;
        }
        send(breakOff, sender);
        TftpOptions oack = packet instanceof TftpOack answer ? answer.options() : TftpOptions.NONE;
        end();
        result.complete(new TftpReport(sender, oack, 512, 1, 0, 0, 0, 0, elapsed()));
    }

    private void onDone(FileReceiver done, InetSocketAddress sender) {
        try {
            sink.complete();
        } catch (IOException | RuntimeException e) {
            fail(e);
            return;
        }
        config.progress().received(done.bytes(), done.size());
        result.complete(new TftpReport(
                sender,
                done.oack(),
                done.blockSize(),
                done.windowSize(),
                done.bytes(),
                done.blocks(),
                done.unwanted(),
                done.retransmits(),
                elapsed()));
        ChannelHandlerContext active = context;
        if (active != null) {
            stopTimer();
            timer = active.executor()
                    .schedule(() -> Futures.ignore(active.close()), DALLY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void onFailed(FileReceiver failed) {
        fail(failed.serverError()
                .map(TftpException::new)
                .orElseGet(() -> new TftpException(failed.failure().orElse("the transfer was broken off"))));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Ends it with a failure; from any thread. */
    void fail(Throwable cause) {
        ChannelHandlerContext active = context;
        if (active != null && !active.executor().inEventLoop()) {
            active.executor().execute(() -> fail(cause));
            return;
        }
        if (result.isDone()) {
            return;
        }
        sink.abort();
        end();
        result.completeExceptionally(cause);
    }

    /** Ends it since the client is closed; from any thread. */
    void cancel() {
        fail(new TftpException("the client was closed"));
    }

    private void end() {
        stopTimer();
        ChannelHandlerContext active = context;
        if (active != null) {
            active.flush();
            Futures.ignore(active.close());
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void arm() {
        ChannelHandlerContext active = context;
        FileReceiver current = receiver;
        if (active == null || current == null || result.isDone()) {
            return;
        }
        // Packets move the deadline, not the timer: it looks again when it comes up.
        long delay = Math.max(0, current.deadline() - System.nanoTime());
        timer = active.executor().schedule(this::onTimer, delay, TimeUnit.NANOSECONDS);
    }

    private void onTimer() {
        FileReceiver current = receiver;
        if (current == null || result.isDone()) {
            return;
        }
        current.onTime(System.nanoTime()).ifPresent(packet -> send(packet, tid == null ? server : tid));
        if (context != null) {
            context.flush();
        }
        if (current.isOver()) {
            onFailed(current);
        } else {
            arm();
        }
    }

    private void send(TftpPacket packet, InetSocketAddress recipient) {
        ChannelHandlerContext active = context;
        if (active != null) {
            Futures.ignore(active.write(new DatagramPacket(packet.encode(active.alloc()), recipient)));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext active) {
        active.flush();
        FileReceiver current = receiver;
        if (current != null && !result.isDone() && current.bytes() > 0) {
            config.progress().received(current.bytes(), current.size());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        fail(new TftpException("the socket was closed"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext active, Throwable cause) {
        fail(cause);
    }
}
