package io.pxe4j.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/boot.ipxe, /boot.ipxe",
        "/a/b/c, /a/b/c",
        "//etc/passwd, /etc/passwd",
        "/%2Fetc/passwd, /etc/passwd",
        "/a/./b, /a/b",
        "/x%20y, /x y",
        "/a+b, /a+b",
        "/%252e%252e/a, /%2e%2e/a",
        "/gr%C3%BC%C3%9Fe, /grüße",
        "http://10.0.0.1/boot.ipxe, /boot.ipxe",
        "http://10.0.0.1, /",
        "/a#fragment, /a",
        "/01:02:03:04:05:06.ipxe, /01:02:03:04:05:06.ipxe",
    })
    void decodesAPathOnce(String uri, String path) {
        assertThat(RequestTarget.parse(uri)).isEqualTo(new RequestTarget.Accepted(path, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..",
                "/../etc/passwd",
                "/a/../../b",
                "/a/..",
                "/%2e%2e/etc/passwd",
                "/%2E./x",
                "/..%2fx",
                "http://h/../x",
                "/C:/Windows",
                "/c:x",
                "/a/D:"
            })
    void forbidsToLeaveTheRoot(String uri) {
        assertThat(RequestTarget.parse(uri))
                .isInstanceOfSatisfying(
                        RequestTarget.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "boot.ipxe",
                "*",
                "/a%00b",
                "/a%0d%0ab",
                "/a\\b",
                "/..\\x",
                "/a%5cb",
                "/%",
                "/%4",
                "/%zz",
                "/%ff",
                "/a?b=%",
                "/a?%=b",
                "/%c0%ae%c0%ae/x",
                "https://h/x",
                "/a%7f"
            })
    void callsOtherTargetsBad(String uri) {
        assertThat(RequestTarget.parse(uri))
                .isInstanceOfSatisfying(
                        RequestTarget.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void readsTheQuery() {
        assertThat(RequestTarget.parse("/s?mac=52%3A54&name=a+b&flag&mac=second&="))
                .isEqualTo(new RequestTarget.Accepted("/s", Map.of("mac", "52:54", "name", "a b", "flag", "")));
    }

    @Property(tries = 2000)
    void neverAcceptsAPathThatLeavesTheRoot(
            @ForAll @StringLength(max = 30) @CharRange(from = '%', to = '9') @CharRange(from = 'A', to = 'f')
                    String text) {
        Path root = Path.of("/srv/boot");

        if (RequestTarget.parse("/" + text) instanceof RequestTarget.Accepted accepted) {
            assertThat(root.resolve(accepted.path().substring(1)).normalize().startsWith(root))
                    .isTrue();
            assertThat(accepted.path()).startsWith("/").doesNotContain("//", "\\", "\0");
        }
    }

    @Property(tries = 1000)
    void readsBackAnyEncodedName(@ForAll @StringLength(min = 1, max = 20) String name) {
        StringBuilder encoded = new StringBuilder("/x");
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02x", octet));
        }

        if (RequestTarget.parse(encoded.toString()) instanceof RequestTarget.Accepted accepted) {
            String utf8 = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            assertThat(accepted.path().replace("/", "")).isEqualTo("x" + utf8.replaceAll("/(\\./)*|/\\.$", ""));
        }
    }

    @Property(tries = 1000)
    void neverThrows(@ForAll String text) {
        assertThat(RequestTarget.parse(text)).isNotNull();
        assertThat(RequestTarget.parse("/" + text + "?" + text)).isNotNull();
    }
}
