package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.Feature;
import io.pxe4j.ipxe.language.SettingType;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;

/** The commands that find something around the machine and store it: hosts, PCI functions, USB devices. */
final class SurroundingsActions {
    private static final int IPV4_BYTES = 4;
    /** RFC 5737: addresses that nobody has. */
    private static final String DOCUMENTATION_NETWORK = "\u00c0\0\2";

    private static final int HOSTS_OF_NETWORK = 254;
    private static final long PCI_ADDRESSES = 0xffff_ffffL;
    private static final long USB_ADDRESSES = 0xffff;

    private final Machine machine;
    private final SettingActions settings;
    private final List<String> unknownHosts = new ArrayList<>();

    SurroundingsActions(Machine machine, SettingActions settings) {
        this.machine = machine;
        this.settings = settings;
    }

    /** usr/nslookup.c. */
    int lookUp(Call call) {
        String host = call.arguments().get(1);
        Optional<String> address = machine.allows(call) ? address(host) : Optional.empty();
        machine.did(new Step.Command(machine.place(), call.shown(), address.isPresent()));
        if (address.isEmpty()) {
            machine.say("Could not resolve " + host + ": " + Status.text(Status.NO_SUCH_HOST));
            return Status.NO_SUCH_HOST;
        }
        String raw = address.get();
        SettingType type = raw.length() == IPV4_BYTES ? SettingType.IPV4 : SettingType.IPV6;
        return settings.with(call.arguments().get(0), true, target -> {
            SettingTree.Named typed = target.orTyped(type);
            return settings.stored(typed, machine.settings().storeRaw(typed, raw));
        });
    }

    /** hci/commands/pci_cmd.c. */
    int scanPci(Call call) {
        return scan(call, machine.surroundings().pci(), PCI_ADDRESSES, Origin.PCI, Origin.PCI_CMD);
    }

    /** hci/commands/usb_cmd.c. */
    int scanUsb(Call call) {
        return scan(call, machine.surroundings().usb(), USB_ADDRESSES, Origin.USB, Origin.USB_CMD);
    }

    /** Finds the first one behind that in the setting, and leaves the setting alone if there is none. */
    private int scan(Call call, NavigableSet<Long> present, long addresses, Origin bus, Origin command) {
        return settings.with(call.arguments().get(0), true, target -> {
            SettingTree tree = machine.settings();
            Optional<SettingTree.Fetched> found = tree.fetch(target);
            OptionalLong previous = tree.number(found);
            long start = previous.isPresent() ? previous.getAsLong() + 1 & addresses : 0;
            if (previous.isPresent() && start == 0) {
                return Errno.ENOENT.from(command);
            }
            Long next = machine.allows(call) ? present.ceiling(start) : null;
            if (next == null) {
                return Errno.ENODEV.from(bus);
            }
            SettingTree.Named typed = target.as(found).orTyped(SettingType.UINT16);
            return settings.stored(typed, tree.storeNumber(typed, next));
        });
    }

    /** What a name stands for: a number itself, what the user says, else an address of documentation. */
    private Optional<String> address(String host) {
        boolean ipv6 = machine.profile().has(Feature.NET_PROTO_IPV6);
        Optional<String> known = machine.settings()
                .codec()
                .parse(SettingType.IPV4, host)
                .or(() -> machine.settings().codec().parse(SettingType.IPV6, host))
                .or(() -> Optional.ofNullable(machine.surroundings().hosts().get(host)));
        return known.isPresent()
                ? known.filter(raw -> raw.length() == IPV4_BYTES || ipv6)
                : Optional.of(documentation(host));
    }

    private String documentation(String host) {
        if (!unknownHosts.contains(host)) {
            unknownHosts.add(host);
        }
        return DOCUMENTATION_NETWORK + (char) (1 + unknownHosts.indexOf(host) % HOSTS_OF_NETWORK);
    }
}
