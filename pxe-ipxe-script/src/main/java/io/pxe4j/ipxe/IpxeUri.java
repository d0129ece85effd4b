package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.language.UriScheme;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The address of something to fetch or to boot: what a URI cannot hold is percent-encoded.
 *
 * <p>Relative addresses are resolved by iPXE against the address of the script itself. A URI that stands for a SAN
 * drive ({@code iscsi:192.0.2.1:::1:iqn.2026-01.com.example:disk}) is one too.
 *
 * <p>{@link #of} takes a URI as it is; the other factories put one together from its parts and refuse what iPXE could
 * not open.
 */
public final class IpxeUri {
    // RFC 3986 §2.2 and §2.3, and the percent sign of what is encoded already.
    private static final String KEPT = "-._~:/?#[]@!$&'()*+,;=%";
    static final String KEPT_IN_QUERY = "-._~";
    static final String KEPT_IN_PATH = "-._~/!$'()*,;=:@";

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

    /** A URI of a server, put together from its parts: {@code at(UriScheme.HTTP, "192.0.2.1").path("a/b").uri()}. */
    public static UriBuilder at(UriScheme scheme, Object host) {
        return new UriBuilder(scheme, Text.of(host));
    }

    /** The bytes themselves, in base64; iPXE since July 2026. The image needs a {@code --name}. */
    public static IpxeUri data(byte[] content) {
        return of("data:;base64," + Base64.getEncoder().encodeToString(content));
    }

    /** A file of the volume that iPXE was loaded from; UEFI only. */
    public static IpxeUri file(String path) {
        return of("file:" + encode(requirePart("path", path), KEPT_IN_PATH));
    }

    /** A file of the volume with that label; UEFI only. */
    public static IpxeUri file(String volume, String path) {
        String absolute = path.startsWith("/") ? path : "/" + path;
        return of("file://" + encode(requirePart("volume", volume), KEPT_IN_QUERY) + encode(absolute, KEPT_IN_PATH));
    }

    /** A multicast download by SLAM, from the groups that iPXE takes unless told otherwise. */
    public static IpxeUri slam(Object server) {
        return at(UriScheme.X_SLAM, server).uri();
    }

    /** A multicast download by SLAM in that group, {@code 239.255.1.1}, on that port, 1..65535. */
    public static IpxeUri slam(Object server, String group, int port) {
        SettingType.IPV4.check(group);
        return at(UriScheme.X_SLAM, server)
                .path(group + ":" + UriBuilder.port("port", port))
                .uri();
    }

    /** A USB block device, by the name of its USB function. */
    public static IpxeUri usb(String function) {
        return of("usb:" + encode(requirePart("function", function), KEPT_IN_QUERY));
    }

    /** An iSCSI drive on port 3260. */
    public static IpxeUri iscsi(Object server, String lun, Object target) {
        return SanUri.iscsi(server, 0, lun, target);
    }

    /**
     * An iSCSI drive, RFC 4173.
     *
     * @param server name or address; an IPv6 address with or without its brackets
     * @param port 1..65535
     * @param lun 1 to 4 hex words: {@code 2}, {@code 2-0-0-0}
     * @param target the target's name, {@code iqn.2026-01.com.example:disk}
     */
    public static IpxeUri iscsi(Object server, int port, String lun, Object target) {
        return SanUri.iscsi(server, UriBuilder.port("port", port), lun, target);
    }

    /** An ATA over Ethernet drive, on the interface that was opened last. */
    public static IpxeUri aoe(int shelf, int slot) {
        return SanUri.aoe(shelf, slot);
    }

    /**
     * A Fibre Channel drive.
     *
     * @param portName the target's, {@code 50:06:01:60:3b:a0:11:22}
     * @param lun 1 to 4 hex words: {@code 2}, {@code 2-0-0-0}
     */
    public static IpxeUri fcp(String portName, String lun) {
        return SanUri.fcp(portName, lun);
    }

    /** A drive reached by SCSI over RDMA. */
    public static IpxeUri srp(SrpTarget target) {
        return SanUri.srp(target);
    }

    /** This URI with the unnamed list of request parameters: the request becomes a POST of them. */
    public IpxeUri withParams() {
        return new IpxeUri(text.and(withoutParams("##params")));
    }

    /** This URI with a named list of request parameters. */
    public IpxeUri withParams(String list) {
        return new IpxeUri(text.and(withoutParams("##params="), encode(requirePart("list", list), KEPT_IN_QUERY)));
    }

    /** The scheme, if it is literal and iPXE knows it. */
    public Optional<UriScheme> scheme() {
        if (text.parts().get(0) instanceof String start && start.indexOf(':') > 0) {
            return UriScheme.find(start.substring(0, start.indexOf(':')));
        }
        return Optional.empty();
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
        Text safe = part(value, KEPT_IN_QUERY);
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

    private String withoutParams(String suffix) {
        if (literalContains("##params")) {
            throw new IllegalArgumentException("uri: " + text + " has request parameters (expected: one list of them)");
        }
        return suffix;
    }

    private static String requirePart(String what, String part) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException(what + ": empty (expected: at least one character)");
        }
        return part;
    }

    private boolean literalContains(String wanted) {
        return text.parts().stream().anyMatch(part -> part instanceof String literal && literal.contains(wanted));
    }

    /** A text as one part of a URI: whatever it holds stays inside of it, apart from the characters kept. */
    static Text part(Object value, String kept) {
        return Text.of(Text.of(value).parts().stream()
                .map(part -> part instanceof String literal ? encode(literal, kept) : queryValue(part))
                .toArray());
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
