package io.pxe4j.tftp.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pxe4j.tftp.TftpErrorCode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RewriteRulesTest {
    @Test
    void matchesAreReplacedOneOrAll() {
        assertThat(name(RewriteRules.of(RewriteRule.replaceAll("\\\\", "/")), "\\Boot\\BCD"))
                .isEqualTo("/Boot/BCD");
        assertThat(name(RewriteRules.of(RewriteRule.replaceFirst("a", "b")), "aaa"))
                .isEqualTo("baa");
        assertThat(name(RewriteRules.of(RewriteRule.replaceFirst("x", "b")), "//aaa"))
                .isEqualTo("aaa");
    }

    @Test
    void groupsAndPlaceholdersAreFilledIn() {
        RewriteRules rules = RewriteRules.of(RewriteRule.replaceFirst(
                "^(\\w+)/(?<rest>.*)$", "$2-$1-${rest}-$0-$$-${client-ip}-${client-hex}-${server-ip}"));
        assertThat(name(rules, "a/b")).isEqualTo("b-a-b-a/b-$-10.0.0.5-0A000005-10.0.0.1");
        assertThat(name(RewriteRules.of(RewriteRule.replaceFirst("(a)|(b)", "[$1$2]")), "b"))
                .as("a group that took no part")
                .isEqualTo("[b]");
    }

    @Test
    void whatARuleInsertsIsNoReplacementItself() {
        assertThat(name(RewriteRules.of(RewriteRule.replaceFirst("(.*)", "$1")), "$0\\1${x}"))
                .isEqualTo("$0\\1${x}");
    }

    @Test
    void casesAreFolded() {
        assertThat(name(RewriteRules.of(RewriteRule.lowerCase("^[^/]*")), "BOOT/Font"))
                .isEqualTo("boot/Font");
        assertThat(name(RewriteRules.of(RewriteRule.upperCase("bcd")), "boot/bcd"))
                .isEqualTo("boot/BCD");
        assertThat(name(RewriteRules.of(RewriteRule.replaceFirst("boot", "x").ignoreCase()), "BOOT"))
                .isEqualTo("x");
    }

    @Test
    void aRuleMayStopTheOthers() {
        RewriteRules rules = RewriteRules.of(
                RewriteRule.replaceFirst("^a$", "b").thenStop(), RewriteRule.replaceFirst("^[bc]$", "d"));
        assertThat(name(rules, "a")).isEqualTo("b");
        assertThat(name(rules, "c")).isEqualTo("d");
    }

    @Test
    void aRuleMayRefuse() {
        RewriteRules rules = RewriteRules.of(RewriteRule.refuse("\\.bak$", ContentRefusal.denied("no backups")));
        assertThat(rules.apply(request("x.bak")).refusal()).contains(ContentRefusal.denied("no backups"));
        assertThat(name(rules, "x.bak.img")).isEqualTo("x.bak.img");
    }

    @Test
    void rulesThatStartAnewComeToRestOrAreRefused() {
        RewriteRules resting =
                RewriteRules.of(RewriteRule.replaceFirst("//", "/").thenRestart());
        assertThat(name(resting, "a////b")).isEqualTo("a/b");
        RewriteRules circle = RewriteRules.of(
                RewriteRule.replaceFirst("^a$", "b").thenRestart(),
                RewriteRule.replaceFirst("^b$", "a").thenRestart());
        assertThat(circle.apply(request("a")).refusal())
                .map(ContentRefusal::code)
                .contains(TftpErrorCode.ACCESS_VIOLATION);
        RewriteRules growing = RewriteRules.of(
                RewriteRule.replaceFirst("a", "aaaaaaaaaaaaaaaaa").thenRestart());
        assertThat(growing.apply(request("a")).refusal().orElseThrow().reason()).contains("too long");
        assertThat(RewriteRules.of().apply(request("x".repeat(1025))).refusal()).isPresent();
    }

    @Test
    void mistakesShowWhenTheRuleIsMade() {
        assertThatThrownBy(() -> RewriteRule.replaceFirst("(", "")).isInstanceOf(PatternSyntaxException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RewriteRule.replaceFirst("(a)", "$2"))
                .withMessageContaining("groups up to $1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RewriteRule.replaceFirst("a", "${client-mac}"))
                .withMessageContaining("client-hex");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RewriteRule.replaceFirst("a", "cost: $"))
                .withMessageContaining("$$");
    }

    @Test
    void theSourceSeesTheNewNameAndTheRequestAsItCame() throws IOException {
        ContentSource source = ContentSource.generated(request ->
                        Optional.of((request.file() + "," + request.request().file()).getBytes(UTF_8)))
                .rewritten(RewriteRules.of(
                        RewriteRule.replaceFirst("^a", "b"), RewriteRule.refuse("^no", ContentRefusal.notFound())));
        ByteBuf text = Unpooled.buffer();
        TftpContent content =
                (TftpContent) source.open(request("/a")).toCompletableFuture().join();
        content.read(0, (int) content.size(), text);
        assertThat(text.toString(UTF_8)).isEqualTo("b,/a");
        assertThat(source.open(request("no")).toCompletableFuture().join()).isEqualTo(ContentRefusal.notFound());
    }

    @Property(tries = 200)
    void anyNameComesToAnEnd(@ForAll String name) {
        RewriteRules rules = RewriteRules.of(
                RewriteRule.replaceAll("[^a-z]", "$0$0").thenRestart(),
                RewriteRule.lowerCase("."),
                RewriteRule.replaceFirst("^(.?)", "${client-hex}$1"));
        String clean = name.replace('\0', 'x');
        RewriteRules.Result result = rules.apply(request(clean));
        assertThat(result.refusal().isPresent() || result.file().startsWith("0A000005"))
                .isTrue();
    }

    private static String name(RewriteRules rules, String file) {
        RewriteRules.Result result = rules.apply(request(file));
        assertThat(result.refusal()).isEmpty();
        return result.file();
    }

    private static ContentRequest request(String file) {
        return new ContentRequest(
                TftpRequest.read(file, TftpOptions.NONE),
                new InetSocketAddress("10.0.0.5", 2000),
                new InetSocketAddress("10.0.0.1", 69),
                Runnable::run);
    }
}
