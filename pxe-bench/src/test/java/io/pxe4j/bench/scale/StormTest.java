package io.pxe4j.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pxe4j.dhcp.engine.DropReason;
import io.pxe4j.testkit.NetworkFaults;
import io.pxe4j.tftp.limits.TftpLimits;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("simulation")
class StormTest {
    private static final StormPlan SMALL = StormPlan.DEFAULT.withMachines(400);

    /** Everybody within a second, at a server that cannot keep up; the image is small, so that TFTP is what counts. */
    private static StormPlan rush(int machines, int queue) {
        StormPlan.Firmware firmware = StormPlan.Firmware.DEFAULT
                .withImage(1 << 20)
                .withPost(Duration.ofSeconds(30), Duration.ofMillis(30_200));
        return StormPlan.DEFAULT.withMachines(machines).with(firmware).with(StormPlan.Server.DEFAULT.withQueue(queue));
    }

    private static StormPlan alone(double lockStep) {
        StormPlan.Firmware firmware = StormPlan.Firmware.DEFAULT
                .withLockStep(lockStep)
                .withPost(Duration.ofSeconds(30), Duration.ofSeconds(30));
        NetworkFaults steady = NetworkFaults.NONE.withDelay(Duration.ofNanos(40_000), Duration.ZERO);
        return StormPlan.DEFAULT.withMachines(1).with(firmware).with(new StormPlan.Fabric(steady, 1, 10, 40));
    }

    @Test
    void aLoneRomTakesTheDatagramsAndTheTimeOfLockStep() {
        StormResult result = Storm.run(alone(1));

        // DISCOVER and REQUEST of the ROM and of iPXE; OACK of the probe, OACK, 262,144 / 1,456 + 1 blocks.
        assertThat(result.dhcp().answers()).isEqualTo(4);
        assertThat(result.tftp().datagrams()).isEqualTo(1 + 1 + 181);
        assertThat(result.tftp().retransmits()).isZero();
        // 30 s of POST, 4 s until the ROM takes an offer, then REQUEST, probe, request, and a round trip for each
        // block:
        // 200 us in the firmware, 80 us on the way, 6.65 us in the server, 1.6 us on each fast link and 12.2 us on the
        // slow one.
        double milliseconds = 34_000 + 0.31 + 0.4 + 0.41 + 181 * (0.2 + 0.08 + 0.00665 + 2 * 0.0012 + 0.0122);
        assertThat(result.loadedSeconds(1) * 1000).isCloseTo(milliseconds, within(0.5));
        // iPXE starts, asks for an address, fetches 64 MiB with 1 Gbit/s.
        double more = 2000 + 2 * 0.31 + 5 + (64 << 20) * 8 / 1e6;
        assertThat(result.upSeconds(1) * 1000).isCloseTo(milliseconds + more, within(1.0));
    }

    @Test
    void aLoneEdk2TakesAThirdOfTheRoundTrips() {
        StormResult result = Storm.run(alone(0));

        // 262,144 / 1,468 + 1 = 179 blocks, in 45 windows of 4.
        assertThat(result.tftp().datagrams()).isEqualTo(1 + 1 + 179);
        double window = 0.2 + 0.08 + 0.0059 + 4 * (0.00075 + 2 * 0.0012 + 0.0123);
        assertThat(result.loadedSeconds(1) * 1000).isCloseTo(34_001.12 + 45 * window, within(0.5));
    }

    @Test
    void theSameSeedGivesTheSameStorm() {
        StormPlan lossy = SMALL.with(SMALL.fabric().withLoss(0.02)).withServers(2);

        StormResult one = Storm.run(lossy);
        StormResult again = Storm.run(lossy);
        StormResult other = Storm.run(lossy.withSeed(2));

        assertThat(again.upAt()).isEqualTo(one.upAt());
        assertThat(again.tftp()).isEqualTo(one.tftp());
        assertThat(again.samples()).isEqualTo(one.samples());
        assertThat(other.upAt()).isNotEqualTo(one.upAt());
    }

    @Test
    void nothingIsSentTwiceBelowSaturation() {
        StormResult result = Storm.run(SMALL.withServers(2));

        assertThat(result.upAt()).hasSize(400);
        assertThat(result.restarts()).isZero();
        assertThat(result.tftp().retransmits()).isZero();
        assertThat(result.tftp().timeouts()).isZero();
        assertThat(result.tftp().overflows()).isZero();
        assertThat(result.dhcp().answers()).isEqualTo(4 * 400);
        // Each server leaves the DISCOVERs of the other's buckets to it, and the REQUESTs, which name it.
        assertThat(result.dhcp().drops())
                .containsOnlyKeys(DropReason.OTHER_BUCKET, DropReason.OTHER_SERVER)
                .containsEntry(DropReason.OTHER_BUCKET, 2L * 400);
    }

