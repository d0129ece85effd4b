package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.SettingType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * The address of something to fetch or to boot: what a URI cannot hold is percent-encoded.
 *
 * <p>Relative addresses are resolved by iPXE against the address of the script itself. A URI that stands for a SAN
 * drive ({@code iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk}) is one too.
 */
public final class IpxeUri {
    // RFC 3986 §2.2 and §2.3, and the percent sign of what is encoded already.
    private static final String KEPT = "-._~:/?#[]@!$&'()*+,;=%";
    private static final String KEPT_IN_QUERY = "-._~";

    private final Text text;

    private IpxeUri(Text text) {
        this.text = text;
    }

    /**
     * A URI of these parts.
     *
     * @param parts strings, percent-encoded where they need it (a {@code %} with two hex digits behind it stays), and
     *     {@link SettingRef}s, whose values iPXE takes as they are
     */
    public static IpxeUri of(Object... parts) {
        if (parts.length == 1 && parts[0] instanceof IpxeUri uri) {
            return uri;
        }
        Text given = Text.of(parts);
        Token.word(given); // refuses ${...}: encoding it would hide that a SettingRef was meant
        Text encoded = Text.of(given.parts().stream()
                .map(part -> part instanceof String literal ? encode(literal, KEPT) : part)
                .toArray());
        if (encoded.isEmpty()) {
            throw new IllegalArgumentException("uri: empty (expected: at least one character)");
        }
        return new IpxeUri(encoded);
    }

    /**
     * This URI with one more parameter in its query. Whatever the value holds stays inside the parameter: literal
     * text is percent-encoded, a setting is read as {@code uristring} unless its type cannot hold anything to encode.
     *
     * @param name literal
     * @param value a string, number or {@link SettingRef}, or a {@link Text} of them
     */
    public IpxeUri query(String name, Object value) {
        Objects.requireNonNull(name, "name");
        if (literalContains("#")) {
            throw new IllegalArgumentException("query: " + text + " has a fragment (expected: none before the query)");
        }
        Text safe = Text.of(Text.of(value).parts().stream()
                .map(part -> part instanceof String literal ? encode(literal, KEPT_IN_QUERY) : queryValue(part))
                .toArray());
        return new IpxeUri(text.and(literalContains("?") ? "&" : "?", encode(name, KEPT_IN_QUERY), "=", safe));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpxeUri uri && text.equals(uri.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The URI, with its settings as references. */
    @Override
    public String toString() {
        return text.toString();
    }

    Text text() {
        return text;
    }

    private boolean literalContains(String wanted) {
        return text.parts().stream().anyMatch(part -> part instanceof String literal && literal.contains(wanted));
    }

    private static Reference queryValue(Object part) {
        Reference setting = (Reference) part;
        // uristring would encode the bytes of an address, not its text; addresses and numbers need no encoding.
        return setting.effectiveType().takesAnyText() ? setting.as(SettingType.URISTRING) : setting;
    }

    private static String encode(String literal, String kept) {
        StringBuilder encoded = new StringBuilder();
        byte[] bytes = literal.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0);
            if (plain && (c != '%' || isEscape(bytes, i))) {
                encoded.append(c);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    private static boolean isEscape(byte[] bytes, int percent) {
        return percent + 2 < bytes.length
                && Character.digit(bytes[percent + 1], 16) >= 0
                && Character.digit(bytes[percent + 2], 16) >= 0;
    }
}
