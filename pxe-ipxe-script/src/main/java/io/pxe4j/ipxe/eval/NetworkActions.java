package io.pxe4j.ipxe.eval;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Commands that reach the network, drives, devices and the machine: what they would do is told, not done. */
final class NetworkActions {
    private static final Set<String> ON_INTERFACES = Set.of(
            "ifopen", "ifclose", "ifstat", "ifconf", "dhcp", "iflinkwait", "autoboot", "startpxe", "iwstat", "iwlist");
    /** Those that stop at the first interface that works (usr/ifmgmt.c). */
    private static final Set<String> ONE_IS_ENOUGH = Set.of("ifconf", "dhcp", "autoboot");

    private static final Set<String> CONFIGURING = Set.of("ifconf", "dhcp");
    private static final Set<String> OPENING = Set.of("ifopen", "ifconf", "dhcp", "autoboot", "iflinkwait");
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "config",
            "console",
            "colour",
            "cpair",
            "route",
            "ipstat",
            "nstat",
            "profstat",
            "ibstat",
            "fcstat",
            "imgtrust",
            "certstat",
            "certfree",
            "stoppxe");
    private static final long FIRST_HARD_DISK = 0x80;

    private final Machine machine;
    private final OptionReader options;
    private final SurroundingsActions surroundings;

    NetworkActions(Machine machine, OptionReader options) {
        this.machine = machine;
        this.options = options;
        this.surroundings = new SurroundingsActions(machine, new SettingActions(machine, options));
    }

    int run(Call call) {
        String name = call.spec().canonicalName();
        if (ON_INTERFACES.contains(name)) {
            return onInterfaces(call);
        }
        if (name.equals("config")
                && !call.arguments().isEmpty()
                && noScope(call.arguments().get(0))) {
            return Errno.EINVAL.from(Origin.PARSEOPT);
        }
        if (WITHOUT_EFFECT.contains(name)) {
            return machine.allows(call) ? Status.OK : Errno.EIO.fromAnywhere();
        }
        return switch (name) {
            case "sanboot" -> sanboot(call);
            case "reboot", "poweroff" -> halt(call);
            case "cpuid" -> cpuid(call);
            case "pciscan" -> surroundings.scanPci(call);
            case "usbscan" -> surroundings.scanUsb(call);
            case "nslookup" -> surroundings.lookUp(call);
            case "vcreate" -> vcreate(call);
            case "vdestroy" -> vdestroy(call);
            default -> attempted(call) ? Status.OK : Errno.EIO.fromAnywhere();
        };
    }

    private boolean noScope(String scope) {
        boolean missing = machine.settings().block(scope).isEmpty();
        if (missing) {
            machine.say("\"" + scope + "\": no such scope");
        }
        return missing;
    }

    private int onInterfaces(Call call) {
        boolean all = call.arguments().isEmpty();
        List<String> wanted = all ? List.copyOf(machine.devices()) : call.arguments();
        if (wanted.isEmpty()) {
            machine.say("no network interface: " + Errno.ENODEV.text());
            return Errno.ENODEV.from(Origin.IFMGMT_CMD);
        }
        boolean works = machine.allows(call);
        boolean oneIsEnough = ONE_IS_ENOUGH.contains(call.spec().canonicalName());
        int status = Status.OK;
        boolean touched = false;
        for (String device : wanted) {
            Optional<String> found = find(device);
            if (found.isEmpty()) {
                status = noDevice(device);
                continue;
            }
            touched = true;
            status = works ? Status.OK : refusal(call);
            if (works && OPENING.contains(call.spec().canonicalName())) {
                machine.open(found.get());
            }
            if (works && oneIsEnough) {
                break;
            }
        }
        if (touched) {
            machine.did(new Step.Command(machine.place(), call.shown(), works));
        }
        return status;
    }

    /** Where no one way to configure an interface was asked for, iPXE has an error for that none worked. */
    private static int refusal(Call call) {
        boolean configures = CONFIGURING.contains(call.spec().canonicalName()) && !call.has("configurator");
        return configures ? Status.NOT_CONFIGURED : Errno.ETIMEDOUT.fromAnywhere();
    }

    private Optional<String> find(String device) {
        return device.equals("netX")
                ? machine.lastOpened()
                : Optional.of(device).filter(machine.devices()::contains);
    }

    private int sanboot(Call call) {
        OptionalLong given = options.number(call, "drive");
        String preset = machine.settings().expanded("san-drive");
        long drive = given.orElseGet(() -> ParsedNumber.whole(preset).orElse(0));
        if (!machine.allows(call)) {
            return failed(call);
        }
        boolean none = given.isEmpty() && preset.isEmpty();
        machine.did(new Step.BootDrive(
                machine.place(), none ? FIRST_HARD_DISK : drive, call.shown().arguments()));
        machine.stop(Machine.Stop.ALL);
        return Status.OK;
    }

    private int halt(Call call) {
        if (!machine.allows(call)) {
            return failed(call);
        }
        machine.did(new Step.Halt(machine.place(), call.spec().name()));
        machine.stop(Machine.Stop.ALL);
        return Status.OK;
    }

    private int cpuid(Call call) {
        if (options.integer(call.arguments().get(0)).isEmpty()) {
            machine.say("\"" + call.arguments().get(0) + "\": invalid integer value");
            return Status.INVALID_INTEGER;
        }
        return machine.allows(call) ? Status.OK : Errno.ENOENT.from(Origin.CPUID_CMD);
    }

    /** net/vlan.c:vlan_create names it after its trunk and tag. */
    private int vcreate(Call call) {
        return withDevice(call, trunk -> {
            String name = trunk + "-" + options.number(call, "tag").orElse(0);
            machine.devices().add(name);
            machine.settings().newBlock(name, SettingBlock.Kind.INTERFACE);
        });
    }

    private int vdestroy(Call call) {
        return withDevice(call, machine.devices()::remove);
    }

    private int withDevice(Call call, Consumer<String> action) {
        String wanted = call.arguments().get(0);
        Optional<String> device = find(wanted);
        if (device.isEmpty()) {
            return noDevice(wanted);
        }
        if (!attempted(call)) {
            return Errno.EIO.fromAnywhere();
        }
        action.accept(device.get());
        return Status.OK;
    }

    private int noDevice(String device) {
        machine.say("\"" + device + "\": no such network device");
        return Errno.ENODEV.from(Origin.PARSEOPT);
    }

    private boolean attempted(Call call) {
        boolean works = machine.allows(call);
        machine.did(new Step.Command(machine.place(), call.shown(), works));
        return works;
    }

    private int failed(Call call) {
        machine.did(new Step.Command(machine.place(), call.shown(), false));
        return Errno.EIO.fromAnywhere();
    }
}
