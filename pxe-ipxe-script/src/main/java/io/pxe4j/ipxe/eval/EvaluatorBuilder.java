package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.BuildProfile;
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

/** Puts an {@link Evaluator} together. */
public final class EvaluatorBuilder {
    private static final String QEMU_ADDRESS = "52:54:00:12:34:56";
    private static final int DEFAULT_MAX_STEPS = 100_000;

    BuildProfile profile = BuildProfile.efiX64(IpxeVersion.MASTER);
    final List<Given> given = new ArrayList<>();
    final List<String> addresses = new ArrayList<>(List.of(QEMU_ADDRESS));
    final Map<String, byte[]> contents = new LinkedHashMap<>();
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

    /** Where the script came from: relative URIs are resolved against it. If it is not said, they stay relative. */
    public EvaluatorBuilder scriptUri(String uri) {
        scriptUri = Optional.of(uri);
        return this;
    }

    /**
     * Commands that fail whenever they do something outside: {@code dhcp}, {@code chain}. Other names of the same
     * command are not meant.
     */
    public EvaluatorBuilder fail(String... commands) {
        for (String command : commands) {
            if (Commands.find(command).isEmpty()) {
                throw new IllegalArgumentException("fail: " + command + " (expected: a command of iPXE)");
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
