package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lists inside option 43: boot servers (43.8) and the boot menu (43.9), PXE 2.1 section 2.2. */
final class BootServers {
    private BootServers() {}

    /** The servers of one boot server type; an empty address list means that any server may answer. */
    record Servers(int type, List<Ip4> addresses) {}

    /** A line of the menu; type 0 is "boot from the local disk". */
    record Item(int type, String text) {}

    /** 43.8, or nothing if its inner lengths do not add up. */
    static Optional<List<Servers>> servers(byte[] value) {
        List<Servers> servers = new ArrayList<>();
        int at = 0;
        while (at < value.length) {
            if (at + 3 > value.length || at + 3 + 4 * (value[at + 2] & 0xff) > value.length) {
                return Optional.empty();
            }
            List<Ip4> addresses = new ArrayList<>();
            int count = value[at + 2] & 0xff;
            for (int i = 0; i < count; i++) {
                addresses.add(Reply.address(value, at + 3 + 4 * i));
            }
            servers.add(new Servers(type(value, at), List.copyOf(addresses)));
            at += 3 + 4 * count;
        }
        return Optional.of(servers);
    }

    /** 43.9, or nothing if its inner lengths do not add up or a text is empty. */
    static Optional<List<Item>> menu(byte[] value) {
        List<Item> items = new ArrayList<>();
        int at = 0;
        while (at < value.length) {
            int length = at + 3 > value.length ? 0 : value[at + 2] & 0xff;
            if (length == 0 || at + 3 + length > value.length) {
                return Optional.empty();
            }
            items.add(new Item(type(value, at), new String(value, at + 3, length, StandardCharsets.ISO_8859_1)));
            at += 3 + length;
        }
        return items.isEmpty() ? Optional.empty() : Optional.of(items);
    }

    private static int type(byte[] value, int at) {
        return (value[at] & 0xff) << 8 | value[at + 1] & 0xff;
    }
}
