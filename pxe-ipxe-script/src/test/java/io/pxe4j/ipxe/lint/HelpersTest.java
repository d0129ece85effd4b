package io.pxe4j.ipxe.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules ask about words, addresses and small sets. */
class HelpersTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "a, '', 1",
        "'', abc, 3",
        "kitten, sitting, 3",
        "chian, chain, 1",
        "abcd, badc, 2",
        "goto, goto, 0",
        "ab, ba, 1"
    })
    void countsTheChangesBetweenWords(String one, String other, int distance) {
        assertThat(Words.distance(one, other)).isEqualTo(distance);
        assertThat(Words.distance(other, one)).isEqualTo(distance);
    }

    @ParameterizedTest
    @CsvSource({
        "a, b, false",
        "ab, ac, true",
        "abc, axy, false",
        "abc, ab, true",
        "abcd, axyd, true",
        "abcd, axyz, false",
        "abcdef, abcd, true",
        "abcdef, abc, false",
        "same, same, false"
    })
    void tellsNamesThatAreAlmostTheSame(String one, String other, boolean near) {
        assertThat(Words.isNear(one, other)).isEqualTo(near);
        assertThat(Words.isNear(other, one)).isEqualTo(near);
    }

    @Test
    void comparesNoLongWords() {
        assertThat(Words.isNear("x".repeat(39) + "a", "x".repeat(39) + "b")).isTrue();
        assertThat(Words.isNear("x".repeat(40) + "a", "x".repeat(40) + "b")).isFalse();
    }

    @Test
    void quotesWhatItShows() {
        assertThat(Words.quoted("a\u0007b")).isEqualTo("\"a?b\"");
        assertThat(Words.quoted("x".repeat(60))).isEqualTo("\"" + "x".repeat(60) + "\"");
        assertThat(Words.quoted("x".repeat(61))).isEqualTo("\"" + "x".repeat(60) + "...\"");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://h/x, http",
                "x-slam://h, x-slam",
                "ib_srp:x, ib_srp",
                "AZaz:x, AZaz",
                "h2:x, -",
                "a@:x, -",
                "a[:x, -",
                "a`:x, -",
                "a{:x, -",
                ":x, -",
                "x, -"
            })
    void findsTheSchemeOfAUri(String uri, String scheme) {
        assertThat(Uris.scheme(uri)).isEqualTo(Optional.ofNullable(scheme));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://h/a/b.img, b.img",
                "http://h/b%2eimg, b.img",
                "http://h/b%2, 'b\u0002'",
                "http://h/b%zz, b%zz",
                "http://h/b%2g, 'b\u0002g'",
                "http://h/%41%42, AB",
                "http://h/b?q=/c, b",
                "http://h/b#/c, b",
                "http://h/b##params=/x, b",
                "http://h/, -",
                "http://h, -",
                "http://h/${a/b}, ${a/b}",
                "http://h/${a/${b/c}}x/y, y",
                "${x}, -",
                "${x}/y, y",
                "a/${x}, ${x}",
                "a}/b, b",
                "vmlinuz, vmlinuz",
                "file:/boot/x, x",
                "iscsi:a::::b, -",
                "'data:,x', -"
            })
    void findsTheNameOfAnImage(String uri, String name) {
        assertThat(Uris.imageName(uri)).isEqualTo(Optional.ofNullable(name));
    }

    @Test
    void fewStayFew() {
        Few two = Few.of(5).with(3);
        assertThat(two.members()).containsExactly(3, 5);
        assertThat(two.with(5)).isSameAs(two);
        assertThat(two.without(member -> member == 3)).isEqualTo(Few.of(5)).hasSameHashCodeAs(Few.of(5));
        assertThat(two).isNotEqualTo(Few.of(5)).isNotEqualTo("3, 5");
        assertThat(Few.NONE.isEmpty()).isTrue();
        assertThat(Few.NONE).isNotEqualTo(Few.MANY);
        assertThat(Few.NONE.hashCode()).isNotEqualTo(Few.MANY.hashCode());
        assertThat(two.isEmpty()).isFalse();
        assertThat(two.isMany()).isFalse();
    }

    @Test
    void manyAreNotCounted() {
        Few most = IntStream.range(0, 24).boxed().reduce(Few.NONE, Few::with, Few::or);
        assertThat(most.members()).hasSize(24);
        assertThat(most.isMany()).isFalse();
        Few many = most.with(24);
        assertThat(many.isMany()).isTrue();
        assertThat(many.isEmpty()).isFalse();
        assertThat(many.members()).isEmpty();
        assertThat(many.or(Few.of(1)).isMany()).isTrue();
        assertThat(Few.of(1).or(many).isMany()).isTrue();
        assertThat(many.without(member -> true).isMany()).isTrue();
    }
}
