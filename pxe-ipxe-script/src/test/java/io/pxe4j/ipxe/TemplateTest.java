package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.IpxeVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts with holes. */
class TemplateTest {
    private static final Hole<String> HOST = Hole.text("host");
    private static final Hole<IpxeUri> KERNEL = Hole.uri("kernel");
    private static final Hole<Integer> WAIT = Hole.number("wait", 1, 60).orElse(5);
    private static final IpxeTemplate TEMPLATE = IpxeTemplate.of(
            List.of(HOST, KERNEL, WAIT),
            (script, values) -> script.echo("This is ", values.of(HOST))
                    .kernel(values.of(KERNEL))
                    .args("hostname=", values.of(HOST), " wait=", values.of(WAIT))
                    .propagate()
                    .boot()
                    .propagate());

    @Test
    void areFilledForOneMachineAtATime() {
        IpxeUri kernel = IpxeUri.of("http://h/linux");
        assertThat(TEMPLATE.fill(v -> v.set(HOST, "a  #b").set(KERNEL, kernel))).hasToString("""
                #!ipxe
                echo This is a ${} ${}#b
                kernel http://h/linux hostname=a ${} ${}#b wait=5
                boot
                """);
        assertThat(TEMPLATE.fill(v -> v.set(HOST, "c").set(KERNEL, kernel).set(WAIT, 60))
                        .toString())
                .contains("hostname=c wait=60");
        assertThat(TEMPLATE.holes()).containsExactly(HOST, KERNEL, WAIT);
    }

    @Test
    void refuseWhatAHoleDoesNotTake() {
        assertThatThrownBy(() -> TEMPLATE.fill(v -> v.set(HOST, "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hole kernel: no value (expected: IpxeUri)");
        assertThatThrownBy(() -> TEMPLATE.fill(v -> v.set(WAIT, 61)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hole wait: \"61\" (expected: 1..60)");
        assertThatThrownBy(() -> TEMPLATE.fill(v -> v.set(Hole.text("other"), "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hole other (String): not in the template");
        assertThatThrownBy(() -> WAIT.orElse(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TEMPLATE.fill(v -> v.set(HOST, "${x}").set(KERNEL, IpxeUri.of("k"))))
                .hasMessageContaining("literal ${...}");
    }

    @Test
    void areForOneBuildIfToldSo() {
        IpxeTemplate template = IpxeTemplate.of(
                List.of(HOST), (script, values) -> script.ntp(values.of(HOST)).ignoreFailure());
        assertThat(template.fill(v -> v.set(HOST, "h")).toString()).contains("ntp h");
        assertThatThrownBy(() -> template.forTarget(BuildProfile.pcbios(IpxeVersion.MASTER))
                        .fill(v -> v.set(HOST, "h")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ntp");
    }
}
