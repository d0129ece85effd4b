package io.pxe4j.ipxe.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriReferenceTest {
    @Test
    void findsEveryPart() {
        UriReference uri = UriReference.parse("http://us%65r:p%3aw@host:8080/a%20b/c?d=e?f#g#h##params=list##params");
        assertThat(uri)
                .isEqualTo(new UriReference(
                        Optional.of("list##params"),
                        Optional.of("http"),
                        Optional.empty(),
                        Optional.of("user"),
                        Optional.of("p:w"),
                        Optional.of("host"),
                        Optional.of("8080"),
                        Optional.of("/a%20b/c"),
                        Optional.of("d=e?f"),
                        Optional.of("g#h")));
        assertThat(uri.knownScheme()).contains(UriScheme.HTTP);
        assertThat(uri).hasToString("http://user:p%3Aw@host:8080/a%20b/c?d=e?f#g#h");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://h, h, -, -",
                "http://h:80, h, 80, -",
                "http://[2001:db8::1]/x, [2001:db8::1], -, /x",
                "http://[2001:db8::1]:80/x, [2001:db8::1], 80, /x",
                "tftp://h/, h, -, /",
                "HTTP://h/x, h, -, /x",
                "/x//y, -, -, /x//y",
                "//h/x, -, -, //h/x",
                "x, -, -, x",
                "http:/x, -, -, /x",
                "C:\\x, -, -, -",
                "h4ttp://h/x, -, -, h4ttp://h/x",
                "'', -, -, -"
            })
    void splitsAsIpxeDoes(String text, String host, String port, String path) {
        UriReference uri = UriReference.parse(text);
        assertThat(uri.host()).isEqualTo(Optional.ofNullable(host));
        assertThat(uri.port()).isEqualTo(Optional.ofNullable(port));
        assertThat(uri.path()).isEqualTo(Optional.ofNullable(path));
    }

    @Test
    void takesWhateverFollowsASchemeWithoutSlashesAsOne() {
        UriReference uri = UriReference.parse("iscsi:192.0.2.1:::1:iqn.2026-01.com.example:a%20b?c");
        assertThat(uri.opaque()).contains("192.0.2.1:::1:iqn.2026-01.com.example:a b?c");
        assertThat(uri.path()).isEmpty();
        assertThat(uri.isAbsolute()).isTrue();
        assertThat(uri).hasToString("iscsi:192.0.2.1:::1:iqn.2026-01.com.example:a%20b?c");
        assertThat(UriReference.parse("x##params").parameters()).contains("");
        assertThat(UriReference.parse("x#params").parameters()).isEmpty();
        assertThat(UriReference.parse("x").isAbsolute()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://h/a/x%20y?q, x y",
                "http://h/a%2fb, b",
                "http://h/a/, -",
                "http://h, -",
                "x.ipxe, x.ipxe",
                "'data:text/plain,hi', 'plain,hi'",
                "'data:,hi', ',hi'"
            })
    void namesAnImageAfterTheLastPartOfItsPath(String uri, String name) {
        assertThat(UriReference.parse(uri).imageName()).isEqualTo(Optional.ofNullable(name));
    }

    // The pairs of iPXE's own tests, src/tests/uri_test.c, made anew with other names.
    @ParameterizedTest
    @CsvSource({
        "http://h/a/b/c, d, http://h/a/b/d",
        "http://h/a/b/c, ./d, http://h/a/b/d",
        "http://h/a/b/c, ../d, http://h/a/d",
        "http://h/a/b/c, ../../../d, http://h/d",
        "http://h/a/b/c, /d, http://h/d",
        "http://h/a/b/c, ..., http://h/a/b/...",
        "http://h/a/b/c, .x, http://h/a/b/.x",
        "http://h/a/b/c, ., http://h/a/b/",
        "http://h/a/b/c, .., http://h/a/",
        "http://h/a/b/c, d/../e, http://h/a/b/d/../e",
        "http://h/a?x#y, ?z, http://h/a?z",
        "http://h/a?x#y, #z, http://h/a?x#z",
        "http://h/a?x, b, http://h/b",
        "http://h, d, http://h/d",
        "http://h/a, tftp://t/b, tftp://t/b",
        "tftp://u:p@h:70/a, b, tftp://u:p@h:70/b",
        "x/y, z, x/z",
        "y, z, ./z"
    })
    void resolvesRelativeUris(String base, String relative, String resolved) {
        assertThat(UriReference.parse(relative).resolvedAgainst(UriReference.parse(base)))
                .hasToString(resolved);
    }

    @Test
    void keepsOrReplacesTheParameters() {
        UriReference base = UriReference.parse("http://h/a##params=one");
        assertThat(UriReference.parse("b").resolvedAgainst(base).parameters()).isEmpty();
        assertThat(UriReference.parse("##params=two").resolvedAgainst(base).parameters())
                .contains("two");
        assertThat(UriReference.parse("").resolvedAgainst(base)).isEqualTo(base);
    }

    @Test
    void lunsAreUpToFourHexWords() {
        assertThat(Stream.of("", "0", "ffff", "2-0-0-0", "-", "1-2-3")).allMatch(UriRules::isLun);
        assertThat(Stream.of("g", "12345", "1-2-3-4-5", "1:2")).noneMatch(UriRules::isLun);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://u@h/x, u, -, h",
                "http://@h/x, '', -, h",
                "http://:p@h/x, '', p, h",
                "http://u:p:q@h/x, u, p:q, h",
                "http://u%40x:%3ap@h%41/x, u@x, :p, hA"
            })
    void findsUsersAndPasswords(String text, String user, String password, String host) {
        UriReference uri = UriReference.parse(text);
        assertThat(uri.user()).contains(user);
        assertThat(uri.password()).isEqualTo(Optional.ofNullable(password));
        assertThat(uri.host()).contains(host);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://h/x, true",
        "x-slam://h/x, true",
        "ib_srp::::, true",
        "a@b:c, false",
        "a[b:c, false",
        "a`b:c, false",
        "a{b:c, false",
        "azAZ:c, true",
        "x1:c, false",
        "ä:c, false"
    })
    void schemesAreMadeOfLettersHyphensAndUnderscores(String text, boolean absolute) {
        assertThat(UriReference.parse(text).isAbsolute()).isEqualTo(absolute);
    }

    @ParameterizedTest
    @CsvSource({"' ', %20", "~, ~", "!, !", "\u007f, %7F", "é, %C3%A9", "a?b, a%3Fb"})
    void encodesWhatCannotBeShownAndWhatIsNamed(String text, String encoded) {
        assertThat(PercentEncoding.encode(text, "?")).isEqualTo(encoded);
    }

    @ParameterizedTest
    @CsvSource({"a%20b, a b", "%, %", "100%zz, 100%zz", "%4, '\u0004'", "%c3%a9, é", "a+b, a+b", "%41%, A%"})
    void decodesOneOrTwoDigits(String encoded, String decoded) {
        assertThat(PercentEncoding.decode(encoded)).isEqualTo(decoded);
    }

    @Property(tries = 300)
    void whatIsEncodedIsDecodedToTheSame(@ForAll String text) {
        String utf8 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String encoded = PercentEncoding.encode(utf8, "%");
        assertThat(encoded).matches("[!-~]*");
        assertThat(PercentEncoding.decode(encoded)).isEqualTo(utf8);
    }

    @Property(tries = 300)
    void everyTextIsAUri(@ForAll String text) {
        assertThat(UriReference.parse(text).toString()).matches("[!-~]*");
        assertThat(UriRules.problem(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h",
                "https://h/x",
                "tftp://h/x",
                "nfs://h/export/f",
                "x-slam://h",
                "file:/x",
                "data:,x",
                "data:;base64,aGk=",
                "usb:x",
                "relative/x",
                "iscsi:192.0.2.1:::1:iqn.2026-01.com.example:x",
                "iscsi:[2001:db8::1]::3260:2-0-0-0:iqn",
                "iscsi:h::::iqn",
                "aoe:e0.1",
                "fcp:50:06:01:60:3b:a0:11:22:0",
                "fcp://50%3a06%3a01%3a60%3a3b%3aa0%3a11%3a22/0",
                "ib_srp::::fe800000000000000002c903000f1eb5::0002c903000f1eb4:0:0002c903000f1eb4:0002c903000f1eb4"
            })
    void findsNothingWrongWithUrisThatOpen(String uri) {
        assertThat(UriRules.problem(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gopher://h/x|scheme gopher",
                "http:///x|http://<host>",
                "http:x|http://<host>",
                "tftp://h|tftp://<host>/<path>",
                "data:x|data:<type>",
                "data:;base64,???|base64 after",
                "usb:|usb:<function>",
                "iscsi:h:::iqn|iscsi:<server>",
                "iscsi::::1:iqn|a server and a target",
                "iscsi:h:::1:|a server and a target",
                "iscsi:h:::x1:iqn|LUN x1",
                "iscsi:h:::1-2-3-4-5:iqn|LUN 1-2-3-4-5",
                "iscsi:h:::12345:iqn|LUN 12345",
                "aoe:0.1|aoe:e<major>",
                "aoe:e0|aoe:e<major>",
                "fcp:5006016:0|fcp:<name>",
                "fcp:50:06:01:60:3b:a0:11:22|fcp:<name>",
                "fcp:50:06:01:60:3b:a0:11:22:x|LUN x",
                "fcp://h/0|fcp:<name>",
                "ib_srp:a:b|ib_srp:<sgid>",
                "ib_srp::::fe80::0002c903000f1eb4:0:0002c903000f1eb4:0002c903000f1eb4|in hex of its full length"
            })
    void tellsWhatKeepsAUriFromOpening(String uri, String part) {
        assertThat(UriRules.problem(uri).orElseThrow()).contains(part).contains("(expected: ");
    }
}
