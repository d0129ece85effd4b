package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.CommandSpec;
import io.pxe4j.ipxe.language.Commands;
import io.pxe4j.ipxe.language.IpxeVersion;
import io.pxe4j.ipxe.language.SettingType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts an {@link Evaluator} together. */
public final class EvaluatorBuilder {
    private static final String QEMU_ADDRESS = "52:54:00:12:34:56";
    private static final int DEFAULT_MAX_STEPS = 100_000;
    private static final Pattern PCI_ADDRESS =
            Pattern.compile("(?:(\\p{XDigit}{1,4}):)?(\\p{XDigit}{1,2}):([01]?\\p{XDigit})\\.([0-7])");
    private static final Set<String> WITHIN_THE_SCRIPT = Set.of(
            "echo", "isset", "iseq", "goto", "exit", "time", "set", "clear", "show", "inc", "menu", "form", "item",
            "params", "param", "imgstat", "imgfree", "help");

    BuildProfile profile = BuildProfile.efiX64(IpxeVersion.MASTER);
    final List<Given> given = new ArrayList<>();
    final List<String> addresses = new ArrayList<>(List.of(QEMU_ADDRESS));
    final Map<String, byte[]> contents = new LinkedHashMap<>();
    final Map<String, String> hosts = new LinkedHashMap<>();
    final Set<Long> pci = new HashSet<>();
    final Set<Long> usb = new HashSet<>();
    Optional<String> scriptUri = Optional.empty();
    int maxSteps = DEFAULT_MAX_STEPS;
    private final Set<String> failing = new HashSet<>();
    private Answers answers = Answers.unattended();

    /** A setting of the machine, as the user gave it. */
    record Given(String reference, String value) {}

    EvaluatorBuilder() {}

    /** Which iPXE runs: commands and types that it lacks fail, as there. By default the newest, for UEFI on x86-64. */
    public EvaluatorBuilder profile(BuildProfile build) {
        profile = Objects.requireNonNull(build, "build");
        return this;
    }

    /**
     * A setting that is there before the script begins. What describes the machine ({@code serial}, {@code platform},
     * {@code smbios/1.4.0}, {@code net0/mac}) can be given too; {@code mac} alone is that of {@code net0}.
     *
     * @param reference as scripts name it, perhaps with a type: {@code net0.dhcp/filename}, {@code n:int8}
     * @param value as {@code set} takes it
     * @throws IllegalArgumentException by {@link #build} if iPXE would not store it
     */
    public EvaluatorBuilder set(String reference, String value) {
        given.add(new Given(reference, value));
        return this;
    }

    /** The network interfaces, {@code net0} and so on: their MAC addresses. None at all is a machine without any. */
    public EvaluatorBuilder interfaces(String... macs) {
        for (String mac : macs) {
            SettingType.HEX.check(mac);
        }
        addresses.clear();
        addresses.addAll(List.of(macs));
        return this;
    }

    /** What is found at a URI: scripts are run when they are chained, everything else is booted. */
    public EvaluatorBuilder content(String uri, byte[] content) {
        contents.put(Bytes.of(uri), content.clone());
        return this;
    }

    /** What is found at a URI, as text. */
    public EvaluatorBuilder content(String uri, String content) {
        return content(uri, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The address of a host, for {@code nslookup}. A name that nobody gave an address resolves too, to one of 192.0.2.1,
     * 192.0.2.2 and so on in the order in which the script asks: addresses of documentation (RFC 5737). To have no name
     * resolved, {@code fail("nslookup")}.
     *
     * @param host its name, as the script gives it to {@code nslookup}
     * @param address an IPv4 or IPv6 address; a build without IPv6 does not find the latter
     */
    public EvaluatorBuilder resolves(String host, String address) {
        String bytes = Bytes.of(address);
        String raw = Addresses.parse4(bytes, Long.BYTES)
                .or(() -> Addresses.parse6(bytes))
                .orElseThrow(() -> new IllegalArgumentException(
                        "address: " + address + " (expected: an IPv4 or IPv6 address such as 192.0.2.1)"));
        hosts.put(Bytes.of(host), raw);
        return this;
    }

    /**
     * PCI functions that {@code pciscan} finds, besides those given before; without any, it fails at once. What
     * <code>${pci/${address}.0.2}</code> reads there is a setting: {@code set("pci/0xfa.0.2:hexraw", "8086")}.
     *
     * @param functions such as {@code 00:1f.2} or {@code 0000:00:1f.2}, in hex; a script without a type of its own
     *     keeps 16 bits of it, which have no room for another segment than 0
     */
    public EvaluatorBuilder pci(String... functions) {
        for (String function : functions) {
            Matcher parts = PCI_ADDRESS.matcher(function);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "pci: " + function + " (expected: bus, device and function such as 00:1f.2)");
            }
            pci.add(Optional.ofNullable(parts.group(1))
                                    .map(EvaluatorBuilder::hex)
                                    .orElse(0L)
                            << 16
                    | hex(parts.group(2)) << 8
                    | hex(parts.group(3)) << 3
                    | hex(parts.group(4)));
        }
        return this;
    }

