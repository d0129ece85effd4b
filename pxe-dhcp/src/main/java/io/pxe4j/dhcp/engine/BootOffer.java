package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** What a client shall boot: a file on a TFTP server, a URL, or nothing from here. */
public final class BootOffer {
    // Option 67 in one piece: EDK2, GRUB and iPXE read only the first fragment of a longer one.
    private static final int MAX_BYTES = 255;

    private final Kind kind;
    private final Ip4 server;
    private final String text;
    private final OfferStyle style;

    private enum Kind {
        FILE,
        URL,
        IGNORE
    }

    private BootOffer(Kind kind, Ip4 server, String text) {
        this(kind, server, text, OfferStyle.DIRECT);
    }

    private BootOffer(Kind kind, Ip4 server, String text, OfferStyle style) {
        this.style = style;
        this.kind = kind;
        this.server = server;
        this.text = text;
    }

    /**
     * A file on the TFTP server at the address where the client's request arrived.
     *
     * @throws IllegalArgumentException if {@code file} is empty, longer than 255 bytes or holds control characters
     */
    public static BootOffer file(String file) {
        return new BootOffer(Kind.FILE, Ip4.ANY, checkName("file", file));
    }

    /**
     * A file on the TFTP server {@code server}.
     *
     * @throws IllegalArgumentException if {@code server} is 0.0.0.0 or broadcast, or {@code file} is empty, longer than 255 bytes
     *     or holds control characters
     */
    public static BootOffer file(Ip4 server, String file) {
        if (server.isAny() || server.equals(Ip4.BROADCAST)) {
            throw new IllegalArgumentException("server: " + server + " (expected: the address of a TFTP server)");
        }
        return new BootOffer(Kind.FILE, server, checkName("file", file));
    }

    /**
     * A URL, for UEFI HTTP boot and iPXE.
     *
     * @throws IllegalArgumentException if {@code url} has no scheme, is longer than 255 bytes or holds control characters
     */
    public static BootOffer url(String url) {
        checkName("url", url);
        if (!url.matches("[A-Za-z][A-Za-z0-9+.-]*:.+")) {
            throw new IllegalArgumentException("url: " + url + " (expected: like http://10.0.0.1/boot.ipxe)");
        }
        return new BootOffer(Kind.URL, Ip4.ANY, url);
    }

    /** No boot offer for this client, and why, for the trace. An address server still leases it an address. */
    public static BootOffer ignore(String why) {
        return new BootOffer(Kind.IGNORE, Ip4.ANY, Objects.requireNonNull(why, "why"));
    }

    private static String checkName(String what, String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(what + ": " + bytes + " bytes (expected: 1..255)");
        }
        if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException(what + ": holds a control character (expected: printable characters)");
        }
        return name;
    }

    /**
     * The same with another style of ProxyDHCP offer; {@link OfferStyle#DIRECT} unless set. Only PXE ROMs and UEFI PXE notice; iPXE, HTTP
     * boot and the Raspberry Pi are always answered directly, and so is everybody by an address server.
     */
    public BootOffer withStyle(OfferStyle style) {
        return new BootOffer(kind, server, text, Objects.requireNonNull(style, "style"));
    }

    /** How a ProxyDHCP offer leads a PXE client to the file. */
    public OfferStyle style() {
        return style;
    }

    /** Whether this is {@link #ignore}. */
    public boolean isIgnored() {
        return kind == Kind.IGNORE;
    }

    /** Whether this is {@link #url}. */
    public boolean isUrl() {
        return kind == Kind.URL;
    }

    /** The TFTP server, if one was named; otherwise it is the address where the client's request arrived. */
    public Optional<Ip4> server() {
        return server.isAny() ? Optional.empty() : Optional.of(server);
    }

    /** The file name or URL, 1 to 255 bytes of UTF-8; empty when ignored. */
    public String name() {
        return isIgnored() ? "" : text;
    }

    /** Why the client is ignored; empty when it is not. */
    public String why() {
        return isIgnored() ? text : "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BootOffer that
                && kind == that.kind
                && style == that.style
                && server.equals(that.server)
                && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, server, text, style);
    }

    /** The offer in words: {@code undionly.kpxe}, {@code undionly.kpxe from 10.0.0.1}, a URL, or {@code ignore: why}. */
    @Override
    public String toString() {
        if (isIgnored()) {
            return "ignore: " + text;
        }
        return server.isAny() ? text : text + " from " + server;
    }
}
