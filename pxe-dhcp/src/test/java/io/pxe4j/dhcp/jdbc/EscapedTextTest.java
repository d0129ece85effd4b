package io.pxe4j.dhcp.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EscapedTextTest {
    @Property(tries = 500)
    void anyTextComesBackAndIsPrintableAscii(@ForAll String text) {
        String column = EscapedText.write(text);

        assertThat(column).matches("[ -~]*");
        assertThat(EscapedText.read(column)).isEqualTo(text);
        assertThat(column.length()).isLessThanOrEqualTo(6 * text.length());
    }

    @Property(tries = 500)
    void anyColumnCanBeRead(@ForAll String column) {
        assertThat(EscapedText.read(column)).isNotNull();
    }

    @Example
    void plainTextIsItself() {
        assertThat(EscapedText.write("hw:52:54:00:00:00:01")).isEqualTo("hw:52:54:00:00:00:01");
        assertThat(EscapedText.write("a\\b\0ü")).isEqualTo("a\\u005cb\\u0000\\u00fc");
        assertThat(EscapedText.write("\u007f~ ")).isEqualTo("\\u007f~ ");
    }

    @Example
    void backslashThatSomebodyElseWroteStandsForItself() {
        assertThat(EscapedText.read("a\\b")).isEqualTo("a\\b");
        assertThat(EscapedText.read("\\u00")).isEqualTo("\\u00");
        assertThat(EscapedText.read("\\u00zz.")).isEqualTo("\\u00zz.");
        assertThat(EscapedText.read("\\x0041")).isEqualTo("\\x0041");
        assertThat(EscapedText.read("\\u0041")).isEqualTo("A");
        assertThat(EscapedText.read(null)).isNull();
    }
}
