package io.pxe4j.tftp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings of a client, checked. */
record ClientConfig(
        TftpOptions options,
        TftpMode mode,
        @Nullable InetSocketAddress localAddress,
        Duration retryAfter,
        int tries,
        int maxBytes,
        TftpProgress progress,
        @Nullable EventLoopGroup group,
        TftpTransport transport) {

    /** The settings while they are collected. */
    static final class Draft {
        TftpOptions options = TftpOptions.NONE;
        TftpMode mode = TftpMode.OCTET;

        @Nullable
        InetSocketAddress localAddress;

        Duration retryAfter = Duration.ofSeconds(1);
        int tries = 6;
        int maxBytes = 1 << 30;
        TftpProgress progress = (received, size) -> {};

        @Nullable
        EventLoopGroup group;

        TftpTransport transport = TftpTransport.AUTO;

        ClientConfig build() {
            return new ClientConfig(
                    options, mode, localAddress, retryAfter, tries, maxBytes, progress, group, transport);
        }
    }
}
