package io.pxe4j.boot.explain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void keepsWhatAnAdministratorCanRead() {
        assertThat(Printable.of("/boot/vmlinuz-6.1 x")).isEqualTo("/boot/vmlinuz-6.1 x");
    }

    @Test
    void escapesWhatWouldDriveATerminal() {
        assertThat(Printable.of("a\u001b[2Jb\r\nc\u009b\u202e")).isEqualTo("a\\u001b[2Jb\\u000d\\u000ac\\u009b\\u202e");
    }

    @Property(tries = 300)
    void isAlwaysShortAndPrintable(@ForAll String text) {
        assertThat(Printable.of(text)).matches("[ -~]{0,210}");
    }
}
