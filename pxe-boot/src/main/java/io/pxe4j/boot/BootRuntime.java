package io.pxe4j.boot;

import io.pxe4j.boot.http.HttpServer;
import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.engine.BootPolicy;
import io.pxe4j.dhcp.engine.DhcpEngine;
import io.pxe4j.dhcp.engine.DhcpLeasing;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.EngineContext;
import io.pxe4j.dhcp.engine.ProxyDhcp;
import io.pxe4j.dhcp.engine.ProxyDhcpBuilder;
import io.pxe4j.dhcp.server.DhcpServer;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.server.DirectoryContent;
import io.pxe4j.tftp.server.TftpServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The three servers of one boot server: TFTP and HTTP are up before DHCP sends the first client to them. */
final class BootRuntime {
    private final BootSettings settings;
    private final ServedNetwork network;
    private final ScriptShelf scripts = new ScriptShelf();
    private final BootTracer tracer;
    private final TftpServer tftp;
    private final Optional<HttpServer> http;
    private volatile Optional<DhcpServer> dhcp = Optional.empty();
    private boolean stopping;

    /** Checks what can be checked without a socket. */
    BootRuntime(BootSettings settings) {
        this.settings = settings;
        network = settings.network();
        settings.pool().ifPresent(pool -> StartChecks.range(pool, network));
        settings.root().ifPresent(StartChecks::root);
        StartChecks.files(settings.files(), settings.root(), settings.httpPort().map(this::httpBase));
        tracer = new BootTracer(settings.listener(), InstantSource.system());
        tftp = tftp();
        http = settings.httpPort().map(this::http);
    }

    CompletionStage<Void> start() {
        CompletableFuture<Void> result = new CompletableFuture<>();
        tftp.start()
                .thenCompose(started -> startHttp())
                .thenCompose(started -> startDhcp())
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        result.complete(null);
                        return;
                    }
                    BootException explained = explain(failure);
                    stop().whenComplete((stopped, e) -> result.completeExceptionally(explained));
                });
        return result;
    }

    private CompletionStage<?> startHttp() {
        return http.<CompletionStage<?>>map(HttpServer::start).orElseGet(BootRuntime::done);
    }

    private CompletionStage<?> startDhcp() {
        Optional<String> base =
                http.map(server -> httpBase(server.localAddress().getPort()));
        BootPolicy policy = new BootChooser(settings.decider(), settings.files(), scripts, network.address(), base);
        DhcpServer.Builder builder = DhcpServer.builder()
                .engine(context -> engine(policy, context))
                .listener(tracer)
                .dhcpPort(settings.dhcpPort())
                .pxePort(settings.pxePort())
                .replyToSource(settings.replyToSource());
        settings.interfaceName().ifPresentOrElse(builder::onInterface, () -> builder.onAddress(network.address()));
        settings.group().ifPresent(builder::eventLoopGroup);
        settings.dhcpServer().accept(builder);
        synchronized (this) {
            if (stopping) {
                return CompletableFuture.failedFuture(new BootException("The server was stopped while it started."));
            }
            DhcpServer server = builder.build();
            dhcp = Optional.of(server);
            return server.start();
        }
    }

    private DhcpEngine engine(BootPolicy policy, EngineContext context) {
        ProxyDhcpBuilder proxying = ProxyDhcp.builder().policy(policy);
        settings.proxyDhcp().accept(proxying);
        DhcpEngine proxy = proxying.build(context);
        if (settings.leasing().isEmpty()) {
            return proxy;
        }
        DhcpLeasingBuilder leasing =
                DhcpLeasing.builder().store(settings.leaseStore()).policy(policy);
        settings.leasing().get().accept(leasing);
        return DhcpEngine.byPort(leasing.build(context), proxy);
    }

    private TftpServer tftp() {
        ContentSource content =
                settings.root().map(root -> scripts.orElse(directory(root))).orElse(scripts);
        TftpServer.Builder builder = TftpServer.builder()
                .bind(new InetSocketAddress(network.address().toInetAddress(), settings.tftpPort()))
                .content(content)
                .limits(
                        settings.knownClientsOnly()
                                ? settings.tftpLimits().and((client, request) -> tracer.knows(client))
                                : settings.tftpLimits())
                .listener(tracer);
        settings.group().ifPresent(builder::eventLoopGroup);
        settings.tftpServer().accept(builder);
        return builder.build();
    }

    private ContentSource directory(Path root) {
        return DirectoryContent.builder(root)
                .hiddenFiles(settings.hiddenFiles())
                .build();
    }

    private HttpServer http(int port) {
        HttpServer.Builder builder = HttpServer.builder()
                .hiddenFiles(settings.hiddenFiles())
                .bind(new InetSocketAddress(network.address().toInetAddress(), port))
                .resource("/" + ScriptShelf.PREFIX, scripts)
                .listener(tracer);
        settings.root().ifPresent(builder::files);
        settings.group().ifPresent(builder::eventLoopGroup);
        return builder.build();
    }

    /** Ports other than 80 show in the URL, as clients send them back in no other way. */
    private String httpBase(int port) {
        Ip4 address = network.address();
        return "http://" + address + (port == 80 ? "" : ":" + port);
    }

    CompletionStage<Void> stop() {
        Optional<DhcpServer> answering;
        synchronized (this) {
            stopping = true;
            answering = dhcp;
        }
        return answering
                .map(DhcpServer::stop)
                .orElseGet(BootRuntime::done)
                .thenCompose(stopped -> tftp.stop(Duration.ZERO))
                .thenCompose(stopped -> http.map(HttpServer::stop).orElseGet(BootRuntime::done));
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    static BootException explain(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof BootException known
                ? known
                : new BootException(String.valueOf(cause.getMessage()), cause);
    }

    ServedNetwork network() {
        return network;
    }

    DhcpServer dhcpServer() {
        return dhcp.orElseThrow(() -> new IllegalStateException("not started"));
    }

    TftpServer tftpServer() {
        return tftp;
    }

    Optional<HttpServer> httpServer() {
        return http;
    }
}
