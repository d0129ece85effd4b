package io.pxe4j.ipxe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Arguments as the methods of the builder take them. */
final class Arguments {
    private Arguments() {}

    /** Network interfaces: strings, or texts with settings. */
    static List<Text> interfaces(Object... names) {
        List<Text> checked = new ArrayList<>();
        for (Object name : names) {
            checked.add(networkInterface(name));
        }
        return checked;
    }

    static Text networkInterface(Object name) {
        return Text.of(name instanceof String literal ? SettingName.checked("interface", literal) : name);
    }

    /** Images by their names: at least one character each. */
    static List<Text> images(Object... names) {
        List<Text> checked = new ArrayList<>();
        for (Object name : names) {
            checked.add(image("image", name));
        }
        return checked;
    }

    static Text image(String what, Object... parts) {
        Text text = Text.of(parts);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + ": no image (expected: its name or its address)");
        }
        return text;
    }

    /** Addresses, each put together by {@link IpxeUri#of}. */
    static List<Text> addresses(Object... uris) {
        List<Text> checked = new ArrayList<>();
        for (Object uri : uris) {
            checked.add(IpxeUri.of(uri).text());
        }
        return checked;
    }

    /** A variable of the script: no number, which iPXE would take for a DHCP option. */
    static SettingRef variable(String name) {
        SettingRef variable = new SettingRef("", name, Optional.empty());
        if (SettingName.tag(name).isPresent() || isDottedNumber(name)) {
            throw new IllegalArgumentException("setting name: " + name
                    + " is a number, which iPXE takes for a DHCP option (expected: a name, or SettingRef.tag)");
        }
        return variable;
    }

    private static boolean isDottedNumber(String name) {
        return name.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }
}
