package io.pxe4j.boot.clients;

import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.server.TftpClient;
import io.pxe4j.tftp.server.TftpDownload;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Our TFTP client as a program: fetches a file many times at once with several windows and compares it with the original. */
final class TftpFetcher {
    private TftpFetcher() {}

    /** Arguments: server's address, file name, original, transfers for each window. */
    public static void main(String[] args) throws Exception {
        InetSocketAddress server = new InetSocketAddress(args[0], 69);
        byte[] original = Files.readAllBytes(Path.of(args[2]));
        try (TftpClient client = TftpClient.builder().build()) {
            for (int window : new int[] {1, 4, 16, 64}) {
                TftpOptions options =
                        TftpOptions.of("tsize", "0", "blksize", "1428").with("windowsize", window);
                CompletableFuture<?>[] transfers = IntStream.range(0, Integer.parseInt(args[3]))
                        .mapToObj(i -> client.get(server, args[1], options)
                                .toCompletableFuture()
                                .thenAccept(download -> compare(original, download)))
                        .toArray(CompletableFuture[]::new);
                CompletableFuture.allOf(transfers).join();
                System.out.println("window " + window + ": " + transfers.length + " files as they were");
            }
        }
    }

    private static void compare(byte[] original, TftpDownload download) {
        if (!Arrays.equals(original, download.bytes())) {
            throw new IllegalStateException(download.bytes().length + " octets, and not those of the original");
        }
    }
}
