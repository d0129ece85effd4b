package io.pxe4j.tftp.server;

import io.netty.channel.EventLoopGroup;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.engine.NegotiationLimits;
import io.pxe4j.tftp.engine.TransferTimers;
import io.pxe4j.tftp.engine.WriteTarget;
import io.pxe4j.tftp.limits.TftpLimits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The settings of a server, checked. */
record ServerConfig(
        List<InetSocketAddress> addresses,
        ContentSource content,
        WriteTarget writes,
        PortMode mode,
        int threads,
        @Nullable EventLoopGroup group,
        TftpTransport transport,
        @Nullable Executor worker,
        NegotiationLimits limits,
        boolean clampToMtu,
        TransferTimers timers,
        TftpLimits tftpLimits,
        Duration openTimeout,
        long cacheSize,
        long readAheadSize,
        TftpListener listener) {

    static int check(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + min + ".." + max + ")");
        }
        return value;
    }

    static long check(String what, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + min + " or more)");
        }
        return value;
    }

    static Duration checkPositive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: more than zero)");
        }
        return value;
    }

    /** The settings while they are collected. */
    static final class Draft {
        private final List<InetSocketAddress> addresses = new ArrayList<>();

        @Nullable
        ContentSource content;

        WriteTarget writes = WriteTarget.DENY;
        PortMode mode = PortMode.transferPorts();
        int threads = 1;

        @Nullable
        EventLoopGroup group;

        TftpTransport transport = TftpTransport.AUTO;

        @Nullable
        Executor worker;

        NegotiationLimits limits = NegotiationLimits.DEFAULT;
        boolean clampToMtu = true;
        TransferTimers timers = TransferTimers.DEFAULT;
        TftpLimits tftpLimits = TftpLimits.DEFAULT;
        Duration openTimeout = Duration.ofSeconds(10);
        long cacheSize = partOfHeap(4, 256);
        long readAheadSize = partOfHeap(16, 64);
        TftpListener listener = TftpListener.NONE;

        /** Netty takes as much memory outside the heap as the heap may have, unless told otherwise. */
        private static long partOfHeap(int parts, long mebibytes) {
            return Math.min(Runtime.getRuntime().maxMemory() / parts, mebibytes << 20);
        }

        void bind(InetSocketAddress address) {
            if (address.isUnresolved()) {
                throw new IllegalArgumentException("bind: " + address + " (expected: a resolved address)");
            }
            addresses.add(address);
        }

        ServerConfig build() {
            if (content == null) {
                throw new IllegalStateException("content: missing (expected: a ContentSource)");
            }
            return new ServerConfig(
                    addresses.isEmpty() ? List.of(new InetSocketAddress(69)) : List.copyOf(addresses),
                    content,
                    writes,
                    mode,
                    threads,
                    group,
                    transport,
                    worker,
                    limits,
                    clampToMtu,
                    timers,
                    tftpLimits,
                    openTimeout,
                    cacheSize,
                    readAheadSize,
                    listener);
        }
    }
}
