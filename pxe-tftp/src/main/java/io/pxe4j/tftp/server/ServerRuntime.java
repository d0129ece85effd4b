package io.pxe4j.tftp.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class ServerRuntime {
    ServerRuntime(ServerConfig config) {}

    CompletionStage<Void> start() {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    List<InetSocketAddress> localAddresses() {
        return List.of();
    }

    int activeTransfers() {
        return 0;
    }

    CompletionStage<Void> stop(Duration grace) {
        return CompletableFuture.completedFuture(null);
    }

    void close() {}
}