    /**
     * A USB device that {@code usbscan} finds, besides those given before; without any, it fails at once.
     *
     * @param bus the number of its bus, 0..255
     * @param device its address there, 1..127
     */
    public EvaluatorBuilder usb(int bus, int device) {
        if (bus < 0 || bus > 255 || device < 1 || device > 127) {
            throw new IllegalArgumentException("usb: " + bus + ", " + device + " (expected: 0..255, 1..127)");
        }
        usb.add((long) bus << 8 | device);
        return this;
    }

    /** Where the script came from: relative URIs are resolved against it. If it is not said, they stay relative. */
    public EvaluatorBuilder scriptUri(String uri) {
        scriptUri = Optional.of(uri);
        return this;
    }

    /**
     * Commands that fail: {@code dhcp}, {@code chain}. Other names of the same command are not meant.
     *
     * <p>Where iPXE has one error for what then happened, <code>${errno}</code> has its number: no answer to {@code dhcp}
     * is {@code 0x040ee1..}. Else it has the POSIX code alone: an image that does not come is {@code 0x1d0000..}.
     *
     * @throws IllegalArgumentException if it is no command, or one that does nothing outside the script: whether
     *     {@code iseq} succeeds follows from its words
     */
    public EvaluatorBuilder fail(String... commands) {
        for (String command : commands) {
            CommandSpec spec = Commands.find(command)
                    .orElseThrow(
                            () -> new IllegalArgumentException("fail: " + command + " (expected: a command of iPXE)"));
            if (WITHIN_THE_SCRIPT.contains(spec.canonicalName())) {
                throw new IllegalArgumentException("fail: " + command
                        + " (expected: a command that reaches out of the script, such as dhcp or chain; what " + command
                        + " does follows from the script and its settings)");
            }
            failing.add(command);
        }
        return this;
    }

    /** What the world outside does. */
    public EvaluatorBuilder answers(Answers world) {
        answers = Objects.requireNonNull(world, "world");
        return this;
    }

    /** How many commands may run, at least 1; by default 100,000. A run that takes more ends in a finding. */
    public EvaluatorBuilder maxSteps(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("maxSteps: " + steps + " (expected: 1..2147483647)");
        }
        maxSteps = steps;
        return this;
    }

    /**
     * The evaluator.
     *
     * @throws IllegalArgumentException if iPXE would not store one of the settings
     */
    public Evaluator build() {
        SettingTree trial = new SettingTree(profile, new Budget(DEFAULT_MAX_STEPS));
        trial.newBlock("net0", SettingBlock.Kind.INTERFACE);
        given.forEach(setting -> Evaluator.raw(trial, Evaluator.parsed(trial, setting.reference()), setting));
        return new Evaluator(this);
    }

    private static long hex(String digits) {
        return Long.parseLong(digits, 16);
    }

    Answers effectiveAnswers() {
        if (failing.isEmpty()) {
            return answers;
        }
        Set<String> names = Set.copyOf(failing);
        Answers others = answers;
        return new Answers() {
            @Override
            public boolean succeeds(CommandCall call) {
                return !names.contains(call.name()) && others.succeeds(call);
            }

            @Override
            public boolean presses(PromptShown prompt) {
                return others.presses(prompt);
            }

            @Override
            public Optional<String> chooses(MenuShown menu) {
                return others.chooses(menu);
            }

            @Override
            public Optional<String> types(InputAsked input) {
                return others.types(input);
            }
        };
    }
}
