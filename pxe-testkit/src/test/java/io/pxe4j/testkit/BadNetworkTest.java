package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.engine.ContentSource;
import io.pxe4j.tftp.limits.RequestRate;
import io.pxe4j.tftp.limits.TftpLimits;
import io.pxe4j.tftp.server.TftpClient;
import io.pxe4j.tftp.server.TftpDownload;
import io.pxe4j.tftp.server.TftpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    /** In each setting; {@code -Dpxe4j.transfers=200} takes minutes. */
    private static final int TRANSFERS = Integer.getInteger("pxe4j.transfers", 40);
    /** More transfers at once, and two cores add delays of their own. */
    private static final int TRANSFERS_AT_ONCE = 600;

    private static final int BLOCK_SIZE = 512;
    private static final int BLOCKS = 24;
    private static final int MOST_TIMES_PERFECT = 3;
    private static final int TRIES = 20;

    private record Setting(
            double loss, int window, FaultyNetwork network, List<CompletableFuture<TftpDownload>> downloads) {
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

    /**
     * Many settings at once, since a bad network is mostly waited for. With the same file: a client whose port another had before may get the
     * late answer to that one's request, which RFC 1350 §4 knows only by the port.
     */
    @Test
    void everyTransferArrivesAndNoFloodBringsIt() throws Exception {
        byte[] file = new byte[BLOCKS * BLOCK_SIZE - 100];
        new Random(BLOCKS).nextBytes(file);
        List<Setting> settings = new ArrayList<>();
        try (TftpServer server = TftpServer.builder()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .content(ContentSource.ofBytes(Map.of("file", file)))
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
                download(client, address, TftpOptions.of("windowsize", "4"), 1).get(1, TimeUnit.MINUTES);
            }
            for (double loss : new double[] {0.01, 0.05, 0.2}) {
                for (int window : new int[] {1, 4, 16, 64}) {
                    settings.add(begin(client, address, loss, window));
                    if ((settings.size() + 1) * TRANSFERS > TRANSFERS_AT_ONCE) {
                        finish(settings, file);
                    }
                }
            }
            finish(settings, file);
        } finally {
            settings.forEach(setting -> setting.network.close());
        }
    }

    private static Setting begin(TftpClient client, InetSocketAddress server, double loss, int window)
            throws IOException {
        FaultyNetwork network = FaultyNetwork.to(server)
                .seed(window)
                .faults(NetworkFaults.NONE
                        .withLoss(loss)
                        .withDuplication(0.05)
                        .withReordering(0.25, Duration.ofMillis(50))
                        .withDelay(Duration.ofMillis(50), Duration.ofMillis(5)))
                .open();
        TftpOptions options =
                TftpOptions.of("tsize", "0", "blksize", "" + BLOCK_SIZE).with("windowsize", window);
        List<CompletableFuture<TftpDownload>> downloads = new ArrayList<>();
        for (int i = 0; i < TRANSFERS; i++) {
            downloads.add(download(client, network.address(), options, TRIES));
        }
        return new Setting(loss, window, network, downloads);
    }

    private static void finish(List<Setting> settings, byte[] file) throws Exception {
        for (Setting setting : settings) {
            for (CompletableFuture<TftpDownload> download : setting.downloads) {
                assertThat(download.get(2, TimeUnit.MINUTES).bytes())
                        .as("%s", setting)
                        .isEqualTo(file);
            }
        }
        for (Setting setting : settings) {
            setting.network.close();
            // A perfect retransmitter sends the OACK and each block once, and once more for each that was lost.
            NetworkTraffic sent = setting.network.toClients();
            double lossFactor = 1 / (1 - setting.loss);
            double ratio = sent.sent() / (TRANSFERS * (BLOCKS + 1) * lossFactor);
            System.out.printf("%s: %.2f times the datagrams of a perfect retransmitter%n", setting, ratio);
            assertThat(ratio).as("%s", setting).isLessThanOrEqualTo(MOST_TIMES_PERFECT);
        }
        settings.clear();
    }

    /** The server gives up a client whose answer to the OACK is lost too often; its user would try again. */
    private static CompletableFuture<TftpDownload> download(
            TftpClient client, InetSocketAddress server, TftpOptions options, int tries) {
        CompletableFuture<TftpDownload> download =
                client.get(server, "file", options).toCompletableFuture();
        return tries == 1
                ? download
                : download.exceptionallyCompose(failed -> download(client, server, options, tries - 1));
    }
}
