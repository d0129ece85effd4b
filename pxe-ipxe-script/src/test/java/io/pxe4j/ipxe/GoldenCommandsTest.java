package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;

import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.Commands;
import io.pxe4j.ipxe.language.OptionSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command with every option, and the text that it gives. */
class GoldenCommandsTest {
    private static final SettingRef X = SettingRef.of("x");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final UiName TOOLS = UiName.of("tools");
    private static final Initrd FILE = Initrd.of("http://h/initrd.gz").asFile("/etc/x");

    @ParameterizedTest(name = "{1}")
    @MethodSource("lines")
    void writes(Consumer<IpxeScriptBuilder> line, String text) {
        IpxeScriptBuilder script = IpxeScript.builder();
        line.accept(script);
        assertThat(script.build()).hasToString("#!ipxe\n" + text + "\n");
    }

    static Stream<Arguments> lines() {
        return Stream.of(settings(), images(), network(), drives(), screen(), machine())
                .flatMap(lines -> lines);
    }

    private static Stream<Arguments> settings() {
        return Stream.of(
                line(s -> s.set("x", "y").clear("x"), "set x y\nclear x"),
                line(s -> s.show(SettingRef.of("net0/ip")).propagate(), "show net0/ip"),
                line(s -> s.show(X).quiet().propagate(), "show --quiet x"),
                line(s -> s.read(X).propagate(), "read x"),
                line(s -> s.read(X).timeout(SECOND).propagate(), "read --timeout 1000 x"),
                line(s -> s.inc(X).propagate(), "inc x"),
                line(s -> s.inc(SettingRef.of("x:int32"), -1).propagate(), "inc x:int32 -1"),
                line(s -> s.config().propagate(), "config"),
                line(s -> s.config("net0").propagate(), "config net0"),
                line(s -> s.login().propagate(), "login"));
    }

    private static Stream<Arguments> images() {
        return Stream.of(
                line(
                        s -> s.kernel("k").named("linux").quiet().autofree().propagate(),
                        "kernel --name linux --quiet --autofree k"),
                line(s -> s.kernel("k").allInitrds().args("a").propagate(), "kernel k initrd=initrd.magic a"),
                line(
                        s -> s.initrd(FILE.mode(0755).mkdir(-1))
                                .quiet()
                                .timeout(SECOND)
                                .autofree()
                                .propagate(),
                        "initrd --name initrd.gz --timeout 1000 --quiet --autofree http://h/initrd.gz"
                                + " /etc/x mode=755 mkdir=-1"),
                line(
                        s -> s.imgfetch("http://h/x")
                                .named("y")
                                .timeout(SECOND)
                                .args("a  b")
                                .propagate(),
                        "imgfetch --name y --timeout 1000 http://h/x a ${} b"),
                line(
                        s -> s.imgselect("linux").timeout(SECOND).args("quiet").propagate(),
                        "imgselect --timeout 1000 linux quiet"),
                line(
                        s -> s.imgargs("linux")
                                .named("x")
                                .timeout(SECOND)
                                .quiet()
                                .autofree()
                                .args("a")
                                .propagate(),
                        "imgargs --name x --timeout 1000 --quiet --autofree linux a"),
                line(
                        s -> s.chain("http://h/x")
                                .named("y")
                                .timeout(SECOND)
                                .quiet()
                                .autofree()
                                .replace()
                                .propagate(),
                        "chain --name y --timeout 1000 --quiet --autofree --replace http://h/x"),
                line(s -> s.chain("http://h/x").withParams().propagate(), "chain http://h/x##params"),
                line(s -> s.chain("http://h/x").withParams(TOOLS).propagate(), "chain http://h/x##params=tools"),
                line(s -> s.boot("linux").args("a").propagate(), "boot linux a"),
                line(s -> s.boot(X).propagate(), "boot -- ${x}"),
                line(s -> s.imgstat().imgfree(), "imgstat\nimgfree"),
                line(s -> s.imgstat("a").propagate(), "imgstat a"),
                line(s -> s.imgfree("a", X).ignoreFailure(), "imgfree a ${x} ||"),
                line(
                        s -> s.imgextract("a.gz")
                                .named("a")
                                .keep()
                                .timeout(SECOND)
                                .quiet()
                                .propagate(),
                        "imgextract --name a --timeout 1000 --keep --quiet a.gz"),
                line(
                        s -> s.imgset(X, "a.txt").keep().timeout(SECOND).quiet().propagate(),
                        "imgset --timeout 1000 --keep --quiet x a.txt"),
                line(s -> s.imgmem(0x1000, 16).propagate(), "imgmem 0x1000 16"),
                line(s -> s.imgmem(Text.of("x"), 0x1000, 16).propagate(), "imgmem --name x 0x1000 16"),
                line(s -> s.imgtrust().allow().permanent().propagate(), "imgtrust --allow --permanent"),
                line(
                        s -> s.imgverify("a", "a.sig")
                                .signer("Me too")
                                .keep()
                                .timeout(SECOND)
                                .quiet()
                                .propagate(),
                        "set char20:hex 20\nimgverify --signer Me${char20:string}too --timeout 1000 --keep --quiet a a.sig"),
                line(
                        s -> s.imgdecrypt("a", "a.env")
                                .named("b")
                                .keep()
                                .timeout(SECOND)
                                .quiet()
                                .propagate(),
                        "imgdecrypt --name b --timeout 1000 --keep --quiet a a.env"),
                line(s -> s.digest(Digest.MD5, "a", "b").propagate(), "md5sum a b"),
                line(s -> s.digest(Digest.SHA256, "a").storeIn(X).propagate(), "sha256sum --set x a"),
                line(
                        s -> s.digest(Digest.MD4, "a")
                                .storeIn(X)
                                .propagate()
                                .digest(Digest.SHA1, "a")
                                .storeIn(X)
                                .propagate()
                                .digest(Digest.MD5, "a")
                                .storeIn(X)
                                .propagate()
                                .digest(Digest.SHA224, "a")
                                .storeIn(X)
                                .propagate()
                                .digest(Digest.SHA384, "a")
                                .storeIn(X)
                                .propagate()
                                .digest(Digest.SHA512, "a")
                                .storeIn(X)
                                .propagate(),
                        "md4sum --set x a\nsha1sum --set x a\nmd5sum --set x a\nsha224sum --set x a\n"
                                + "sha384sum --set x a\nsha512sum --set x a"),
                line(
                        s -> s.shim("http://h/shimx64.efi")
                                .requireLoader()
                                .allowPxe()
                                .allowSbat()
                                .timeout(SECOND)
                                .quiet()
                                .propagate()
                                .clearShim(),
                        "shim --timeout 1000 --require-loader --allow-pxe --allow-sbat --quiet http://h/shimx64.efi\nshim"),
                line(
                        s -> s.fdt("http://h/board.dtb")
                                .timeout(SECOND)
                                .quiet()
                                .propagate()
                                .clearFdt(),
                        "fdt --timeout 1000 --quiet http://h/board.dtb\nfdt"));
    }

