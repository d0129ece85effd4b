package io.pxe4j.tftp.server;

import io.netty.channel.ChannelHandlerContext;
import io.pxe4j.tftp.TftpData;
import io.pxe4j.tftp.TftpError;
import io.pxe4j.tftp.TftpOack;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpPacket;
import io.pxe4j.tftp.TftpRequest;
import io.pxe4j.tftp.engine.FileReceiver;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request that is broken off at the first answer, to learn a size. */
final class ClientProbe extends ClientExchange {
    private final TftpError abort;
    private @Nullable FileReceiver receiver;

    ClientProbe(ClientConfig config, InetSocketAddress server, TftpRequest request, TftpError abort) {
        super(config, server, request);
        this.abort = abort;
    }

    @Override
    int datagramSize() {
        return 2048;
    }

    @Override
    void begin(ChannelHandlerContext active, long now) {
        receiver = FileReceiver.start(request, config.retryAfter(), config.tries(), payload -> {}, now);
    }

    @Override
    void onPacket(TftpPacket packet, long now) {
        if (isOver()) {
            return;
        }
        if (packet instanceof TftpError error) {
            fail(new TftpException(error));
        } else if (packet instanceof TftpOack || packet instanceof TftpData) {
            send(abort);
            TftpOptions oack = packet instanceof TftpOack answer ? answer.options() : TftpOptions.NONE;
            succeed(new TftpReport(peer(), oack, 512, 1, 0, 0, 0, 0, elapsed()));
        }
    }

    @Override
    void onTime(long now) {
        FileReceiver current = receiver;
        if (current == null) {
            return;
        }
        current.onTime(now).ifPresent(this::send);
        current.failure().ifPresent(failure -> fail(new TftpException(failure)));
    }

    @Override
    long deadline() {
        return receiver == null ? System.nanoTime() : receiver.deadline();
    }

    @Override
    CompletableFuture<Void> discard() {
        receiver = null;
        return CompletableFuture.completedFuture(null);
    }
}
