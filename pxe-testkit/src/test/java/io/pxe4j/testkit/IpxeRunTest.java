package io.pxe4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.dhcp.Ip4;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How far the simulated iPXE follows a script, and where it stops. */
class IpxeRunTest {
    private final Map<String, String> files = new HashMap<>();
    private final List<String> fetched = new ArrayList<>();

    @Test
    void kernelInitrdAndBootStartALinux() throws BootStopped {
        script("kernel vmlinuz quiet", "initrd /images/initrd.img", "boot");
        file("tftp://10.0.0.1/dir/vmlinuz", "tftp://10.0.0.1/images/initrd.img");

        assertThat(run()).isEqualTo("started vmlinuz quiet with initrd.img");
    }

    @Test
    void settingsAreExpandedWithTheirTypes() throws BootStopped {
        script("chain http://10.0.0.1/${platform}/${buildarch}/${net0/mac:hexhyp}/${next-server}/${ip}/${nothing}x");
        file("http://10.0.0.1/pcbios/i386/52-54-00-00-00-01/10.0.0.9/10.0.0.5/x");

        assertThat(run()).startsWith("started http://10.0.0.1/pcbios");
    }

    @Test
    void referencesNest() throws BootStopped {
        script("set pcbios-file a.img", "set which ${${platform}-file}", "chain ${which}");
        file("tftp://10.0.0.1/dir/a.img");

        assertThat(run()).isEqualTo("started a.img");
    }

    @Test
    void aChainedScriptIsFollowedFromItsOwnPlace() throws BootStopped {
        script("chain --autofree http://10.0.0.1/menu/next.ipxe arg");
        files.put("http://10.0.0.1/menu/next.ipxe", "#!ipxe\r\nkernel -n linux vmlinuz\r\nboot\r\n");
        file("http://10.0.0.1/menu/vmlinuz");

        assertThat(run()).isEqualTo("started vmlinuz");
    }

    @Test
    void theSecondHalfOfAnOrRunsAfterAFailureOnly() throws BootStopped {
        script("chain missing.img || chain here.img");
        file("tftp://10.0.0.1/dir/here.img");
        assertThat(run()).isEqualTo("started here.img");

        script("dhcp || goto retry", "sleep 1 && echo on", "chain missing.img ||", "chain here.img");
        assertThat(run()).isEqualTo("started here.img");
    }

    @Test
    void whatIsBeyondItStopsWithThePlace() {
        script("echo hello", "choose --default x target");

        assertThatThrownBy(this::run)
                .hasMessage("line 3 of boot.ipxe, \"choose --default x target\": the command choose is beyond this "
                        + "simulated iPXE");
    }

    @Test
    void aScriptThatEndsWithoutBootStartsNothing() {
        script("kernel vmlinuz");
        file("tftp://10.0.0.1/dir/vmlinuz");
        assertThatThrownBy(this::run).hasMessageContaining("ended without booting vmlinuz");

        script("exit", "boot");
        assertThatThrownBy(this::run).hasMessageContaining("ended without booting");

        script("boot");
        assertThatThrownBy(this::run).hasMessageContaining("no image");
    }

    @Test
    void scriptsThatChainEachOtherEnd() {
        script("chain boot.ipxe");

        assertThatThrownBy(this::run).hasMessageContaining("8 deep");
        assertThat(fetched).hasSize(9);
    }

    @Test
    void anythingThatIsNoScriptIsStarted() throws BootStopped {
        files.put("tftp://10.0.0.1/dir/boot.ipxe", "MZ");

        assertThat(run()).isEqualTo("started boot.ipxe");
    }

    @Test
    void nonsenseIsASentence() {
        script("kernel");
        assertThatThrownBy(this::run).hasMessageContaining("an argument is missing");
        script("kernel ${empty}");
        assertThatThrownBy(this::run).hasMessageContaining("expands to nothing");
        script("kernel http://[");
        assertThatThrownBy(this::run).hasMessageContaining("is no URI");
        script("set a ${a}", "echo ${a");
        assertThatThrownBy(this::run).hasMessageContaining("ended without booting");
    }

    private void script(String... lines) {
        files.put("tftp://10.0.0.1/dir/boot.ipxe", "#!ipxe\n" + String.join("\n", lines) + "\n");
    }

    private void file(String... uris) {
        for (String uri : uris) {
            files.put(uri, "content");
        }
    }

    private String run() throws BootStopped {
        URI uri = URI.create("tftp://10.0.0.1/dir/boot.ipxe");
        BootTarget target = new BootTarget(uri, Ip4.of("10.0.0.5"), Ip4.of("10.0.0.9"));
        IpxeSettings settings = IpxeSettings.of(Identity.of(Boots.NETWORK), Platform.PCBIOS, target);
        return new IpxeRun(this::fetch, settings, Transcript.start(() -> 0)).boot(uri);
    }

    private byte[] fetch(URI uri) throws BootStopped {
        fetched.add(uri.toString());
        String content = files.get(uri.toString());
        if (content == null) {
            throw new BootStopped("no such file " + uri);
        }
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