    private static Stream<Arguments> network() {
        return Stream.of(
                line(
                        s -> s.dhcp("net0")
                                .configurator(Configurator.DHCP)
                                .timeout(SECOND)
                                .propagate(),
                        "dhcp --configurator dhcp --timeout 1000 net0"),
                line(
                        s -> s.ifconf(Text.of("net", X))
                                .configurator(Configurator.IPV6)
                                .timeout(SECOND)
                                .propagate(),
                        "ifconf --configurator ipv6 --timeout 1000 net${x}"),
                line(s -> s.ifopen().propagate().ifopen("net0", "net1").propagate(), "ifopen\nifopen net0 net1"),
                line(s -> s.ifclose("net0").propagate(), "ifclose net0"),
                line(s -> s.ifstat().propagate(), "ifstat"),
                line(s -> s.iflinkwait("net0").timeout(SECOND).propagate(), "iflinkwait --timeout 1000 net0"),
                line(s -> s.pxebs("net0", 15).propagate(), "pxebs net0 15"),
                line(s -> s.autoboot("net0").propagate(), "autoboot net0"),
                line(s -> s.vcreate("net0", 5).priority(7).propagate(), "vcreate --tag 5 --priority 7 net0"),
                line(s -> s.vdestroy("net0-5").propagate(), "vdestroy net0-5"),
                line(
                        s -> s.ping(SettingRef.NEXT_SERVER)
                                .count(3)
                                .size(100)
                                .timeout(SECOND)
                                .quiet()
                                .propagate(),
                        "ping --count 3 --size 100 --timeout 1000 --quiet ${next-server}"),
                line(s -> s.nslookup(X, "boot.example").propagate(), "nslookup x boot.example"),
                line(s -> s.ntp("pool.ntp.org").propagate(), "ntp pool.ntp.org"),
                line(s -> s.sync().timeout(SECOND).propagate(), "sync --timeout 1000"),
                line(
                        s -> s.route().ipstat().nstat().ibstat().fcstat().profstat(),
                        "route\nipstat\nnstat\nibstat\nfcstat\nprofstat"),
                line(
                        s -> s.lotest("net0", "net1").mtu(1500).broadcast().propagate(),
                        "lotest --mtu 1500 --broadcast net0 net1"),
                line(s -> s.iwstat().propagate().iwlist("net0").propagate(), "iwstat\niwlist net0"),
                line(
                        s -> s.fcels("flogi").port("port0").id("0xfffffe").propagate(),
                        "fcels --port port0 --id 0xfffffe flogi"),
                line(s -> s.startpxe("net0").propagate().stoppxe().propagate(), "startpxe net0\nstoppxe"));
    }

