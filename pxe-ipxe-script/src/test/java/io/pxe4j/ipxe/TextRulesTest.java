package io.pxe4j.ipxe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever text the builder accepts, iPXE gets as it was given. */
class TextRulesTest {
    /** What settings hold when a script runs; braces in values are the one thing that no builder can foresee. */
    private static final Map<String, String> VALUES = Map.of(
            "plain", "value",
            "dash", "-n",
            "long", "--timeout",
            "spaced", " two  words ",
            "hash", "#x",
            "or", "||",
            "backslash", "\\");

    private static final String FRAGMENTS = " \t\n\r\u001b\u007f#;|&-=:\\\"'`*?$%@~azAZ09/.{}é☃\u00a0";

    @Provide
    Arbitrary<Text> texts() {
        Arbitrary<Object> literal = Arbitraries.strings()
                .withChars(FRAGMENTS)
                .ofMaxLength(12)
                .edgeCases(config -> config.add("||", "&&", ";", "#", "-", "--", " ", "  ", "\\", "${", "$", "}", "\t"))
                .map(Object.class::cast);
        Arbitrary<Object> setting =
                Arbitraries.of(VALUES.keySet()).map(SettingRef::of).map(Object.class::cast);
        Arbitrary<Object> unset = Arbitraries.just(SettingRef.of("unset")).map(Object.class::cast);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(6, literal),
                        net.jqwik.api.Tuple.of(2, setting),
                        net.jqwik.api.Tuple.of(1, unset))
                .list()
                .ofMaxSize(6)
                .map(parts -> Text.of(parts.toArray()));
    }

    @Property(tries = 1000)
    void echoPrintsIt(@ForAll("texts") Text text) {
        IpxeModel ipxe = run(text, script -> script.echo(text));
        assertThat(ipxe.console).containsExactly(expected(text));
    }

    @Property(tries = 250)
    void echoWithoutNewlinePrintsIt(@ForAll("texts") Text text) {
        IpxeModel ipxe = run(text, script -> script.echoWithoutNewline(text));
        assertThat(ipxe.console).containsExactly(expected(text));
        assertThat(ipxe.call("echo")).contains("--n=");
    }

    @Property(tries = 500)
    void setStoresItAndUsingItShowsIt(@ForAll("texts") Text text) {
        assumeThat(expected(text)).isNotEmpty();
        IpxeModel ipxe = run(text, script -> script.set("it", text).echo(SettingRef.of("it")));
        assertThat(ipxe.setting("it")).contains(expected(text));
        assertThat(ipxe.console).containsExactly(expected(text));
    }

    @Property(tries = 250)
    void promptPrintsIt(@ForAll("texts") Text text) {
        IpxeModel ipxe = run(
                text, script -> script.prompt(text).key(Key.of('#')).propagate().echo("end"));
        assertThat(ipxe.console).containsExactly("prompt " + expected(text), "end");
        assertThat(ipxe.call("prompt")).contains("--key=#");
    }

    @Property(tries = 250)
    void menusShowIt(@ForAll("texts") Text text) {
        Label one = Label.of("one");
        IpxeModel ipxe = run(
                text,
                script -> script.menu(
                                text, menu -> menu.gap(text).item(one, text).item(Key.of('-'), Label.of("-two"), text))
                        .propagate()
                        .label(Label.of("-two"))
                        .label(one)
                        .echo("end"));
        assertThat(joined(ipxe.calls.get("menu").get(0))).isEqualTo(expected(text));
        assertThat(joined(ipxe.calls.get("item").get(0))).isEqualTo(joined(List.of(expected(text), "--gap=")));
        assertThat(ipxe.calls.get("item").get(1)).containsAll(List.of("one"));
        assertThat(joined(ipxe.calls.get("item").get(1))).isEqualTo(joined(List.of("one", expected(text))));
        assertThat(joined(ipxe.calls.get("item").get(2))).isEqualTo(joined(List.of("-two", expected(text), "--key=-")));
        assertThat(ipxe.console).containsExactly("end");
    }

    @Property(tries = 250)
    void kernelsAndImagesGetIt(@ForAll("texts") Text text) {
        IpxeModel ipxe = run(
                text,
                script -> script.kernel("http://192.0.2.1/vmlinuz")
                        .args(text)
                        .propagate()
                        .imgargs("vmlinuz")
                        .args(text)
                        .propagate()
                        .chain("x.efi")
                        .autofree()
                        .args(text)
                        .propagate());
        assertThat(joined(ipxe.call("kernel"))).isEqualTo(joined(List.of("http://192.0.2.1/vmlinuz", expected(text))));
        assertThat(joined(ipxe.call("imgargs"))).isEqualTo(joined(List.of("vmlinuz", expected(text))));
        assertThat(joined(ipxe.call("chain"))).isEqualTo(joined(List.of("x.efi", expected(text), "--autofree=")));
    }

    @Property(tries = 500)
    void conditionsCompareIt(@ForAll("texts") Text text, @ForAll("texts") Text other) {
        IpxeModel ipxe = run(
                Text.of(text, "\n", other),
                script -> script.iseq(text, other)
                        .orElse(no -> no.echo("no"))
                        .iseq(text, text)
                        .propagate()
                        .iseq(other, "${unterminated")
                        .ignoreFailure()
                        .echo("end"));
        assertThat(ipxe.console)
                .isEqualTo(expected(text).equals(expected(other)) ? List.of("end") : List.of("no", "end"));
    }

    @Property(tries = 250)
    void itemNamesAndOptionValuesKeepIt(@ForAll("texts") Text text) {
        assumeThat(expected(text)).isNotEmpty();
        assumeThat(text.isEmpty()).isFalse();
        IpxeModel ipxe = run(
                text,
                script -> script.menu("title")
                        .item(text, "text")
                        .propagate()
                        .choose(SettingRef.of("it"))
                        .defaultItem(text)
                        .propagate());
        assertThat(ipxe.call("item")).containsExactly(expected(text), "text");
        assertThat(ipxe.call("choose")).containsExactly("it", "--default=" + expected(text));
    }

    /** One of each kind of option and argument that other commands have. */
    @Property(tries = 250)
    void otherCommandsGetIt(@ForAll("texts") Text text) {
        assumeThat(expected(text)).isNotEmpty();
        UiName menu = UiName.of("#m");
        IpxeModel ipxe = run(
                text,
                script -> script.imgfetch("x")
                        .named(text)
                        .args(text)
                        .propagate()
                        .imgselect(text)
                        .args(text)
                        .propagate()
                        .imgfree(text, text)
                        .propagate()
                        .imgverify(text, text)
                        .signer(text)
                        .propagate()
                        .certstat()
                        .subject(text)
                        .propagate()
                        .ping(text)
                        .propagate()
                        .nslookup(SettingRef.of("to"), text)
                        .propagate()
                        .sanboot()
                        .filename(text)
                        .extra(text)
                        .label(text)
                        .propagate()
                        .params(params ->
                                params.param("-key", text).header("#key", text).named(menu))
                        .propagate()
                        .form(
                                text,
                                form -> form.field(SettingRef.of("-f"), text)
                                        .secret(SettingRef.of("#s"), text)
                                        .named(menu))
                        .propagate()
                        .menu(menu, text)
                        .item(text, text)
                        .in(menu)
                        .propagate()
                        .choose(SettingRef.of("to"))
                        .in(menu)
                        .propagate());
        String it = expected(text);
        assertThat(ipxe.call("imgfetch")).isEqualTo(List.of("x", it, "--name=" + it));
        assertThat(ipxe.call("imgselect")).isEqualTo(List.of(it, it));
        assertThat(ipxe.call("imgfree")).isEqualTo(List.of(it, it));
        assertThat(ipxe.call("imgverify")).isEqualTo(List.of(it, it, "--signer=" + it));
        assertThat(ipxe.call("certstat")).isEqualTo(List.of("--subject=" + it));
        assertThat(ipxe.call("ping")).isEqualTo(List.of(it));
        assertThat(ipxe.call("nslookup")).isEqualTo(List.of("to", it));
        assertThat(ipxe.call("sanboot"))
                .containsExactlyInAnyOrder("--filename=" + it, "--extra=" + it, "--label=" + it);
        assertThat(ipxe.calls.get("param").get(0)).isEqualTo(List.of("-key", it, "--params=#m"));
        assertThat(ipxe.calls.get("param").get(1)).containsExactlyInAnyOrder("#key", it, "--params=#m", "--header=");
        assertThat(ipxe.call("form")).isEqualTo(List.of(it, "--name=#m"));
        assertThat(ipxe.calls.get("item").get(0)).isEqualTo(List.of("-f", it, "--form=#m"));
        assertThat(ipxe.calls.get("item").get(1)).containsExactlyInAnyOrder("#s", it, "--form=#m", "--secret=");
        assertThat(ipxe.calls.get("item").get(2)).isEqualTo(List.of(it, it, "--menu=#m"));
        assertThat(ipxe.call("choose")).isEqualTo(List.of("to", "--menu=#m"));
    }

    @Property(tries = 250)
    void labelsAreReached(@ForAll("names") String name) {
        Label label;
        try {
            label = Label.of(name);
        } catch (IllegalArgumentException refused) {
            assertThat(name).matches("(?s).*(\\s|\\$\\{.*}|\\\\$|\\p{Cntrl}).*|");
            return;
        }
        IpxeModel ipxe = new IpxeModel().chooses(name);
        int status = ipxe.run(IpxeScript.builder()
                .menu("", menu -> menu.item(label, "text"))
                .propagate()
                .echo("missed")
                .label(label)
                .isset(SettingRef.of("again"))
                .orElse(block -> block.set("again", "yes").goTo(label))
                .echo("reached")
                .build());
        assertThat(ipxe.console).containsExactly("reached");
        assertThat(status).isZero();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars(FRAGMENTS).ofMaxLength(6);
    }

    /** Only what iPXE would expand is refused: this keeps the properties above from being true of nothing. */
    @Property(tries = 250)
    void textWithoutDollarsIsNeverRefused(@ForAll("texts") Text text) {
        String literal = text.toString();
        assumeThat(text.parts().stream().noneMatch(part -> part instanceof String s && s.contains("$")))
                .isTrue();
        assertThatCode(() -> IpxeScript.builder().echo(text).build())
                .as(literal)
                .doesNotThrowAnyException();
    }

    private static IpxeModel run(Text text, Function<IpxeScriptBuilder, IpxeScriptBuilder> lines) {
        IpxeScript script;
        try {
            script = lines.apply(IpxeScript.builder()).build();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("literal ${...}");
            assumeThat(true).as("refused: " + text).isFalse();
            throw refused;
        }
        IpxeModel ipxe = new IpxeModel().chooses("one");
        VALUES.forEach(ipxe::with);
        assertThat(ipxe.run(script)).as(script.toString()).isZero();
        return ipxe;
    }

    /** The text with the values of its settings in it, as bytes. */
    private static String expected(Text text) {
        StringBuilder expected = new StringBuilder();
        for (Object part : text.parts()) {
            expected.append(part instanceof SettingRef setting ? VALUES.getOrDefault(setting.name(), "") : part);
        }
        return IpxeModel.bytes(expected.toString());
    }

    /** Arguments without those that are empty: no text and an empty text are the same to a command. */
    private static String joined(List<String> call) {
        return String.join("|", call.stream().filter(word -> !word.isEmpty()).toList());
    }
}
