package io.pxe4j.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("simulation")
class SizingRuleTest {
    /** What {@code docs/scale.md} says of it. */
    private static final double ERROR = 0.1;

    @ParameterizedTest
    @CsvSource({"2000, 1", "4000, 2", "2000, 16"})
    void saysWhatTheSimulationSays(int machines, int servers) {
        StormPlan plan = StormPlan.DEFAULT.withMachines(machines).withServers(servers);

        double simulated = Storm.run(plan).upSeconds(1);

        assertThat(SizingRule.of(plan).seconds()).isCloseTo(simulated, within(ERROR * simulated));
    }

    @Test
    void saysWhatTheSimulationSaysOfSlowRacks() {
        StormPlan plan = StormPlan.DEFAULT.withMachines(800).withServers(4);
        StormPlan slow = plan.with(plan.fabric().withRackGbit(0.1));

        double simulated = Storm.run(slow).upSeconds(1);

        assertThat(SizingRule.of(slow).bottleneck()).isEqualTo("links of the racks");
        assertThat(SizingRule.of(slow).seconds()).isCloseTo(simulated, within(ERROR * simulated));
    }

    @Test
    void aLargeFleetIsLimitedByItsCardsAndThenByItself() {
        StormPlan plan = StormPlan.DEFAULT.withMachines(100_000);

        assertThat(SizingRule.of(plan.withServers(1)).bottleneck()).isEqualTo("network cards");
        assertThat(SizingRule.of(plan.withServers(200)).bottleneck()).isEqualTo("the machines themselves");
        // 100,000 x 64.3 MiB in 600 - 36 s are 95.6 Gbit/s.
        assertThat(SizingRule.servers(plan, 600)).isEqualTo(10);
        assertThat(SizingRule.servers(plan, 1)).isEqualTo(Event.MOST_SERVERS);
    }

    @Test
    void aLargeFileInLockStepIsLimitedByTheLoops() {
        StormPlan plan = StormPlan.DEFAULT.withMachines(100_000);
        StormPlan lockStep =
                plan.with(plan.firmware().withLockStep(1).withBootFile(1 << 20).withImage(1 << 20));

        SizingRule rule = SizingRule.of(lockStep);

        assertThat(rule.bottleneck()).isEqualTo("TFTP loops");
        // 721 blocks at 6.65 us, two requests at 126 us.
        assertThat(rule.tftp()).isCloseTo(34 + 100_000 * (721 * 6.65e-6 + 2 * 125.9e-6), within(0.1));
    }
}
