package io.pxe4j.boot.clients;

import static io.pxe4j.boot.clients.Namespaces.CLIENT_INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pxe4j.boot.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our TFTP server and client on two sides of an interface that loses frames of any kind; as root on Linux with nftables. */
class LossyInterfaceTest {
    private static final String CLIENT_ADDRESS = "10.98.1.2";
    private static final String SERVER_ADDRESS = "10.98.1.1";
    private static final Pattern DROPPED = Pattern.compile("counter packets ([1-9][0-9]*) bytes");

    @TempDir
    Path folder;

    @Test
    void everyFileArrivesThroughFivePercentLossEachWay() throws Exception {
        Optional<String> missing = Namespaces.missing("nft");
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        Path root = Files.createDirectories(folder.resolve("root"));
        byte[] file = new byte[200_000];
        new Random(1).nextBytes(file);
        Files.write(root.resolve("file"), file);
        try (Namespaces lab = Namespaces.direct(folder)) {
            lab.runIn(lab.client(), List.of("ip", "address", "add", CLIENT_ADDRESS + "/24", "dev", CLIENT_INTERFACE));
            lab.start(
                    lab.server(),
                    "server.log",
                    Namespaces.java(Main.class, "tftp", "--bind", SERVER_ADDRESS, "--root", root.toString()));
            lab.await("server.log", Pattern.quote(SERVER_ADDRESS));
            assumeTrue(LossyLink.lose(lab.client(), CLIENT_INTERFACE, 5), "This kernel has no netdev hooks.");

            Process fetcher = lab.start(
                    lab.client(),
                    "client.log",
                    Namespaces.java(
                            TftpFetcher.class,
                            SERVER_ADDRESS,
                            "file",
                            root.resolve("file").toString(),
                            "25"));

            lab.await("client.log", "window 64: 25 files as they were|Exception");
            assertThat(lab.output("client.log"))
                    .contains("window 1: 25 files", "window 4: 25", "window 16: 25", "window 64: 25");
            assertThat(DROPPED.matcher(LossyLink.counters(lab.client())).results())
                    .as("both directions have lost something")
                    .hasSize(2);
            lab.end(fetcher);
        }
    }
}
