package io.pxe4j.tftp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.ScheduledFuture;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client and what follows, on a socket of its own: the socket, the timer and the server's address. Runs on its loop, but for
 * {@link #cancel} and {@link #fail}.
 */
abstract class ClientExchange extends SimpleChannelInboundHandler<DatagramPacket> {
    /** RFC 1350 §6: stay for a while, in case the last ACK is lost. */
    private static final long DALLY_MILLIS = 500;

    final ClientConfig config;
    final InetSocketAddress server;
    final TftpRequest request;
    private final CompletableFuture<TftpReport> result = new CompletableFuture<>();
    private volatile @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> timer;
    private long timerAt;
    private boolean inBatch;
    private volatile boolean over;
    /** Where the server sends from; the first reply decides (RFC 1350 §4). */
    private @Nullable InetSocketAddress tid;

    private long startedAt;

    ClientExchange(ClientConfig config, InetSocketAddress server, TftpRequest request) {
        this.config = config;
        this.server = server;
        this.request = request;
    }

    /** The socket is open; the request is about to leave. */
    abstract void begin(ChannelHandlerContext active, long now);

    /** A packet of the server. */
    abstract void onPacket(TftpPacket packet, long now);

    /** The deadline has passed. */
    abstract void onTime(long now);

    /** When to call {@link #onTime}. */
    abstract long deadline();

    /** It has failed: throws away what it holds, and gives a stage that is done when that is done. */
    abstract CompletableFuture<Void> discard();

    /** The largest datagram that the server may send. */
    abstract int datagramSize();

    CompletableFuture<TftpReport> result() {
        return result;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        if (over) {
            Futures.ignore(active.close());
            return;
        }
        startedAt = System.nanoTime();
        begin(active, startedAt);
        send(request);
        settle();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext active, DatagramPacket datagram) {
        inBatch = true;
        InetSocketAddress sender = datagram.sender();
        if (!sender.getAddress().equals(server.getAddress())
                || !(TftpPacket.decode(datagram.content()) instanceof TftpPacket packet)) {
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
        onPacket(packet, System.nanoTime());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext active) {
        inBatch = false;
        settle();
    }

    /** After anything that may have sent something or moved the deadline. */
    final void settle() {
        ChannelHandlerContext active = context;
        if (active == null || inBatch) {
            return;
        }
        active.flush();
        if (over) {
            return;
        }
        long at = deadline();
        // Nearly all packets move the deadline into the future: then the timer looks again when it comes up.
        if (timer == null || timerAt - at > 0) {
            stopTimer();
            timerAt = at;
            timer = active.executor()
                    .schedule(this::onTimer, Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private void onTimer() {
        timer = null;
        if (!over) {
            onTime(System.nanoTime());
            settle();
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** Sends to where the server answers from. */
    final void send(TftpPacket packet) {
        send(packet, peer());
    }

    private void send(TftpPacket packet, InetSocketAddress recipient) {
        ChannelHandlerContext active = context;
        if (active != null) {
            Futures.ignore(active.write(new DatagramPacket(packet.encode(active.alloc()), recipient)));
        }
    }

    /** Sends one datagram to where the server answers from. */
    final void send(ByteBuf datagram) {
        ChannelHandlerContext active = context;
        if (active == null) {
            datagram.release();
        } else {
            Futures.ignore(active.write(new DatagramPacket(datagram, peer())));
        }
    }

    /** The address and port that the server answers from. */
    final InetSocketAddress peer() {
        return tid == null ? server : tid;
    }

    final Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    final boolean isOver() {
        return over;
    }

    /** Ends it well and stays for a while to answer the server's last packet if it comes again. */
    final void succeed(TftpReport report) {
        ChannelHandlerContext active = context;
        over = true;
        stopTimer();
        if (active != null) {
            active.flush();
            Futures.ignore(active.executor()
                    .schedule(() -> Futures.ignore(active.close()), DALLY_MILLIS, TimeUnit.MILLISECONDS));
        }
        result.complete(report);
    }

    /** Ends it with a failure; from any thread. */
    final void fail(Throwable cause) {
        ChannelHandlerContext active = context;
        if (active != null && !active.executor().inEventLoop()) {
            active.executor().execute(() -> fail(cause));
            return;
        }
        if (over) {
            return;
        }
        over = true;
        stopTimer();
        CompletableFuture<Void> discarded = discard();
        if (active != null) {
            active.flush();
            Futures.ignore(active.close());
        }
        Futures.ignore(discarded.whenComplete((ignored, failure) -> result.completeExceptionally(cause)));
    }

    /** Ends it since the client is closed, even if it only stays for a while; from any thread. */
    final void cancel() {
        fail(new TftpException("the client was closed"));
        ChannelHandlerContext active = context;
        if (active != null) {
            Futures.ignore(active.close());
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
