package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.Feature;
import io.pxe4j.ipxe.language.IpxeVersion;
import io.pxe4j.ipxe.language.SettingType;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a build of iPXE lacks is refused, or told. */
class ProfileTest {
    private static final BuildProfile BIOS = BuildProfile.pcbios(IpxeVersion.MASTER);
    private static final BuildProfile EFI = BuildProfile.efiX64(IpxeVersion.MASTER);
    private static final BuildProfile ARM = BuildProfile.efiArm64(IpxeVersion.MASTER);
    private static final BuildProfile OLD = BuildProfile.debian12();
    private static final BuildProfile OLD_EFI = BuildProfile.efiX64(IpxeVersion.V1_21_1);
    private static final Initrd FILE = Initrd.of("http://h/f").asFile("/etc/f");

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("missing")
    void tellsWhatIsMissing(BuildProfile target, Consumer<IpxeScriptBuilder> line, String what) {
        IpxeScriptBuilder plain = IpxeScript.builder();
        line.accept(plain);
        assertThat(plain.build().missingFrom(target))
                .singleElement()
                .asString()
                .startsWith(what)
                .contains("(expected: ");

        IpxeScriptBuilder strict = IpxeScript.builder(target);
        line.accept(strict);
        assertThatThrownBy(strict::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(what);
    }

    static Stream<Arguments> missing() {
        SettingRef x = SettingRef.of("x");
        return Stream.of(
                lacks(BIOS, s -> s.params().ignoreFailure(), "params:"),
                lacks(BIOS, s -> s.chain("https://h/x").ignoreFailure(), "https"),
                lacks(
                        BIOS.without(Feature.DOWNLOAD_PROTO_HTTP),
                        s -> s.chain("http://h/x").ignoreFailure(),
                        "http"),
                lacks(BIOS, s -> s.sanboot().label("x").ignoreFailure(), "sanboot --label:"),
                lacks(EFI, s -> s.ping("h").ignoreFailure(), "ping:"),
                lacks(EFI, s -> s.dhcp().timed().ignoreFailure(), "time:"),
                lacks(EFI.with(Feature.TIME_CMD), s -> s.ping("h").timed().ignoreFailure(), "ping:"),
                lacks(ARM, s -> s.when(Condition.cpuid(CpuFeature.PAE)).then(b -> b.echo("x")), "cpuid:"),
                lacks(OLD, s -> s.form("x").ignoreFailure(), "form:"),
                lacks(OLD, s -> s.chain("x").quiet().ignoreFailure(), "chain --quiet:"),
                lacks(OLD, s -> s.read(x).timeout(Duration.ofSeconds(1)).ignoreFailure(), "read --timeout:"),
                lacks(OLD, s -> s.whileTrue(Condition.succeeds(b -> b.pciscan(x)), b -> b.echo("x")), "pciscan:"),
                lacks(OLD, s -> s.echo(x.as(SettingType.GUID)), "setting type guid:"),
                lacks(OLD_EFI, s -> s.kernel("k").args("a").allInitrds().ignoreFailure(), "initrd=initrd.magic:"),
                lacks(OLD_EFI, s -> s.boot("k").args("initrd=initrd.magic").ignoreFailure(), "initrd=initrd.magic:"),
                lacks(OLD_EFI, s -> s.imgargs("k").args("initrd=initrd.magic").ignoreFailure(), "initrd=initrd.magic:"),
                lacks(OLD, s -> s.initrd(FILE.mkdir(-1).mode(0644)).ignoreFailure(), "mkdir=:"),
                lacks(OLD_EFI, s -> s.imgfetch("f").args("/f mode=755 mkdir=2").ignoreFailure(), "mkdir=:"),
                lacks(
                        OLD_EFI.with(Feature.TIME_CMD),
                        s -> s.initrd(FILE.mkdir(1)).timed().ignoreFailure(),
                        "mkdir=:"),
                lacks(
                        OLD,
                        s -> s.menu("x", m -> m.item("a", b -> b.echo("a")).restartedTimeout(Duration.ofSeconds(1)))
                                .ignoreFailure(),
                        "choose --retimeout:"));
    }

    @ParameterizedTest
    @MethodSource("present")
    void takesWhatIsThere(BuildProfile target, Consumer<IpxeScriptBuilder> line) {
        IpxeScriptBuilder strict = IpxeScript.builder(target);
        line.accept(strict);
        IpxeScript script = strict.build();
        assertThat(script.missingFrom(target)).isEmpty();
        assertThat(script.toBuilder().build()).isEqualTo(script);
        assertThatThrownBy(() -> script.toBuilder().imgmem(0, 1).ignoreFailure().build())
                .isInstanceOf(IllegalStateException.class);
    }

    static Stream<Arguments> present() {
        SettingRef x = SettingRef.of("x");
        return Stream.of(
                Arguments.of(
                        EFI,
                        lines(s ->
                                s.params().ignoreFailure().chain("https://h/x").ignoreFailure())),
                Arguments.of(
                        BIOS,
                        lines(s -> s.form("x", f -> f.field(x)).ignoreFailure().raw("ping x"))),
                Arguments.of(OLD, lines(s -> s.kernel("k").allInitrds().ignoreFailure())),
                Arguments.of(
                        OLD_EFI,
                        lines(s -> s.kernel("k")
                                .args("mkdir=1")
                                .ignoreFailure()
                                .imgfetch("x")
                                .args("mkdir=1")
                                .ignoreFailure())),
                Arguments.of(
                        EFI,
                        lines(s -> s.kernel("k")
                                .allInitrds()
                                .ignoreFailure()
                                .initrd(FILE.mkdir(-1))
                                .ignoreFailure())),
                Arguments.of(
                        OLD, lines(s -> s.dhcp().retry(3, Duration.ofSeconds(1)).ignoreFailure())),
                Arguments.of(OLD, lines(s -> s.forEachInterface((b, nic) -> b.echo(nic.setting("mac"))))),
                Arguments.of(
                        OLD,
                        lines(s ->
                                s.menu("x", m -> m.item("a", b -> b.echo("a"))).ignoreFailure())));
    }

    private static Arguments lacks(BuildProfile target, Consumer<IpxeScriptBuilder> line, String what) {
        return Arguments.of(target, line, what);
    }

    private static Consumer<IpxeScriptBuilder> lines(Consumer<IpxeScriptBuilder> lines) {
        return lines;
    }
}
