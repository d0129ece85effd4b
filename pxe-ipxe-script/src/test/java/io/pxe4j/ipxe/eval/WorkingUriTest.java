package io.pxe4j.ipxe.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingUriTest {
    @ParameterizedTest
    @CsvSource({
        "x, http://h/a/x",
        "./x, http://h/a/x",
        "../x, http://h/x",
        "../../x, http://h/x",
        ".././x, http://h/x",
        "., http://h/a/",
        ".., http://h/",
        ".x, http://h/a/.x",
        "..x, http://h/a/..x",
        "/x, http://h/x",
        "?q, http://h/a/b?q",
        "#f, http://h/a/b?p",
        "x?q=1#f, http://h/a/x?q=1",
        "tftp://g/x, tftp://g/x",
        "'', http://h/a/b?p",
        "a b, http://h/a/a%20b"
    })
    void isWhatRelativeOnesAreSeenFrom(String relative, String resolved) {
        Uri base = Uri.parse("http://h/a/b?p");
        assertThat(Uri.parse(relative).resolvedAgainst(base)).hasToString(resolved);
    }

    @Test
    void needsNoDirectory() {
        assertThat(Uri.parse("x").resolvedAgainst(Uri.parse("http://h"))).hasToString("http://h/x");
        assertThat(Uri.parse("x").resolvedAgainst(Uri.parse("a"))).hasToString("./x");
    }

    @Test
    void keepsItsFragmentUnlessAnotherIsGiven() {
        Uri base = Uri.parse("http://h/a#old");
        assertThat(Uri.parse("").resolvedAgainst(base).fragment()).contains("old");
        assertThat(Uri.parse("#new").resolvedAgainst(base).fragment()).contains("new");
        assertThat(Uri.parse("?q").resolvedAgainst(base).fragment()).isEmpty();
        assertThat(Uri.parse("?q").resolvedAgainst(base).query()).contains("q");
    }

    @Test
    void isTakenApart() {
        Uri uri = Uri.parse("http://u:p@h:80/a/b?q=1#f##params=list");
        assertThat(uri.scheme()).contains("http");
        assertThat(uri.authority()).contains("u:p@h:80");
        assertThat(uri.path()).contains("/a/b");
        assertThat(uri.query()).contains("q=1");
        assertThat(uri.fragment()).contains("f");
        assertThat(uri.parameters()).contains("list");
        assertThat(Uri.parse("x##params").parameters()).contains("");
        assertThat(Uri.parse("x##paramsy").parameters()).contains("");
        assertThat(Uri.parse("x").parameters()).isEmpty();
        assertThat(uri).hasToString("http://u:p@h:80/a/b?q=1");
    }

    @ParameterizedTest
    @CsvSource({
        "iscsi:h:::1:t, iscsi, h:::1:t",
        "ib_srp:x, ib_srp, x",
        "x-slam:y, x-slam, y",
        "AZaz:y, AZaz, y",
    })
    void isOpaqueWithoutASlash(String text, String scheme, String opaque) {
        assertThat(Uri.parse(text).scheme()).contains(scheme);
        assertThat(Uri.parse(text).opaque()).contains(opaque);
        assertThat(Uri.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"a1:b", "a.b:c", "a/b:c", "[:c", "@:c", "`:c", "{:c", "a"})
    void hasNoSchemeWithAnythingButLettersInIt(String text) {
        assertThat(Uri.parse(text).scheme()).isEmpty();
        assertThat(Uri.parse(text).path()).contains(text);
    }

    @ParameterizedTest
    @CsvSource({"http://h/a/b%20c?d/e, b c", "http://h/a/, ''", "b, b", "/b, b", "data:a/b, b", "iscsi:h:::1:t, h:::1:t"
    })
    void namesImages(String text, String name) {
        assertThat(Uri.parse(text).imageName(true)).contains(name);
    }

    @Test
    void didNotNameImagesOfOpaqueOnesBefore2024() {
        assertThat(Uri.parse("data:a").imageName(false)).isEmpty();
        assertThat(Uri.parse("http://h").imageName(true)).isEmpty();
    }
}
