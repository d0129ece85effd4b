package io.pxe4j.boot.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: reads a request, answers it, reads the next. Nothing is read while an answer is under way: of pipelined
 * requests one receive buffer full waits here, the others in the kernel.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in exceptionCaught or in the last listener
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Routes routes;
    private final HttpLimits limits;
    private final HttpListener listener;

    private enum State {
        READING,
        ANSWERING,
        LINGERING
    }

    private State state = State.READING;
    private final Queue<Object> pending = new ArrayDeque<>(4);
    private boolean pumping;
    private @Nullable HttpRequest request;
    private long bodyBytes;
    private @Nullable Future<?> timer;
    /** Counts requests, so that an answer that comes after its time limit finds that it is late. */
    private long turn;

    ConnectionHandler(Routes routes, HttpLimits limits, HttpListener listener) {
        this.routes = routes;
        this.limits = limits;
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        awaitRequest(ctx);
    }

    private void awaitRequest(ChannelHandlerContext ctx) {
        state = State.READING;
        request = null;
        bodyBytes = 0;
        if (pumping || !ctx.channel().isActive()) {
            return;
        }
        pump(ctx);
        if (state == State.READING) {
            // One limit for an idle connection and for a head that trickles in.
            startTimer(ctx, limits.idleTimeout(), ctx::close);
            ctx.read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (state == State.LINGERING) {
            ReferenceCountUtil.release(message);
            return;
        }
        pending.add(message);
        pump(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (state == State.READING) {
            ctx.read();
        }
    }

    /** Takes what was read in one go until a request is whole; what follows it waits for its turn. */
    private void pump(ChannelHandlerContext ctx) {
        if (pumping) {
            return; // an answer that was there at once has led back here
        }
        pumping = true;
        try {
            while (state == State.READING && !pending.isEmpty()) {
                Object message = pending.remove();
                try {
                    read(ctx, message);
                } finally {
                    ReferenceCountUtil.release(message);
                }
            }
        } finally {
            pumping = false;
        }
    }

    private void read(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest head) {
            request = head;
            readHead(ctx, head);
        }
        HttpRequest head = request;
        if (state != State.READING || head == null) {
            return;
        }
        if (message instanceof HttpContent content) {
            bodyBytes += content.content().readableBytes();
            if (bodyBytes > limits.maxBodyBytes()) {
                refuse(ctx, head, 413, "A request for a file has no body.");
                return;
            }
            if (content.decoderResult().isFailure()) {
                refuse(ctx, head, 400, "The request could not be read.");
                return;
            }
        }
        if (message instanceof LastHttpContent) {
            answer(ctx, head);
        }
    }

    private void readHead(ChannelHandlerContext ctx, HttpRequest head) {
        DecoderResult result = head.decoderResult();
        if (result.cause() instanceof TooLongHttpLineException) {
            refuse(ctx, head, 414, "The request line is too long.");
        } else if (result.cause() instanceof TooLongHttpHeaderException) {
            refuse(ctx, head, 431, "The header is too long.");
        } else if (result.isFailure()) {
            refuse(ctx, head, 400, "The request could not be read.");
        } else if (!isRead(head)) {
            refuse(ctx, head, 405, "This server knows GET and HEAD.");
        } else if (head.headers().contains(HttpHeaderNames.EXPECT)) {
            refuse(ctx, head, 417, "A request for a file has no body.");
        } else if (HttpUtil.getContentLength(head, 0L) > limits.maxBodyBytes()) {
            refuse(ctx, head, 413, "A request for a file has no body.");
        }
        // No check for Host, which RFC 9112 §3.2 asks of servers: small firmware sends none, and we have one site only.
    }

    private void answer(ChannelHandlerContext ctx, HttpRequest head) {
        state = State.ANSWERING;
        Exchange exchange = new Exchange(ctx, head);
        RequestTarget target = RequestTarget.parse(head.uri());
        if (target instanceof RequestTarget.Refused refused) {
            send(exchange, head.uri(), Routes.of(HttpAnswer.refused(refused.status(), refused.why() + ".")));
            return;
        }
        RequestTarget.Accepted accepted = (RequestTarget.Accepted) target;
        InetSocketAddress peer = (InetSocketAddress) ctx.channel().remoteAddress();
        String agent = head.headers().get(HttpHeaderNames.USER_AGENT, "");
        startTimer(ctx, limits.answerTimeout(), () -> {
            HttpAnswer late = HttpAnswer.refused(503, "The answer took too long.");
            send(exchange, accepted.path(), Routes.of(late));
        });
        routes.find(new ResourceRequest(accepted.path(), accepted.query(), peer, agent))
                .whenComplete((found, failure) -> {
                    Routes.Found result =
                            found != null ? found : Routes.of(HttpAnswer.refused(500, "The resource failed."));
                    onLoop(ctx, result, () -> send(exchange, accepted.path(), result));
                });
    }

    private static void onLoop(ChannelHandlerContext ctx, Routes.Found result, Runnable task) {
        if (ctx.executor().inEventLoop()) {
            task.run();
            return;
        }
        try {
            ctx.executor().execute(task);
        } catch (RejectedExecutionException e) {
            result.content().close();
        }
    }

    private void send(Exchange exchange, String path, Routes.Found found) {
        ChannelHandlerContext ctx = exchange.ctx;
        if (state != State.ANSWERING || exchange.turn != turn || !ctx.channel().isActive()) {
            found.content().close();
            return;
        }
        turn++;
        Response response = Response.of(exchange.head, found);
        boolean keepAlive = HttpUtil.isKeepAlive(exchange.head);
        if (!keepAlive) {
            response.head().headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (exchange.head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            response.head().headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        boolean withBody = !exchange.head.method().equals(HttpMethod.HEAD) && response.length() > 0;
        if (found.status() == 405) {
            response.head().headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        ctx.write(response.head(), ctx.voidPromise());
        if (withBody) {
            ctx.write(found.content().part(response.first(), response.length()), ctx.voidPromise());
        } else {
            found.content().close();
        }
        watchForStall(ctx);
        long bytes = withBody ? response.length() : 0;
        ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener((ChannelFuture sent) -> {
            exchange.report(path, response.head().status().code(), bytes, sent.isSuccess());
            if (!sent.isSuccess()) {
                ctx.close();
            } else if (keepAlive) {
                awaitRequest(ctx);
            } else {
                linger(ctx);
            }
        });
    }

    /** Answers what must not be read on. */
    private void refuse(ChannelHandlerContext ctx, HttpRequest head, int status, String why) {
        state = State.ANSWERING;
        HttpUtil.setKeepAlive(head, false);
        send(new Exchange(ctx, head), head.uri(), Routes.of(HttpAnswer.refused(status, why)));
    }

    /** Closes so that the client can still read the answer: closing with unread input would reset the connection. */
    private void linger(ChannelHandlerContext ctx) {
        state = State.LINGERING;
        dropPending();
        if (!(ctx.channel() instanceof DuplexChannel duplex)) {
            ctx.close();
            return;
        }
        startTimer(ctx, LINGER, ctx::close);
        duplex.shutdownOutput();
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopTimer();
        dropPending();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("connection of {} broke", ctx.channel().remoteAddress(), cause);
        ctx.close();
    }

    private void dropPending() {
        pending.forEach(ReferenceCountUtil::release);
        pending.clear();
    }

    private static boolean isRead(HttpRequest head) {
        return head.method().equals(HttpMethod.GET) || head.method().equals(HttpMethod.HEAD);
    }

    private void startTimer(ChannelHandlerContext ctx, Duration delay, Runnable task) {
        stopTimer();
        timer = ctx.executor().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** Ends the connection of a client that has stopped reading: one that took nothing in a whole period. */
    private void watchForStall(ChannelHandlerContext ctx) {
        long before = progress(ctx.channel());
        startTimer(ctx, limits.stallTimeout(), () -> {
            if (progress(ctx.channel()) == before) {
                ctx.close();
            } else {
                watchForStall(ctx);
            }
        });
    }

    private static long progress(Channel channel) {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.currentProgress() - buffer.totalPendingWriteBytes();
    }

    /** One request, until its answer is sent. */
    private final class Exchange {
        private final ChannelHandlerContext ctx;
        private final HttpRequest head;
        private final long began = System.nanoTime();
        private final long turn = ConnectionHandler.this.turn;

        Exchange(ChannelHandlerContext ctx, HttpRequest head) {
            this.ctx = ctx;
            this.head = head;
        }

        void report(String path, int status, long bytes, boolean complete) {
            Duration duration = Duration.ofNanos(System.nanoTime() - began);
            String method =
                    head.decoderResult().isFailure() ? "" : head.method().name();
            InetSocketAddress peer = (InetSocketAddress) ctx.channel().remoteAddress();
            listener.ended(new HttpTransfer(peer, method, path, status, bytes, duration, complete));
        }
    }
}
