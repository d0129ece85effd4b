package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** What a client shall boot: a file on a TFTP server, a URL, what its user picks from a menu, or nothing from here. Immutable. */
public final class BootOffer {
    // Option 67 in one piece: EDK2, GRUB and iPXE read only the first fragment of a longer one.
    private static final int MAX_BYTES = 255;

    private final Kind kind;
    private final Ip4 server;
    private final String text;
    private final Optional<BootMenu> menu;
    private final Optional<OfferStyle> style;
    private final Optional<BootServers> bootServers;

    private enum Kind {
        FILE,
        URL,
        MENU,
        IGNORE
    }

    private BootOffer(Kind kind, Ip4 server, String text) {
        this(kind, server, text, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private BootOffer(
            Kind kind,
            Ip4 server,
            String text,
            Optional<BootMenu> menu,
            Optional<OfferStyle> style,
            Optional<BootServers> bootServers) {
        this.kind = kind;
        this.server = server;
        this.text = text;
        this.menu = menu;
        this.style = style;
        this.bootServers = bootServers;
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

    /** A menu, from which the client's user picks. PXE ROMs, UEFI PXE and iPXE show one; for others it does not work. */
    public static BootOffer menu(BootMenu menu) {
        return new BootOffer(Kind.MENU, Ip4.ANY, "", Optional.of(menu), Optional.empty(), Optional.of(menu.servers()));
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
     * The same with another style of ProxyDHCP offer than the engine's default for the client. Only PXE ROMs and UEFI PXE notice; iPXE, HTTP
     * boot and the Raspberry Pi are always answered directly, and so is everybody by an address server.
     */
    public BootOffer withStyle(OfferStyle style) {
        return new BootOffer(kind, server, text, menu, Optional.of(style), bootServers);
    }

    /**
     * The same with boot servers beside the file, for programs that look for one later.
     *
     * <p>EDK2 loads the file itself from the first server listed, so PXE ROMs and UEFI PXE see the list only if that is the file's server;
     * iPXE sees it always, HTTP boot and the Raspberry Pi never.
     *
     * @throws IllegalArgumentException if this is neither a file nor a URL
     */
    public BootOffer withBootServers(BootServers servers) {
        if (kind != Kind.FILE && kind != Kind.URL) {
            throw new IllegalArgumentException("boot servers: beside " + this + " (expected: beside a file or URL)");
        }
        return new BootOffer(kind, server, text, menu, style, Optional.of(servers));
    }

    /** How a ProxyDHCP offer leads a PXE client to the file; empty leaves it to the engine. */
    public Optional<OfferStyle> style() {
        return style;
    }

    /** The menu, if this is one. */
    public Optional<BootMenu> menu() {
        return menu;
    }

    /** The boot servers beside the file, or those of the menu. */
    public Optional<BootServers> bootServers() {
        return bootServers;
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

    /** The file name or URL, 1 to 255 bytes of UTF-8; empty for a menu and when ignored. */
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
                && server.equals(that.server)
                && text.equals(that.text)
                && menu.equals(that.menu)
                && style.equals(that.style)
                && bootServers.equals(that.bootServers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, server, text, menu, style, bootServers);
    }

    /**
     * The offer in words: {@code undionly.kpxe}, {@code undionly.kpxe from 10.0.0.1}, a URL, {@code menu of 3 items} or
     * {@code ignore: why}.
     */
    @Override
    public String toString() {
        if (isIgnored()) {
            return "ignore: " + text;
        }
        if (menu.isPresent()) {
            return menu.get().toString();
        }
        return server.isAny() ? text : text + " from " + server;
    }
}
