package io.pxe4j.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
    private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 69);

    @Test
    void goesThroughJsonAndComesBackTheSame() {
        LoadPlan plan = LoadPlan.of(SERVER, "a \"b\"")
                .clients(3)
                .transfers(7)
                .blksize(1428)
                .window(4)
                .tsize(true)
                .expectedCrc32(0xffffffffL)
                .slowCrc(true)
                .limit(Duration.ofMillis(1500))
                .build();

        assertThat(plan.toJson()).doesNotContain("\n");
        assertThat(LoadPlan.fromJson(plan.toJson())).isEqualTo(plan);

        LoadPlan plain = LoadPlan.of(SERVER, "f").build();
        assertThat(LoadPlan.fromJson(plain.toJson())).isEqualTo(plain);
        assertThat(plain.expectedCrc32()).isEmpty();
    }

    @Test
    void runsOneTransferForEachClientUntilToldOtherwise() {
        assertThat(LoadPlan.of(SERVER, "f").clients(9).build().transfers()).isEqualTo(9);
    }

    @Test
    void saysWhatIsOutOfRange() {
        assertThatThrownBy(() -> LoadPlan.of(SERVER, "f").clients(0).build())
                .hasMessage("clients: 0 (expected: 1..100000)");
        assertThatThrownBy(() -> LoadPlan.of(SERVER, "f").blksize(7).build())
                .hasMessage("blksize: 7 (expected: 8..65464)");
        assertThatThrownBy(() -> LoadPlan.of(SERVER, "f").window(65536).build())
                .hasMessage("window: 65536 (expected: 1..65535)");
        assertThatThrownBy(() -> LoadPlan.of(SERVER, "f").limit(Duration.ZERO).build())
                .hasMessage("limit: PT0S (expected: more than zero)");
        assertThatThrownBy(() -> LoadPlan.of(SERVER, "f").expectedCrc32(-1).build())
                .hasMessage("expectedCrc32: -1 (expected: 0..4294967295)");
        assertThatThrownBy(() -> LoadPlan.of(SERVER, "").build()).hasMessage("file: empty (expected: a name)");
        assertThatThrownBy(() -> LoadPlan.of(InetSocketAddress.createUnresolved("nowhere", 69), "f")
                        .build())
                .hasMessageStartingWith("server: nowhere");
        assertThatThrownBy(() -> LoadPlan.fromJson("{}")).isInstanceOf(IllegalArgumentException.class);
    }
}