    private static Stream<Arguments> drives() {
        IpxeUri one = IpxeUri.of("iscsi:192.0.2.1:::1:iqn.2026-01.com.example:x");
        IpxeUri two = IpxeUri.of("iscsi:192.0.2.2:::1:iqn.2026-01.com.example:x");
        return Stream.of(
                line(
                        s -> s.sanhook(one, two)
                                .drive(Drive.hardDisk(1))
                                .noDescribe()
                                .propagate(),
                        "sanhook --drive 0x81 --no-describe " + one + " " + two),
                line(s -> s.sanhook("aoe:e", X, ".1").propagate(), "sanhook aoe:e${x}.1"),
                line(s -> s.sanboot(one, two).propagate(), "sanboot " + one + " " + two),
                line(
                        s -> s.sanboot(one)
                                .drive(Drive.FIRST_HARD_DISK)
                                .filename("\\EFI\\debian\\grubx64.efi")
                                .extra("/x")
                                .label("DEBIAN")
                                .uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))
                                .noDescribe()
                                .keep()
                                .propagate(),
                        "sanboot --drive 0x80 --filename \\EFI\\debian\\grubx64.efi --extra /x --label DEBIAN"
                                + " --uuid 00112233-4455-6677-8899-aabbccddeeff --no-describe --keep " + one),
                line(
                        s -> s.sanunhook()
                                .propagate()
                                .sanunhook(Drive.hardDisk(1))
                                .propagate(),
                        "sanunhook\nsanunhook --drive 0x81"));
    }

    private static Stream<Arguments> screen() {
        return Stream.of(
                line(s -> s.menu(TOOLS, "Tools"), "menu --name tools Tools"),
                line(s -> s.menu("Tools").deleteMenu(), "menu Tools\nmenu --delete"),
                line(s -> s.deleteMenu(TOOLS), "menu --name tools --delete"),
                line(
                        s -> s.menu(TOOLS)
                                .item("x", "X")
                                .in(TOOLS)
                                .key(Key.F5)
                                .asDefault()
                                .secret()
                                .propagate(),
                        "menu --name tools\nitem --menu tools --key 0x107e --default --secret x X"),
                line(s -> s.gap("x").in(TOOLS).propagate(), "item --menu tools --gap x"),
                line(
                        s -> s.choose(X)
                                .in(TOOLS)
                                .defaultItem("x")
                                .timeout(SECOND)
                                .restartedTimeout(SECOND)
                                .keep()
                                .propagate(),
                        "choose --menu tools --default x --timeout 1000 --retimeout 1000 --keep x"),
                line(
                        s -> s.form("Who")
                                .propagate()
                                .item("username", "Name")
                                .propagate()
                                .present()
                                .propagate(),
                        "form Who\nitem username Name\npresent"),
                line(
                        s -> s.form(TOOLS, "Who")
                                .propagate()
                                .present()
                                .in(TOOLS)
                                .keep()
                                .propagate(),
                        "form --name tools Who\npresent --form tools --keep"),
                line(
                        s -> s.form(
                                        "Who",
                                        form -> form.gap("Please")
                                                .field(SettingRef.of("username"), "Name")
                                                .secret(SettingRef.of("net0/password"), "Word"))
                                .orExit(1),
                        "form Who && item --gap Please && item username Name && item --secret net0/password Word"
                                + " && present || exit 1"),
                line(
                        s -> s.form(
                                        Text.of(X),
                                        form -> form.field(X, "Name")
                                                .named(TOOLS)
                                                .keep())
                                .ignoreFailure(),
                        "form --name tools -- ${x} && item --form tools x Name && present --form tools --keep ||"),
                line(
                        s -> s.params().named(TOOLS).method(HttpMethod.PUT).propagate(),
                        "params --name tools --method PUT"),
                line(s -> s.params().propagate().param("mac", X).propagate(), "params\nparam mac ${x}"),
                line(
                        s -> s.param("a b", "c  d").in(TOOLS).propagate(),
                        "set char20:hex 20\nparam --params tools a${char20:string}b c ${} d"),
                line(s -> s.header("X-Token", "t").in(TOOLS).propagate(), "param --params tools --header X-Token t"),
                line(
                        s -> s.deleteParams().propagate().deleteParams(TOOLS).propagate(),
                        "params --delete\nparams --name tools --delete"),
                line(
                        s -> s.params(p -> p.param("mac", X)
                                        .header("X-Token", "t")
                                        .named(TOOLS)
                                        .method(HttpMethod.POST))
                                .orExit(1),
                        "params --name tools --method POST && param --params tools mac ${x}"
                                + " && param --params tools --header X-Token t || exit 1"),
                line(
                        s -> s.console()
                                .size(1024, 768)
                                .margins(1, 2, 3, 4)
                                .depth(32)
                                .picture("http://h/a.png")
                                .keep()
                                .ignoreFailure(),
                        "console --x 1024 --y 768 --left 1 --right 2 --top 3 --bottom 4 --depth 32"
                                + " --picture http://h/a.png --keep ||"),
                line(s -> s.colour(1).basic(9).rgb(0x00ff10).ignoreFailure(), "colour --basic 9 --rgb 0x00ff10 1 ||"),
                line(
                        s -> s.cpair(ScreenPart.URL).foreground(7).background(0).ignoreFailure(),
                        "cpair --foreground 7 --background 0 6 ||"),
                line(s -> s.clearScreen(), "set char1b:hex 1b\necho --n ${char1b:string}[2J${char1b:string}[H"),
                line(
                        s -> s.prompt("x").key(Key.ESCAPE).timeout(SECOND).propagate(),
                        "prompt --key 0x1b --timeout 1000 x"));
    }

    private static Stream<Arguments> machine() {
        return Stream.of(
                line(s -> s.help().reboot(), "help\nreboot"),
                line(s -> s.rebootWarm(), "reboot --warm"),
                line(s -> s.rebootIntoSetup().propagate(), "reboot --setup"),
                line(s -> s.poweroff().propagate(), "poweroff"),
                line(s -> s.cpuid(CpuFeature.LONG_MODE).propagate(), "cpuid --ext 29"),
                line(s -> s.cpuid(CpuFeature.PAE).propagate(), "cpuid 6"),
                line(s -> s.cpuid(CpuFeature.HYPERVISOR).propagate(), "cpuid --ecx 31"),
                line(s -> s.pciscan(X).propagate().usbscan(X).propagate(), "pciscan x\nusbscan x"),
                line(s -> s.certstat().subject("A").propagate(), "certstat --subject A"),
                line(s -> s.certstore("ca.der").subject("A").keep().propagate(), "certstore --subject A --keep ca.der"),
                line(
                        s -> s.certstore().propagate().certfree().subject("A").propagate(),
                        "certstore\ncertfree --subject A"),
                line(s -> s.gdbstub("udp", "net0").propagate(), "gdbstub udp net0"),
                line(s -> s.sleep(SECOND).timed().ignoreFailure(), "time sleep 1 ||"),
                line(s -> s.params(p -> p.param("a", "b")).timed().ignoreFailure(), "time params && time param a b ||"),
                line(s -> s.shell().propagate(), "shell"),
                line(s -> s.iseq("a", "b").ignoreFailure().isset(X).ignoreFailure(), "iseq a b ||\nisset -- ${x} ||"),
                line(s -> s.echoWithoutNewline("x").exit(), "echo --n x\nexit"),
                line(s -> s.label(Label.of("a")).goTo(Label.of("a")), ":a\ngoto a"));
    }

    /** The catalogue of the language is the measure: no command and no option is without a method. */
    @Test
    void leavesNoCommandAndNoOptionOut() {
        Set<String> written = new TreeSet<>();
        lines().map(line -> (String) line.get()[1]).forEach(text -> collect(text, written));
        List<String> missing = new ArrayList<>();
        for (CommandSpec command : Commands.all()) {
            if (!written.contains(command.canonicalName())) {
                missing.add(command.canonicalName());
            }
            for (OptionSpec option : command.options()) {
                if (!written.contains(command.canonicalName() + " " + option)) {
                    missing.add(command.canonicalName() + " " + option);
                }
            }
        }
        // --amd is the older name of --ext.
        missing.remove("cpuid --amd");
        // Menus and forms are removed by the same name: menu --delete.
        missing.remove("form --delete");
        assertThat(missing).isEmpty();
    }

    private static void collect(String text, Set<String> written) {
        for (String line : text.split("\n| && ")) {
            String[] words = line.split(" ");
            int name = words[0].equals("time") ? 1 : 0;
            written.add(words[0]);
            String command =
                    Commands.find(words[name]).map(CommandSpec::canonicalName).orElse("");
            written.add(command);
            for (String word : words) {
                if (word.startsWith("--")) {
                    written.add(command + " " + word);
                }
            }
        }
    }

    private static Arguments line(Consumer<IpxeScriptBuilder> lines, String text) {
        return Arguments.of(lines, text);
    }
}
