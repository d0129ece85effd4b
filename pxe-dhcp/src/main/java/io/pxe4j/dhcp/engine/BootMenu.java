package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import io.pxe4j.dhcp.PxeBootItem;
import io.pxe4j.dhcp.PxeBootServerType;
import io.pxe4j.dhcp.PxeMenuItem;
import io.pxe4j.dhcp.PxeMenuPrompt;
import io.pxe4j.dhcp.PxeOption;
import io.pxe4j.dhcp.PxeOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A menu that the firmware itself shows: PXE ROMs, UEFI PXE and iPXE can.
 *
 * <pre>{@code
 * BootMenu.builder()
 *         .prompt("Press F8 for the boot menu", Duration.ofSeconds(5))
 *         .localBoot("Local disk")
 *         .item(PxeBootServerType.of(0x8000), "Install Linux", BootOffer.file("snponly.efi"))
 *         .item(PxeBootServerType.of(0x8001), "Windows (the other server)", Ip4.of("10.0.0.7"))
 *         .build()
 * }</pre>
 *
 * <p>The client picks an item and asks for its type, this server on port 4011; the {@link BootPolicy} is asked again and must give the
 * same menu then, and the client gets the item's offer. Without a key press it takes the first item.
 *
 * <p>All of it has to fit into option 43 in one piece, 253 octets; {@link Builder#build} refuses what does not, and what some ROM would
 * drop. Immutable.
 */
public final class BootMenu {
    private static final int MAX_ITEMS = 24;
    private static final int MAX_SECONDS = 254;

    private final PxeMenuPrompt prompt;
    private final List<PxeMenuItem> items;
    private final BootServers servers;
    private final PerAddress<PxeOptions> options = new PerAddress<>(this::makeOptions);

    private BootMenu(PxeMenuPrompt prompt, List<PxeMenuItem> items, BootServers servers) {
        this.prompt = prompt;
        this.items = List.copyOf(items);
        this.servers = servers;
    }

    /** Starts without items, and with a prompt that shows the menu and waits. */
    public static Builder builder() {
        return new Builder();
    }

    /** The lines in their order; the first is the one that is taken without a key press. */
    public List<PxeMenuItem> items() {
        return items;
    }

    /** The prompt and its time-out. */
    public PxeMenuPrompt prompt() {
        return prompt;
    }

    /** Who serves the items. */
    public BootServers servers() {
        return servers;
    }

    /** The first offer of this server in the menu's order, if it serves any item itself. */
    Optional<BootOffer> firstOffer() {
        return items.stream()
                .filter(item -> servers.serves(item.type()))
                .findFirst()
                .flatMap(item -> servers.offerFor(PxeBootItem.of(item.type())));
    }

    /** Option 43 for clients that reach this server at {@code us}. */
    PxeOptions options(Ip4 us) {
        return options.of(us);
    }

    private PxeOptions makeOptions(Ip4 us) {
        PxeOptions.Builder made =
                PxeOptions.builder().set(PxeOption.BOOT_MENU, items).set(PxeOption.MENU_PROMPT, prompt);
        servers.writeTo(made, us, false);
        return made.build();
    }

    private int octets() {
        int octets = servers.octets() + 2 + 3 + utf8(prompt.text());
        for (PxeMenuItem item : items) {
            octets += 3 + utf8(item.text());
        }
        return octets;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The number of items, such as {@code menu of 3 items}. */
    @Override
    public String toString() {
        return "menu of " + items.size() + (items.size() == 1 ? " item" : " items");
    }

    /** Collects the items of a menu, in their order. */
    public static final class Builder {
        private final List<PxeMenuItem> items = new ArrayList<>();
        private final BootServers.Builder servers = BootServers.builder();
        private PxeMenuPrompt prompt = PxeMenuPrompt.of(PxeMenuPrompt.SHOW_MENU, "Boot menu");

        private Builder() {}

        /**
         * Shows a prompt; F8 opens the menu, and after the time-out the first item is taken.
         *
         * @param text not empty, printable
         * @param timeout whole seconds up to 254; zero takes the first item at once
         * @throws IllegalArgumentException if text or time-out cannot be sent
         */
        public Builder prompt(String text, Duration timeout) {
            boolean whole = timeout.equals(Duration.ofSeconds(timeout.toSeconds()));
            if (timeout.isNegative() || timeout.toSeconds() > MAX_SECONDS || !whole) {
                throw new IllegalArgumentException("timeout: " + timeout + " (expected: 0..254 s, in whole seconds)");
            }
            prompt = PxeMenuPrompt.of((int) timeout.toSeconds(), printable(text));
            return this;
        }

        /**
         * Shows the menu at once and waits for ever, as it does by default.
         *
         * @throws IllegalArgumentException if the text cannot be sent
         */
        public Builder promptForever(String text) {
            prompt = PxeMenuPrompt.of(PxeMenuPrompt.SHOW_MENU, printable(text));
            return this;
        }

        /**
         * An item that this server serves.
         *
         * @param type its number, not 0; 0x8000 to 0xFFFE are free for own use
         * @param text what the user reads, not empty, printable
         * @param offer what the client gets that picks it: a file, or a URL for iPXE
         * @param furtherLayers what it gets that asks for layer 1, 2 and so on of the item
         * @throws IllegalArgumentException if the type is in the menu already, or text or offer cannot be used
         */
        public Builder item(PxeBootServerType type, String text, BootOffer offer, BootOffer... furtherLayers) {
            PxeMenuItem item = PxeMenuItem.of(type, printable(text));
            servers.here(type, offer, furtherLayers);
            items.add(item);
            return this;
        }

        /**
         * An item that other servers serve, which the client asks on port 4011.
         *
         * @throws IllegalArgumentException if the type is in the menu already, or the text cannot be used
         */
        public Builder item(PxeBootServerType type, String text, Ip4 server, Ip4... more) {
            PxeMenuItem item = PxeMenuItem.of(type, printable(text));
            servers.at(type, server, more);
            items.add(item);
            return this;
        }

        /**
         * An item whose server the client has to find by broadcast or multicast.
         *
         * @throws IllegalArgumentException if the type is in the menu already, or the text cannot be used
         */
        public Builder itemAnywhere(PxeBootServerType type, String text) {
            PxeMenuItem item = PxeMenuItem.of(type, printable(text));
            servers.anywhere(type);
            items.add(item);
            return this;
        }

        /**
         * An item that boots from the next local device.
         *
         * @throws IllegalArgumentException if the menu has one already, or the text cannot be used
         */
        public Builder localBoot(String text) {
            if (items.stream().anyMatch(item -> item.type().equals(PxeBootServerType.LOCAL_BOOT))) {
                throw new IllegalArgumentException("local boot: twice (expected: once)");
            }
            items.add(PxeMenuItem.of(PxeBootServerType.LOCAL_BOOT, printable(text)));
            return this;
        }

        /**
         * Lets clients search by multicast, as {@link BootServers.Builder#multicast} does.
         *
         * @throws IllegalArgumentException unless it is a multicast address
         */
        public Builder multicast(Ip4 group) {
            servers.multicast(group);
            return this;
        }

        /** Whether clients may search by broadcast, as {@link BootServers.Builder#broadcast} says. */
        public Builder broadcast(boolean allowed) {
            servers.broadcast(allowed);
            return this;
        }

        /** Makes clients use and accept only the servers that the menu names. */
        public Builder listedOnly() {
            servers.listedOnly();
            return this;
        }

        private static String printable(String text) {
            // ROMs write it to the screen as it comes.
            if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException(
                        "menu text: " + Text.escape(text) + " (expected: without control characters)");
            }
            return text;
        }

        /**
         * The menu.
         *
         * @throws IllegalArgumentException if there is no item, more than 24, more than option 43 holds, or a set that ROMs drop
         */
        public BootMenu build() {
            if (items.isEmpty() || items.size() > MAX_ITEMS) {
                throw new IllegalArgumentException(
                        "boot menu: " + items.size() + " items (expected: 1..24, as EDK2 shows no more)");
            }
            BootMenu menu = new BootMenu(prompt, items, servers.buildUnchecked());
            int octets = menu.octets();
            if (octets > BootServers.MAX_OCTETS) {
                throw new IllegalArgumentException("boot menu: " + octets + " octets of PXE options (expected: at most "
                        + BootServers.MAX_OCTETS
                        + ", as boot ROMs read option 43 in one piece; shorten the texts or take items away)");
            }
            // Refuses now, and not at the first packet, what some ROM would drop.
            menu.makeOptions(Ip4.BROADCAST);
            return menu;
        }
    }
}
