package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.limits.RequestRate;
import io.pxe4j.tftp.limits.TftpLimits;
import io.pxe4j.tftp.server.TftpClient;
import io.pxe4j.tftp.server.TftpDownload;
import io.pxe4j.tftp.server.TftpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Our server and our client over a bad network and real sockets: every file arrives as it was, and no flood brings it.
 *
 * <p>How many datagrams that takes is counted exactly where time is virtual, in {@code ReadTransferNetworkTest} of pxe-tftp. Here a busy machine
 * adds delays of its own, so that the bound is wider.
 */
class BadNetworkTest {
    private static final int TRANSFERS = 200;
    private static final int BLOCK_SIZE = 512;
    private static final int MOST_TIMES_PERFECT = 4;
    private static final int TRIES = 20;

    private record Setting(
            double loss, int window, FaultyNetwork network, List<CompletableFuture<TftpDownload>> downloads) {
        /** A client in lock-step needs more time for each block. */
        static int blocks(int window) {
            return window == 1 ? 8 : window == 4 ? 20 : 40;
        }

        @Override
        public String toString() {
            return "loss " + loss + ", window " + window;
        }
    }

    private static TftpLimits roomForAll() {
        return TftpLimits.builder()
                .maxTransfers(50_000)
                .maxTransfersPerAddress(50_000)
                .maxTransfersPerPrefix(50_000)
                .maxHalfOpen(50_000)
                .requests(RequestRate.UNLIMITED)
                .requestsPerAddress(RequestRate.UNLIMITED)
                .requestsPerPrefix(RequestRate.UNLIMITED)
                .unansweredDatagrams(1_000_000, Duration.ofSeconds(1))
                .build();
    }

    /** All settings at once, since a bad network is mostly waited for. */
    @Test
    void everyTransferArrivesAndNoFloodBringsIt() throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        for (int blocks : new int[] {8, 20, 40}) {
            byte[] file = new byte[blocks * BLOCK_SIZE - 100];
            new Random(blocks).nextBytes(file);
            files.put(blocks + " blocks", file);
        }
        NetworkFaults bad = NetworkFaults.NONE
                .withDuplication(0.05)
                .withReordering(0.25, Duration.ofMillis(50))
                .withDelay(Duration.ofMillis(50), Duration.ofMillis(5));
        List<Setting> settings = new ArrayList<>();
        try (TftpServer server = TftpServer.builder()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .content(ContentSource.ofBytes(files))
                        .limits(roomForAll())
                        .build();
                TftpClient client = TftpClient.builder()
                        .retryAfter(Duration.ofMillis(400))
                        .tries(4)
                        .build()) {
            InetSocketAddress address =
                    server.start().toCompletableFuture().join().localAddresses().get(0);
            // What a cold virtual machine takes to compile would look like a delay of the network.
            for (int i = 0; i < 50; i++) {
                download(client, address, "40 blocks", TftpOptions.of("windowsize", "4"), 1)
                        .get(1, TimeUnit.MINUTES);
            }
            for (double loss : new double[] {0.01, 0.05, 0.2}) {
                for (int window : new int[] {1, 4, 16, 64}) {
                    FaultyNetwork network = FaultyNetwork.to(address)
                            .seed(settings.size())
                            .faults(bad.withLoss(loss))
                            .open();
                    TftpOptions options = TftpOptions.of("tsize", "0", "blksize", "" + BLOCK_SIZE)
                            .with("windowsize", window);
                    List<CompletableFuture<TftpDownload>> downloads = new ArrayList<>();
                    String name = Setting.blocks(window) + " blocks";
                    settings.add(new Setting(loss, window, network, downloads));
                    for (int i = 0; i < TRANSFERS; i++) {
                        downloads.add(download(client, network.address(), name, options, TRIES));
                    }
                }
            }
            for (Setting setting : settings) {
                for (CompletableFuture<TftpDownload> download : setting.downloads) {
                    assertThat(download.get(2, TimeUnit.MINUTES).bytes())
                            .as("%s", setting)
                            .isEqualTo(files.get(Setting.blocks(setting.window) + " blocks"));
                }
                // A perfect retransmitter sends the OACK and each block once, and once more for each that was lost.
                NetworkTraffic sent = setting.network.toClients();
                double lossFactor = 1 / (1 - setting.loss);
                double ratio = sent.sent() / (TRANSFERS * (Setting.blocks(setting.window) + 1) * lossFactor);
                assertThat(ratio).as("%s", setting).isLessThanOrEqualTo(MOST_TIMES_PERFECT);
            }
        } finally {
            settings.forEach(setting -> setting.network.close());
        }
    }

    /** The server gives up a client whose answer to the OACK is lost too often; its user would try again. */
    private static CompletableFuture<TftpDownload> download(
            TftpClient client, InetSocketAddress server, String name, TftpOptions options, int tries) {
        CompletableFuture<TftpDownload> download =
                client.get(server, name, options).toCompletableFuture();
        return tries == 1
                ? download
                : download.exceptionallyCompose(failed -> download(client, server, name, options, tries - 1));
    }
}
