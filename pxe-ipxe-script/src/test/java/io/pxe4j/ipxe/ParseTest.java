package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.SamplePrograms.Asking;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ParseTest {
    @Test
    void blanksAndContinuationsBecomeCanonical() {
        assertThat(IpxeScript.parse("#!ipxe\r\n  :start   dhcp \\\r\n  net0 ||\r\n\r\n#plain\n#\n# two  words \n")
                        .toString())
                .isEqualTo("#!ipxe\n:start\ndhcp net0 ||\n\n#plain\n#\n# two  words\n");
    }

    @Test
    void theBuilderGoesOnFromIt() {
        IpxeScript parsed = IpxeScript.parse("#!ipxe\n:start\necho one\n");
        assertThat(parsed.isChecked()).isFalse();
        assertThat(parsed.toBuilder().goTo(Label.of("start")).build().toString())
                .isEqualTo("#!ipxe\n:start\necho one\ngoto start\n");
        assertThatThrownBy(() -> parsed.toBuilder().label(Label.of("start")).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("start");
    }

    @Property(tries = 100)
    void whatTheBuilderWroteStaysAsItIsAndMeansTheSame(@ForAll long seed) {
        SamplePrograms.Program program = SamplePrograms.random(new Random(seed));
        IpxeScript built = program.build(Asking.BY_COMPARING);
        IpxeScript parsed = IpxeScript.parse(built.toString());
        assertThat(parsed).hasToString(built.toString());
        assertThat(new IpxeModel().run(parsed)).isEqualTo(new IpxeModel().run(built));
    }

    @Test
    void refusesWhatIpxeWouldNotRunWhole() {
        assertThatThrownBy(() -> IpxeScript.parse("\n#!ipxe\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("script: starts with \"\" (expected: #!ipxe, and nothing before it)");
        assertThatThrownBy(() -> IpxeScript.parse("#!ipxe\necho a\0b\n")).hasMessageContaining("line 2: holds a NUL");
        assertThatThrownBy(() -> IpxeScript.parse("#!ipxe\necho a \\"))
                .hasMessageContaining("line 2: continues into the end of the script");
        assertThatThrownBy(() -> IpxeScript.parse("#!ipxe\n:a\n:a echo\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the label a for the second time");
        assertThatThrownBy(() -> IpxeScript.parse("#!ipxe\n:\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label: empty");
        assertThatThrownBy(() -> IpxeScript.parse("#!ipxe\necho C:\\ \n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2: ends in a backslash");
    }
}
