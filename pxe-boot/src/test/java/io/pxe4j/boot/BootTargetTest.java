package io.pxe4j.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootTargetTest {
    @ParameterizedTest
    @CsvSource({
        "boot.ipxe, false",
        "/menus/boot.ipxe, false",
        "menus\\boot.ipxe, false",
        "http://10.0.0.1/boot.ipxe, true",
        "https://boot.example.org:8443/x?mac=${mac}, true",
        "tftp://10.0.0.1/boot.ipxe, true",
    })
    void tellsAFileFromAUrl(String text, boolean isUrl) {
        assertThat(BootTarget.fileOrUrl("ipxe", text).isUrl()).isEqualTo(isUrl);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:/10.0.0.1/x",
                "http:x",
                "htp://10.0.0.1/x",
                "http:///x",
                "http://a b/x",
                "file:///etc/x",
                "",
                " ",
                "a\u0000b"
            })
    void refusesWhatIsNeither(String text) {
        assertThatThrownBy(() -> BootTarget.fileOrUrl("ipxe", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tftp://10.0.0.1/x.efi", "http://10.0.0.1", "http://10.0.0.1/", "ftp://10.0.0.1/x"})
    void refusesAUrlThatUefiCannotLoad(String url) {
        assertThatThrownBy(() -> BootTarget.fileOrHttpUrl("uefiX64Http", url))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 500)
    void acceptsOnlyNamesThatFitIntoAPacket(@ForAll String text) {
        try {
            BootTarget target = BootTarget.fileOrUrl("ipxe", text);

            assertThat(target.text()).isEqualTo(text).isNotBlank().hasSizeLessThanOrEqualTo(255);
            assertThat(target.relativeName()).doesNotStartWith("/");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("(expected: ");
        }
    }
}
