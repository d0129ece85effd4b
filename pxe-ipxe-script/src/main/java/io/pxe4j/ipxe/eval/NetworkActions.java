package io.pxe4j.ipxe.eval;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Commands that reach the network, drives, devices and the machine: what they would do is told, not done. */
final class NetworkActions {
    private static final Set<String> ON_INTERFACES = Set.of(
            "ifopen", "ifclose", "ifstat", "ifconf", "dhcp", "iflinkwait", "autoboot", "startpxe", "iwstat", "iwlist");
    /** Those that stop at the first interface that works (usr/ifmgmt.c). */
    private static final Set<String> ONE_IS_ENOUGH = Set.of("ifconf", "dhcp", "autoboot");

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

    NetworkActions(Machine machine, OptionReader options) {
        this.machine = machine;
        this.options = options;
    }

    int run(Call call) {
        String name = call.spec().canonicalName();
        if (ON_INTERFACES.contains(name)) {
            return onInterfaces(call);
        }
        if (WITHOUT_EFFECT.contains(name)) {
            return machine.answers().succeeds(call.shown()) ? Status.OK : Status.EIO;
        }
        return switch (name) {
            case "sanboot" -> sanboot(call);
            case "reboot", "poweroff" -> halt(call);
            case "cpuid" -> cpuid(call);
            // Nothing is plugged in, and the scan is at its end.
            case "pciscan", "usbscan" -> Status.ENODEV;
            case "vcreate" -> vcreate(call);
            case "vdestroy" -> {
                boolean there = machine.devices().remove(call.arguments().get(0));
                yield there ? done(call) : noDevice(call.arguments().get(0));
            }
            default -> done(call);
        };
    }

    private int onInterfaces(Call call) {
        boolean all = call.arguments().isEmpty();
        List<String> wanted = all ? List.copyOf(machine.devices()) : call.arguments();
        if (wanted.isEmpty()) {
            machine.say("no network interface: " + Status.text(Status.ENODEV));
            return Status.ENODEV;
        }
        boolean works = machine.answers().succeeds(call.shown());
        boolean oneIsEnough = ONE_IS_ENOUGH.contains(call.spec().canonicalName());
        int status = Status.ENODEV;
        boolean touched = false;
        for (String device : wanted) {
            Optional<String> found = find(device);
            if (found.isEmpty()) {
                status = noDevice(device);
                continue;
            }
            touched = true;
            status = works ? Status.OK : Status.ETIMEDOUT;
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

    private Optional<String> find(String device) {
        return device.equals("netX")
                ? machine.lastOpened()
                : Optional.of(device).filter(machine.devices()::contains);
    }

    private int sanboot(Call call) {
        OptionalLong given = call.option("drive").map(options::integer).orElse(OptionalLong.empty());
        String preset = machine.settings().expanded("san-drive");
        long drive = given.orElseGet(() -> ParsedNumber.whole(preset).orElse(0));
        if (!machine.answers().succeeds(call.shown())) {
            machine.did(new Step.Command(machine.place(), call.shown(), false));
            return Status.EIO;
        }
        boolean none = given.isEmpty() && preset.isEmpty();
        machine.did(new Step.BootDrive(
                machine.place(), none ? FIRST_HARD_DISK : drive, call.shown().arguments()));
        machine.stop(Machine.Stop.ALL);
        return Status.OK;
    }

    private int halt(Call call) {
        if (!machine.answers().succeeds(call.shown())) {
            return done(call);
        }
        machine.did(new Step.Halt(machine.place(), call.spec().name()));
        machine.stop(Machine.Stop.ALL);
        return Status.OK;
    }

    private int cpuid(Call call) {
        if (options.integer(call.arguments().get(0)).isEmpty()) {
            machine.say("\"" + call.arguments().get(0) + "\": invalid integer value");
            return Status.EINVAL;
        }
        return machine.answers().succeeds(call.shown()) ? Status.OK : Status.ENOENT;
    }

    /** net/vlan.c:vlan_create names it after its trunk and tag. */
    private int vcreate(Call call) {
        String trunk = call.arguments().get(0);
        if (find(trunk).isEmpty()) {
            return noDevice(trunk);
        }
        long tag = call.option("tag")
                .map(options::integer)
                .orElse(OptionalLong.empty())
                .orElse(0);
        if (machine.answers().succeeds(call.shown())) {
            String name = find(trunk).get() + "-" + tag;
            machine.devices().add(name);
            machine.settings().newBlock(name, SettingBlock.Kind.INTERFACE);
        }
        return done(call);
    }

    private int noDevice(String device) {
        machine.say("\"" + device + "\": no such network device");
        return Status.ENODEV;
    }

    private int done(Call call) {
        boolean works = machine.answers().succeeds(call.shown());
        machine.did(new Step.Command(machine.place(), call.shown(), works));
        return works ? Status.OK : Status.EIO;
    }
}
