package io.pxe4j.ipxe.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What would be slow or deep if anything here were quadratic or recursive; the time-out is generous. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileSourceTest {
    @Test
    void readsALineOfTenMegabytes() {
        ScriptSource source = ScriptSource.parse("#!ipxe\n" + "word ${x} ".repeat(1_000_000));
        List<SourceWord> words = source.lines().get(1).commands().get(0).words();
        assertThat(words).hasSize(2_000_000);
        assertThat(source.problems()).isEmpty();
        int columns = 0;
        for (SourceWord word : words) {
            columns = source.position(word.span().start()).column();
        }
        assertThat(columns).isEqualTo(9_999_996);
    }

    @Test
    void readsAHundredThousandLabels() {
        StringBuilder text = new StringBuilder("#!ipxe\n");
        for (int i = 0; i < 100_000; i++) {
            text.append(":label").append(i).append('\n');
        }
        List<SourceLine> lines = ScriptSource.parse(text.toString()).lines();
        assertThat(lines).hasSize(100_001);
        assertThat(lines.get(100_000).label().orElseThrow().text()).isEqualTo(":label99999");
    }

    @Test
    void readsAMillionContinuations() {
        ScriptSource source = ScriptSource.parse("#!ipxe\n" + "a \\\n".repeat(1_000_000) + "b\n");
        List<SourceWord> words = source.lines().get(1).commands().get(0).words();
        assertThat(words).hasSize(1_000_001);
        assertThat(source.position(words.get(1_000_000).span().start())).isEqualTo(new Position(1_000_002, 1));
    }

    @Test
    void readsDeeplyNestedSettings() {
        int depth = 10_000;
        SourceWord word = ScriptSource.parse("#!ipxe\necho " + "${a".repeat(depth) + "}".repeat(depth))
                .lines()
                .get(1)
                .commands()
                .get(0)
                .words()
                .get(1);
        List<SourceExpansion> found = word.expansions();
        assertThat(found).hasSize(depth);
        assertThat(found.get(0).depth()).isEqualTo(depth - 1);
        assertThat(found.get(0).reference()).isEqualTo("a");
        assertThat(found.get(depth - 1).reference()).hasSize(4 * depth - 3);
    }

    @Test
    void readsSettingsThatNeverEnd() {
        ScriptSource source = ScriptSource.parse("#!ipxe\necho " + "${".repeat(1_000_000));
        assertThat(source.problems()).hasSize(1);
    }
}
