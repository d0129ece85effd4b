package io.pxe4j.tftp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The settings of a client, checked. */
record ClientConfig(
        TftpOptions options,
        TftpMode mode,
        boolean convertsNetascii,
        @Nullable InetSocketAddress localAddress,
        Duration retryAfter,
        int tries,
        int maxBytes,
        TftpProgress progress,
        @Nullable Executor worker,
        @Nullable EventLoopGroup group,
        TftpTransport transport) {

    /** Whether text is converted between the file and the wire. */
    boolean converts() {
        return convertsNetascii && mode.equals(TftpMode.NETASCII);
    }

    /** The settings while they are collected. */
    static final class Draft {
        TftpOptions options = TftpOptions.NONE;
        TftpMode mode = TftpMode.OCTET;
        boolean convertsNetascii;

        @Nullable
        InetSocketAddress localAddress;

        Duration retryAfter = Duration.ofSeconds(1);
        int tries = 6;
        int maxBytes = 1 << 30;
        TftpProgress progress = (octets, size) -> {};

        @Nullable
        Executor worker;

        @Nullable
        EventLoopGroup group;

        TftpTransport transport = TftpTransport.AUTO;

        ClientConfig build() {
            return new ClientConfig(
                    options,
                    mode,
                    convertsNetascii,
                    localAddress,
                    retryAfter,
                    tries,
                    maxBytes,
                    progress,
                    worker,
                    group,
                    transport);
        }
    }
}
