package io.pxe4j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.eval.Step;
import org.junit.jupiter.api.Test;

class IpxeBenchmarksTest {
    @Test
    void theMenuHasItsFiftyEntries() {
        String script = new IpxeScriptBenchmark().menu();
        assertThat(script.lines().filter(line -> line.startsWith("item "))).hasSize(50);
        assertThat(script.lines().filter(line -> line.startsWith(":entry"))).hasSize(50);
        assertThat(new IpxeScriptBenchmark().menuBytes()).asString().isEqualTo(script);
    }

    @Test
    void theMenuAloneLeadsNowhere() {
        String script = new IpxeScriptBenchmark().renderMenu();
        assertThat(script.lines().filter(line -> line.startsWith("item "))).hasSize(50);
        assertThat(script).doesNotContain("chain");
    }

    @Test
    void theScriptThatRunsFetchesItsFirstEntry() {
        assertThat(new IpxeScriptBenchmark().evaluate().steps(Step.Fetch.class))
                .extracting(Step.Fetch::uri)
                .containsExactly("http://192.0.2.1/entry0.ipxe");
    }

    @Test
    void theScriptThatIsReadIsOfTheSizeThatIsSaid() {
        IpxeParseBenchmark benchmark = new IpxeParseBenchmark();
        assertThat(benchmark.lines().toBytes()).hasSize(100_000);
        assertThat(benchmark.model().toString()).startsWith("#!ipxe\n").contains("\n:entry100\n");
        assertThat(benchmark.words()).isGreaterThan(9_000);
    }
}
