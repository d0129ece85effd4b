package io.pxe4j.tftp.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Serves a directory until it is killed, for measurements by hand: {@code --bind A --port N --root DIR --threads N --transport T}. */
final class ServeDirectory {
    private ServeDirectory() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> options = new HashMap<>(
                Map.of("--bind", "127.0.0.1", "--port", "0", "--root", ".", "--threads", "1", "--transport", "AUTO"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        TftpServer server = TftpServer.builder()
                .bind(new InetSocketAddress(option(options, "--bind"), Integer.parseInt(option(options, "--port"))))
                .content(DirectoryContent.of(Path.of(option(options, "--root"))))
                .threads(Integer.parseInt(option(options, "--threads")))
                .transport(TftpTransport.valueOf(option(options, "--transport")))
                .build();
        server.start().toCompletableFuture().join();
        System.out.println("serving on " + server.localAddresses());
        Thread.currentThread().join();
    }

    private static String option(Map<String, String> options, String name) {
        return options.getOrDefault(name, "");
    }
}
