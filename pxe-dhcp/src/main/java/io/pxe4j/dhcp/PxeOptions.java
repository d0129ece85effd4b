package io.pxe4j.dhcp;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The PXE options that option 43 holds when option 60 says {@code PXEClient}: what a ROM needs to choose and find a
 * boot server.
 *
 * <p>What is read is taken as it is. What is built is consistent, or {@link Builder#build} refuses: ROMs drop an offer,
 * without a word, whose sub-options contradict each other. Immutable; owns its octets.
 */
public final class PxeOptions extends SubOptions {
    // One option, END included: EDK2, iPXE and GRUB read only the first instance of 43.
    private static final int LIMIT = 254;

    static final OptionFormat<PxeOptions> FORMAT = new Format<>("PXE sub-options", true, PxeOptions::new);

    private static final PxeOptions DIRECT_BOOT = builder()
            .set(PxeOption.DISCOVERY_CONTROL, PxeDiscoveryControl.DIRECT)
            .build();

    private PxeOptions(TlvBlock block) {
        super(block);
    }

    /** "Load the boot file of this offer": sub-option 6 with 0x0A, which every known client takes. */
    public static PxeOptions directBoot() {
        return DIRECT_BOOT;
    }

    /**
     * What the ROM of a Raspberry Pi looks for: a menu whose first line is {@code Raspberry Pi Boot}, taken at once. To
     * any other client it says the same as {@link #directBoot}.
     */
    public static PxeOptions raspberryPiBoot() {
        return builder()
                .set(PxeOption.DISCOVERY_CONTROL, PxeDiscoveryControl.DIRECT)
                .set(PxeOption.BOOT_MENU, List.of(PxeMenuItem.of(PxeBootServerType.LOCAL_BOOT, "Raspberry Pi Boot")))
                .set(PxeOption.MENU_PROMPT, PxeMenuPrompt.of(0, "PXE"))
                .build();
    }

    /** A boot server's answer to a client that asked for {@code item}. */
    public static PxeOptions bootItem(PxeBootItem item) {
        return builder().set(PxeOption.BOOT_ITEM, item).build();
    }

    /** Starts without sub-options. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether the sub-option is there, readable or not. */
    public boolean has(PxeOption<?> option) {
        return holds(option);
    }

    /** The value of the sub-option; empty if it is absent or has another shape. */
    public <T> Optional<T> get(PxeOption<T> option) {
        return value(option);
    }

    /** How to look for boot servers; nothing set if the sub-option is absent. */
    public PxeDiscoveryControl discoveryControl() {
        return get(PxeOption.DISCOVERY_CONTROL).orElse(new PxeDiscoveryControl(0));
    }

    /** Whether any of sub-options 6 to 10 is there, which makes an offer a PXE offer to a ROM. */
    public boolean isPxeOffer() {
        for (int code = PxeOption.DISCOVERY_CONTROL.code(); code <= PxeOption.MENU_PROMPT.code(); code++) {
            if (block().has(code)) {
                return true;
            }
        }
        return false;
    }

    @Override
    SubOptionNames names() {
        return PxeOption.KNOWN;
    }

    /** Collects sub-options; {@link #build} refuses sets that some ROM would drop. */
    public static final class Builder {
        private final TlvBlock.Builder block = new TlvBlock.Builder();

        private Builder() {}

        /**
         * Sets a sub-option.
         *
         * @throws IllegalArgumentException if the value cannot be written in 255 octets
         */
        public <T> Builder set(PxeOption<T> option, T value) {
            block.set(option.code(), option.format(), value);
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException if a ROM would drop an offer with this set, with the reason, or if it takes
         *     more than one option
         */
        public PxeOptions build() {
            PxeOptions options = new PxeOptions(block.build("PXE options", LIMIT));
            if (options.isPxeOffer()) {
                checkOffer(options);
            }
            return options;
        }

        // The rules of Intel's base code, the strictest reader known.
        private static void checkOffer(PxeOptions options) {
            PxeDiscoveryControl control = options.discoveryControl();
            Check.that(
                    control.noMulticast() || options.has(PxeOption.DISCOVERY_ADDRESS),
                    "discovery control: " + control + " (expected: no multicast, or a discovery address in 43.7)");
            Check.that(
                    !(control.noBroadcast() && control.noMulticast()) && !control.listedServersOnly()
                            || options.has(PxeOption.BOOT_SERVERS),
                    "discovery control: " + control + " (expected: boot servers in 43.8 beside it)");
            Check.that(
                    options.has(PxeOption.BOOT_MENU) == options.has(PxeOption.MENU_PROMPT),
                    "boot menu: 43.9 or 43.10 alone (expected: menu and prompt together)");
            Check.that(
                    control.downloadBootFile() || options.has(PxeOption.BOOT_MENU),
                    "discovery control: " + control + " (expected: download boot file, or a menu and a prompt)");
            // Where neither broadcast nor multicast may ask, only the list can answer, as if bit 2 were set.
            if (control.listedServersOnly() || control.noBroadcast() && control.noMulticast()) {
                checkMenuHasServers(options);
            }
        }

        private static void checkMenuHasServers(PxeOptions options) {
            Set<PxeBootServerType> served = options.get(PxeOption.BOOT_SERVERS).orElse(List.of()).stream()
                    .map(PxeBootServers::type)
                    .collect(Collectors.toSet());
            for (PxeMenuItem item : options.get(PxeOption.BOOT_MENU).orElse(List.of())) {
                Check.that(
                        item.type().equals(PxeBootServerType.LOCAL_BOOT) || served.contains(item.type()),
                        "boot menu: type " + item.type().value()
                                + " (expected: its servers in 43.8, as only those count)");
            }
        }
    }
}
