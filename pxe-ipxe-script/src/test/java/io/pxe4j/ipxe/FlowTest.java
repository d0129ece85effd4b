package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever blocks a script is made of, its lines do what the blocks say. */
class FlowTest {
    @Property(tries = 1500)
    void linesDoWhatTheBlocksSay(@ForAll long seed) {
        SamplePrograms.Program program = SamplePrograms.random(new Random(seed));
        List<String> expected = new ArrayList<>();
        int expectedStatus = program.evaluate(expected);

        IpxeScript script = program.build(SamplePrograms.Asking.BY_PROMPT);
        IpxeModel ipxe = new IpxeModel().prompts(text -> text.startsWith("yes"));
        int status = ipxe.run(script);

        List<String> said = ipxe.console.stream()
                .map(line -> line.startsWith("prompt ") ? line.substring(7) : line)
                .toList();
        assertThat(said).as(script.toString()).isEqualTo(expected);
        assertThat(status == 0).as(script.toString()).isEqualTo(expectedStatus == 0);
    }
}
