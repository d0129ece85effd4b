package io.pxe4j.testkit;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that a simulated iPXE knows, and the expansion of <code>${name}</code> and <code>${name:type}</code>. */
final class IpxeSettings {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^${}]*)}");
    private static final int MOST_EXPANSIONS = 100;

    private final Map<String, String> values = new HashMap<>();

    static IpxeSettings of(Identity identity, Platform platform, BootTarget target) {
        IpxeSettings settings = new IpxeSettings();
        for (String device : new String[] {"", "net0/", "netX/"}) {
            settings.set(device + "mac", identity.macText());
            settings.set(device + "ip", target.address().toString());
            settings.set(device + "filename", target.uri().toString());
            settings.set(device + "chip", platform == Platform.EFI ? "snp" : "82540em");
            if (!target.nextServer().isAny()) {
                settings.set(device + "next-server", target.nextServer().toString());
            }
        }
        settings.set("platform", platform.setting());
        // Debian's undionly.kpxe is built for i386; only EFI binaries are x86_64.
        settings.set("buildarch", platform == Platform.EFI ? "x86_64" : "i386");
        settings.set("uuid", identity.uuid().toString());
        settings.set("version", "1.0.0+git-20190125");
        return settings;
    }

    void set(String name, String value) {
        values.put(withoutType(name), value);
    }

    /** The URI of the script that runs; relative URIs start from there. */
    void workingUri(URI uri) {
        set("cwuri", uri.toString());
        set("cwduri", uri.resolve(".").toString());
    }

    /** Replaces references from the inside out; an unknown setting is the empty text, as in iPXE. */
    String expand(String text) {
        String result = text;
        for (int i = 0; i < MOST_EXPANSIONS; i++) {
            Matcher matcher = REFERENCE.matcher(result);
            if (!matcher.find()) {
                return result;
            }
            result = result.substring(0, matcher.start()) + value(matcher.group(1)) + result.substring(matcher.end());
        }
        return result;
    }

    private String value(String reference) {
        String value = values.getOrDefault(withoutType(reference), "");
        int colon = reference.indexOf(':');
        return switch (colon < 0 ? "" : reference.substring(colon + 1)) {
            case "hexhyp" -> value.replace(':', '-');
            case "hexraw" -> value.replace(":", "");
            case "uristring" -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            default -> value;
        };
    }

    private static String withoutType(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
