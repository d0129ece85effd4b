package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.UriRules;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The URIs of SAN drives, put together from their parts. */
final class SanUri {
    private SanUri() {}

    /** {@code iscsi:server:protocol:port:lun:target}, RFC 4173 section 5; a port of 0 is left out. */
    static IpxeUri iscsi(Object server, int port, String lun, Object target) {
        Text host = Text.of(server);
        Text name = Text.of(target);
        requirePart("server", host);
        requirePart("target", name);
        if (host.isLiteral()
                && host.toString().indexOf(':') >= 0
                && !host.toString().startsWith("[")) {
            host = Text.of("[", host, "]"); // an IPv6 address: its colons are no separators
        }
        return IpxeUri.of(
                Text.of("iscsi:", host, "::", port == 0 ? "" : String.valueOf(port), ":", lun(lun), ":", name));
    }

    static IpxeUri aoe(int shelf, int slot) {
        if (shelf < 0 || shelf > 0xffff || slot < 0 || slot > 0xff) {
            throw new IllegalArgumentException(
                    "aoe: e" + shelf + "." + slot + " (expected: shelf 0..65535 and slot 0..255)");
        }
        return IpxeUri.of("aoe:e" + shelf + "." + slot);
    }

    static IpxeUri fcp(String portName, String lun) {
        return checked("fcp:" + portName.toLowerCase(Locale.ROOT) + ":" + lun(lun));
    }

    static IpxeUri srp(SrpTarget target) {
        Objects.requireNonNull(target, "target");
        return checked("ib_srp:" + target.rootPath());
    }

    /** A URI that iPXE opens. */
    static IpxeUri checked(String uri) {
        Optional<String> problem = UriRules.problem(uri);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
        return IpxeUri.of(uri);
    }

    static String lun(String lun) {
        if (!UriRules.isLun(lun)) {
            throw new IllegalArgumentException(
                    "lun: " + Characters.quote(lun) + " (expected: 1 to 4 hex words of 16 bits, 2 or 2-0-0-0)");
        }
        return lun;
    }

    private static void requirePart(String what, Text part) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException(what + ": empty (expected: at least one character)");
        }
    }
}
