package io.pxe4j.bench.report;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The TFTP servers of a run, each started when it is first asked for and again if it has died meanwhile. */
final class ServerPool implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);

    private final Workspace workspace;
    private final Pinning pinning;
    private final Path logs;
    private final Map<Key, Running> running = new LinkedHashMap<>();
    private final Map<Key, String> failed = new LinkedHashMap<>();

    /** A server that knows only one file is one process for each file. */
    private record Key(Contender contender, String file) {
        static Key of(Contender contender, String file) {
            return new Key(contender, contender.command().contains("{file}") ? file : "");
        }
    }

    /**
     * A server that answers.
     *
     * @param address where requests go
     */
    record Running(ServerProcess process, InetSocketAddress address) {}

    ServerPool(Workspace workspace, Pinning pinning, Path logs) {
        this.workspace = workspace;
        this.pinning = pinning;
        this.logs = logs;
    }

    /**
     * The server, started if it does not run.
     *
     * @param file that it will be asked for, which is there
     * @throws ServerFailed if it does not start; each time it is asked for, so that nobody waits for it twice
     */
    Running running(Contender contender, String file) throws IOException, InterruptedException {
        Key key = Key.of(contender, file);
        Running known = running.get(key);
        if (known != null && known.process().isAlive()) {
            return known;
        }
        if (known != null) {
            known.process().close();
        }
        String failure = failed.get(key);
        if (failure != null) {
            throw new ServerFailed(failure);
        }
        try {
            Running started = start(contender, file);
            running.put(key, started);
            return started;
        } catch (ServerFailed e) {
            failed.put(key, e.getMessage());
            throw e;
        }
    }

    /** The process of the one server that runs here. */
    ServerProcess only() {
        if (running.size() != 1) {
            throw new IllegalStateException(running.size() + " servers run (expected: one)");
        }
        return running.values().iterator().next().process();
    }

    private Running start(Contender contender, String file) throws IOException, InterruptedException {
        int port = contender.fixedPort().isPresent() ? fixed(contender, file) : free();
        ServerProcess process = ServerProcess.start(
                contender.name(),
                contender.command(),
                Map.of(
                        "port", Integer.toString(port),
                        "root", workspace.root().toString(),
                        "file", workspace.root().resolve(file).toString()),
                pinning.server(),
                logs.resolve(contender.name() + (contender.command().contains("{file}") ? "-" + file : "") + ".log"));
        try (TftpProbe probe = new TftpProbe(port, file)) {
            process.awaitAnswer(probe, TO_START);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.close();
            throw e;
        }
        return new Running(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Another server on it would be measured instead. */
    private static int fixed(Contender contender, String file) throws IOException {
        int port = contender.fixedPort().orElseThrow();
        try (TftpProbe probe = new TftpProbe(port, file)) {
            if (probe.answersAnything()) {
                throw new ServerFailed(contender.name() + " needs UDP port " + port
                        + ", where another server answers already: stop that one first");
            }
        }
        return port;
    }

    static int free() throws SocketException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        running.values().forEach(server -> server.process().close());
        running.clear();
    }
}
