package io.pxe4j.tftp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.tftp.engine.ModelClient.Manner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A transfer against the models of real clients over a network that loses, repeats and reorders. */
class ReadTransferNetworkTest {
    private static final int BLOCK = 64;

    @Property(tries = 250)
    void theFileArrivesWhateverTheNetworkDoes(
            @ForAll long seed,
            @ForAll Manner manner,
            @ForAll("windows") int window,
            @ForAll @IntRange(min = 0, max = 200) int blocks,
            @ForAll @IntRange(min = -1, max = 1) int around,
            @ForAll("losses") double loss,
            @ForAll("delays") long delayMicros) {
        int size = Math.max(0, blocks * BLOCK + around);
        LossyNetwork network = new LossyNetwork(seed, loss, 0.05, 0.25, delayMicros * 1000);
        Simulation run = new Simulation(network, manner, size, BLOCK, window);
        run.toTheEnd();
        assertThat(run.client.received()).isEqualTo(run.file);
    }

    /**
     * Never more than twice the datagrams of a perfect retransmitter, which knows at once what became of each packet: it sends again what the
     * network lost, and as RFC 7440's receivers drop what comes behind a gap, it sends nothing behind one. No sender that has to wait for
     * reports can reach that; with windows of 64 blocks sent whole one would need 13 times as much at a loss of 20 %.
     *
     * <p>Seeds are fixed here: how much luck costs is no property of one transfer.
     */
    @ParameterizedTest
    @CsvSource({
        "ACKNOWLEDGES_ALL, 0.01", "ACKNOWLEDGES_ALL, 0.05", "ACKNOWLEDGES_ALL, 0.2",
        "ACKNOWLEDGES_A_GAP, 0.01", "ACKNOWLEDGES_A_GAP, 0.05", "ACKNOWLEDGES_A_GAP, 0.2",
        "ACKNOWLEDGES_EACH, 0.01", "ACKNOWLEDGES_EACH, 0.05", "ACKNOWLEDGES_EACH, 0.2",
    })
    void aBadNetworkCostsAtMostTwiceWhatItMust(Manner manner, double loss) {
        for (int window : new int[] {1, 4, 16, 64}) {
            assertThat(cost(manner, window, loss, 50_000, 200))
                    .as("%s, window %s, loss %s", manner, window, loss)
                    .isLessThanOrEqualTo(2);
        }
    }

    /** Clients that have no windows, in lock-step: GRUB, busybox, curl. */
    @ParameterizedTest
    @CsvSource({"REPEATS_THE_NUMBER", "IGNORES"})
    void aBadNetworkCostsALockStepClientAtMostTwiceWhatItMust(Manner manner) {
        for (double loss : new double[] {0.01, 0.05, 0.2}) {
            assertThat(cost(manner, 1, loss, 50_000, 200))
                    .as("%s, loss %s", manner, loss)
                    .isLessThanOrEqualTo(2);
            assertThat(cost(manner, 1, loss, 200, 50))
                    .as("%s, loss %s, on a fast network", manner, loss)
                    .isLessThanOrEqualTo(2);
        }
    }

    /** Here a report of a gap that is lost is not made good by the client's own timer while it still saves something. */
    @ParameterizedTest
    @CsvSource({"ACKNOWLEDGES_ALL, 2", "ACKNOWLEDGES_A_GAP, 3.5", "ACKNOWLEDGES_EACH, 2", "IGNORES, 9"})
    void aFastBadNetworkCostsNoFlood(Manner manner, double most) {
        for (double loss : new double[] {0.01, 0.05, 0.2}) {
            for (int window : new int[] {4, 16, 64}) {
                assertThat(cost(manner, window, loss, 1000, 50))
                        .as("%s, window %s, loss %s", manner, window, loss)
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    /** Datagrams for each of the perfect retransmitter's. */
    private static double cost(Manner manner, int window, double loss, long delayMicros, int transfers) {
        long sent = 0;
        long perfect = 0;
        for (int seed = 0; seed < transfers; seed++) {
            LossyNetwork network = new LossyNetwork(seed, loss, 0.05, 0.25, delayMicros * 1000);
            Simulation run = new Simulation(network, manner, 150 * BLOCK - 7, BLOCK, window);
            run.toTheEnd();
            assertThat(run.client.received()).isEqualTo(run.file);
            sent += run.datagrams;
            perfect += LossyNetwork.perfectDatagrams(seed, loss, run.transfer.lastBlock() + 1);
        }
        return (double) sent / perfect;
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "16", "64"})
    void onAPerfectNetworkNothingIsSentTwice(int window) {
        for (Manner manner : Manner.values()) {
            if (manner == Manner.ACKNOWLEDGES_EACH && window > 1) {
                continue;
            }
            Simulation run = new Simulation(new LossyNetwork(1, 0, 0, 0, 100_000), manner, 100_000, BLOCK, window);
            run.toTheEnd();
            assertThat(run.client.received()).isEqualTo(run.file);
            assertThat(run.transfer.retransmits()).as("%s", manner).isZero();
            assertThat(run.transfer.outcome()).contains(ReadOutcome.COMPLETED);
        }
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void crossesTheRollOver(Manner manner) {
        for (int window : new int[] {1, 16}) {
            Simulation run = new Simulation(
                    new LossyNetwork(7, 0.0005, 0.0005, 0.01, 100_000), manner, 8 * 66_000 + 3, 8, window);
            run.toTheEnd();
            assertThat(run.client.received()).isEqualTo(run.file);
            assertThat(run.transfer.datagrams()).isLessThan(66_000 * 9 / 4);
        }
    }

    /** uftpd#44, rs-tftpd#49: a network that repeats every packet must not make the server repeat too. */
    @ParameterizedTest
    @CsvSource({"1", "4", "16", "64"})
    void noApprenticeConjuresUpAFlood(int window) {
        for (Manner manner : Manner.values()) {
            Simulation run = new Simulation(new LossyNetwork(3, 0, 1.0, 0, 300_000), manner, 50_000, BLOCK, window);
            run.toTheEnd();
            assertThat(run.client.received()).isEqualTo(run.file);
            assertThat(run.transfer.datagrams())
                    .as("%s window %s", manner, window)
                    .isLessThan(3 * run.transfer.lastBlock());
        }
    }

    @Provide
    Arbitrary<Integer> windows() {
        return Arbitraries.of(1, 2, 4, 16, 64);
    }

    @Provide
    Arbitrary<Double> losses() {
        return Arbitraries.of(0.0, 0.01, 0.05, 0.2);
    }

    @Provide
    Arbitrary<Long> delays() {
        return Arbitraries.of(50L, 1_000L, 25_000L);
    }
}