    @Test
    void aReceiveBufferThatIsTooSmallIsPaidForWithRetransmissions() {
        StormResult small = Storm.run(rush(600, 16));
        StormResult large = Storm.run(rush(600, 10_000));

        assertThat(small.tftp().overflows()).isPositive();
        assertThat(small.tftp().retransmits()).isPositive();
        assertThat(small.tftp().longestQueue()).isEqualTo(16);
        assertThat(large.tftp().overflows()).isZero();
        assertThat(large.tftp().retransmits()).isZero();
        assertThat(small.loadedSeconds(0.99)).isGreaterThan(large.loadedSeconds(0.99));
        assertThat(small.upAt()).hasSize(600);
        assertThat(small.left()).isZero();
    }

    @Test
    void fewerServersAreNotFaster() {
        double before = 0;
        for (int servers : new int[] {8, 4, 2, 1}) {
            double seconds = Storm.run(StormPlan.DEFAULT.withMachines(1500).withServers(servers))
                    .upSeconds(1);
            assertThat(seconds).isGreaterThanOrEqualTo(before - 0.1);
            before = seconds;
        }
        assertThat(before).isGreaterThan(100);
    }

    @Test
    void everyMachineIsUpOrGivenUpAndNoTransferIsLeft() {
        StormPlan bad = SMALL.with(new StormPlan.Fabric(
                        NetworkFaults.NONE
                                .withLoss(0.15)
                                .withDuplication(0.05)
                                .withReordering(0.1, Duration.ofMillis(5))
                                .withDelay(Duration.ofNanos(30_000), Duration.ofNanos(20_000)),
                        1,
                        10,
                        40))
                .withServers(3);

        StormResult result = Storm.run(bad);

        assertThat(result.upAt().length + result.givenUp()).isEqualTo(400);
        assertThat(result.left()).isZero();
        assertThat(result.lost()).isPositive();
        assertThat(result.upAt().length).isGreaterThan(350);
    }

    @Test
    void theMachinesOfADeadServersBucketsFindNoServer() {
        StormResult result = Storm.run(SMALL.withFleet(4, 1, Spread.BUCKETS));

        assertThat(result.givenUp()).isBetween(70, 130);
        assertThat(result.upAt()).hasSize(400 - result.givenUp());
        assertThat(result.restarts()).isEqualTo(10 * result.givenUp());
        assertThat(result.left()).isZero();
    }

    @Test
    void proxiesStandInForADeadOne() {
        StormResult all = Storm.run(SMALL.withFleet(4, 0, Spread.OWN_FIRST));
        StormResult dead = Storm.run(SMALL.withFleet(4, 1, Spread.OWN_FIRST));

        assertThat(dead.upAt()).hasSize(400);
        assertThat(dead.restarts()).isZero();
        // A ROM listens for 4 s anyway; iPXE waits a second for a server that is not its own.
        assertThat(dead.upSeconds(1)).isBetween(all.upSeconds(1), all.upSeconds(1) + 1.1);
    }

    @Test
    void whoIsTurnedAwayByHttpAsksAgainOrStartsAnew() {
        StormPlan few = rush(300, 554).with(StormPlan.Server.DEFAULT.withHttpConnections(4));

        StormResult again = Storm.run(few);
        StormResult anew = Storm.run(few.with(few.firmware().withScriptRetry(Duration.ZERO)));

        assertThat(again.mostDownloads()).isEqualTo(4);
        assertThat(again.httpRefused()).isPositive();
        assertThat(again.restarts()).isZero();
        assertThat(again.upAt()).hasSize(300);
        assertThat(anew.restarts()).isPositive();
        assertThat(anew.tftp().datagrams()).isGreaterThan(again.tftp().datagrams());
    }

    @Test
    void theLimitOfTransfersHoldsAndTheTurnedAwayComeAgain() {
        StormPlan limited = rush(300, 10_000)
                .with(StormPlan.Server.DEFAULT
                        .withQueue(10_000)
                        .withTftpLimits(TftpLimits.builder()
                                .maxTransfers(20)
                                .maxHalfOpen(10)
                                .build()));

        StormResult result = Storm.run(limited);

        assertThat(result.tftp().mostOpen()).isEqualTo(20);
        assertThat(result.tftp().mostHalfOpen()).isLessThanOrEqualTo(10);
        assertThat(result.tftp().full() + result.tftp().evicted()).isPositive();
        assertThat(result.upAt().length + result.givenUp()).isEqualTo(300);
    }

    @Test
    void aPlanSaysWhatIsWrongWithIt() {
        assertThatThrownBy(() -> StormPlan.DEFAULT.withMachines(0)).hasMessage("machines: 0 (expected: 1..16777216)");
        assertThatThrownBy(() -> StormPlan.DEFAULT.withFleet(2, 2, Spread.BUCKETS))
                .hasMessage("dead: 2 (expected: 0..1)");
        assertThatThrownBy(() -> Storm.run(StormPlan.DEFAULT.withMachines(1_000_000)))
                .hasMessage("racks: 25000 of 40 (expected: at most 4096 of at most 4064)");
    }
}
