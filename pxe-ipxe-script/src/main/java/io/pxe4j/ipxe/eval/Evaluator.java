package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.IpxeScript;
import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.Feature;
import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.syntax.ScriptSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs scripts as iPXE would, without a machine. Immutable: each run begins anew.
 *
 * <pre>{@code
 * Run run = Evaluator.builder()
 *         .set("net0/mac", "52:54:00:12:34:56")
 *         .fail("dhcp")
 *         .build()
 *         .run("#!ipxe\ndhcp || echo No address for ${net0/mac}\n");
 * run.console(); // "No address for 52:54:00:12:34:56\n"
 * }</pre>
 */
public final class Evaluator {
    private static final String TOP = "script";
    private static final Map<String, Feature> PARTS = Map.of(
            "pci", Feature.PCI_SETTINGS,
            "usb", Feature.USB_SETTINGS,
            "acpi", Feature.ACPI_SETTINGS,
            "cpuid", Feature.CPUID_SETTINGS,
            "memmap", Feature.MEMMAP_SETTINGS,
            "efi", Feature.EFI_SETTINGS);

    private final BuildProfile profile;
    private final Answers answers;
    private final Surroundings surroundings;
    private final List<EvaluatorBuilder.Given> given;
    private final List<String> addresses;
    private final Optional<String> scriptUri;
    private final int maxSteps;

    Evaluator(EvaluatorBuilder builder) {
        profile = builder.profile;
        answers = builder.effectiveAnswers();
        surroundings = Surroundings.of(builder.contents, builder.hosts, builder.pci, builder.usb);
        given = List.copyOf(builder.given);
        addresses = List.copyOf(builder.addresses);
        scriptUri = builder.scriptUri;
        maxSteps = builder.maxSteps;
    }

    /** A machine with one network interface, an iPXE of today for UEFI, on which everything works. */
    public static EvaluatorBuilder builder() {
        return new EvaluatorBuilder();
    }

    /** Runs a script. What iPXE does not take for one fails with "Exec format error". */
    public Run run(ScriptSource script) {
        Budget budget = new Budget(maxSteps);
        Machine machine = new Machine(profile, answers, budget, surroundings);
        furnish(machine);
        Optional<Uri> uri = scriptUri.map(text -> Uri.parse(Bytes.of(text)));
        Image image = new Image(TOP, uri, Optional.empty());
        String name =
                uri.flatMap(known -> known.imageName(true)).map(Bytes::text).orElse(TOP);
        if (!script.hasMagic()) {
            return machine.result(Errno.ENOEXEC.from(Origin.IMAGE));
        }
        try {
            return machine.result(new Interpreter(machine).run(name, image, script));
        } catch (Stopped stopped) {
            machine.found(stopped.kind(), stopped.text());
            return machine.result(Errno.ECANCELED.fromAnywhere());
        }
    }

    /** Runs a script. */
    public Run run(String script) {
        return run(ScriptSource.parse(script));
    }

    /** Runs a script. */
    public Run run(IpxeScript script) {
        return run(ScriptSource.parse(script.toBytes()));
    }

    private void furnish(Machine machine) {
        SettingTree settings = machine.settings();
        for (String block : List.of("builtin", "smbios", "pci", "usb", "acpi", "cpuid", "memmap", "efi")) {
            Optional<Feature> part = Optional.ofNullable(PARTS.get(block));
            if (part.map(profile::has).orElse(true)) {
                settings.newBlock(block, SettingBlock.Kind.MACHINE);
            }
        }
        describe(settings, "errno", "\0\0\0\0");
        describe(settings, "platform", profile.target().platform());
        describe(settings, "buildarch", profile.target().architecture());
        describe(settings, "version", profile.version().name());
        SettingBlock inUse = settings.newBlock("netX", SettingBlock.Kind.GENERIC);
        inUse.standsFor(() -> machine.lastOpened().flatMap(settings::block));
        for (int i = 0; i < addresses.size(); i++) {
            String name = "net" + i;
            machine.devices().add(name);
            SettingBlock block = settings.newBlock(name, SettingBlock.Kind.INTERFACE);
            String mac =
                    settings.codec().parse(SettingType.HEX, addresses.get(i)).orElseThrow();
            for (String address : List.of("mac", "hwaddr")) {
                settings.describe(block, new SettingKey(address, 0, "", Optional.of(SettingType.HEX)), mac);
            }
            settings.describe(block, new SettingKey("ifname", 0, "", Optional.of(SettingType.STRING)), name);
        }
        given.forEach(setting -> {
            SettingTree.Named named = parsed(settings, setting.reference());
            String raw = raw(settings, named, setting);
            settings.describe(named.block(), named.key(), raw);
            if (named.key().name().equals("mac")) {
                settings.describe(named.block(), new SettingKey("hwaddr", 0, "", Optional.of(SettingType.HEX)), raw);
            }
        });
    }

    static void describe(SettingTree settings, String builtin, String raw) {
        // An older iPXE does not have them all.
        settings.parse(builtin, false)
                .filter(named -> named.key().scope().equals("builtin"))
                .ifPresent(named -> settings.describe(settings.home(named.key()), named.key(), raw));
    }

    /** Where a setting that the user gives belongs. */
    static SettingTree.Named parsed(SettingTree settings, String reference) {
        String bytes = Bytes.of(reference);
        int slash = bytes.indexOf('/');
        if (slash > 0 && SettingTree.isMachine(bytes.substring(0, slash))) {
            settings.newBlock(bytes.substring(0, slash), SettingBlock.Kind.MACHINE);
        }
        SettingTree.Named named = settings.parse(bytes, true)
                .orElseThrow(() -> new IllegalArgumentException(
                        "setting: " + reference + " (expected: a name as scripts write it, net0/ip or x:int8)"));
        SettingKey key = named.key();
        if (slash > 0) {
            String block = bytes.substring(0, slash);
            // Names of its own, such as efi/SecureBoot, belong to a block that describes the machine.
            SettingKey owned = SettingTree.isMachine(block) && !key.scope().equals(block)
                    ? new SettingKey(key.name(), key.tag(), block, key.type())
                    : key;
            return new SettingTree.Named(named.block(), owned);
        }
        return new SettingTree.Named(settings.home(key), key);
    }

    static String raw(SettingTree settings, SettingTree.Named named, EvaluatorBuilder.Given setting) {
        SettingType type = named.key().type().orElse(SettingType.STRING);
        return settings.codec()
                .parse(type, Bytes.of(setting.value()))
                .orElseThrow(() -> new IllegalArgumentException("setting " + setting.reference() + ": "
                        + setting.value() + " (expected: a value of type " + type + ")"));
    }
}
