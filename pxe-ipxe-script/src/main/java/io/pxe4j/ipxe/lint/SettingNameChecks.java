package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX045;
import static io.pxe4j.ipxe.lint.LintRule.IPX046;
import static io.pxe4j.ipxe.lint.LintRule.IPX047;

import io.pxe4j.ipxe.language.PredefinedSettings;
import io.pxe4j.ipxe.language.SettingSpec;
import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.syntax.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names, types and blocks of settings. */
final class SettingNameChecks implements Check {
    // dhcp is a block of an interface, and blocks are not searched for inside others; there is no dmi at all.
    private static final Set<String> NO_BLOCKS = Set.of("dhcp", "dhcpv6", "ndp", "lldp", "dmi");
    private static final List<String> TYPES =
            Arrays.stream(SettingType.values()).map(SettingType::toString).toList();

    @Override
    public void check(Script script, Report report) {
        Set<String> writtenBlocks = new HashSet<>();
        for (String name : script.settings().written()) {
            for (SettingsInUse.Write write : script.settings().writes(name)) {
                writtenBlocks.add(write.setting().scope());
                reference(write.setting(), write.word().span(), report);
                number(write, report);
            }
        }
        script.settings().reads().forEach((name, reads) -> {
            for (SettingsInUse.Read read : reads) {
                reference(read.setting(), read.expansion().span(), report);
                String scope = read.setting().scope();
                if (NO_BLOCKS.contains(scope) && !writtenBlocks.contains(scope)) {
                    noBlock(scope, read.expansion().span(), report);
                }
            }
            unset(script, name, reads, report);
        });
    }

    private static void reference(SettingName setting, Span span, Report report) {
        setting.type()
                .filter(type -> Words.isLiteral(type) && SettingType.find(type).isEmpty())
                .ifPresent(type -> report.add(
                        IPX045,
                        span,
                        "setting type " + Words.quoted(type) + ": unknown to iPXE (expected: "
                                + LabelChecks.near(type, TYPES)
                                        .map(near -> "perhaps " + near)
                                        .orElse("one of " + String.join(" ", TYPES))
                                + ")"));
        String scope = setting.scope();
        if (scope.startsWith(".") || scope.endsWith(".") || scope.contains("..")) {
            report.add(
                    IPX045,
                    span,
                    "block " + Words.quoted(scope) + ": has an empty part (expected: names with dots between them)");
        }
    }

    private static void noBlock(String scope, Span span, Report report) {
        String instead = scope.equals("dmi") ? "smbios" : "net0." + scope;
        report.add(IPX045, span, "block " + scope + ": does not exist, the value is empty (expected: " + instead + ")");
    }

    private static void unset(Script script, String name, List<SettingsInUse.Read> reads, Report report) {
        SettingsInUse.Read first = reads.get(0);
        boolean known = name.isEmpty()
                || !first.setting().scope().isEmpty()
                || first.setting().isTag()
                || PredefinedSettings.find(name).isPresent()
                || !script.settings().writes(name).isEmpty()
                // Who asks whether it is set knows that it may not be.
                || reads.stream().anyMatch(read -> read.step().is("isset"));
        if (known) {
            return;
        }
        List<String> names = new ArrayList<>(script.settings().written());
        PredefinedSettings.all().stream().map(SettingSpec::name).forEach(names::add);
        Optional<String> near = LabelChecks.near(name, names).or(() -> sameButCase(name, names));
        report.add(
                IPX046,
                near.isPresent() ? Severity.WARNING : Severity.INFO,
                first.expansion().span(),
                "setting " + name + ": the script sets it nowhere (expected: "
                        + near.map(other -> "perhaps " + other)
                                .orElse("a set before this, or a script or DHCP server that does it")
                        + ")");
    }

    private static Optional<String> sameButCase(String name, List<String> names) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(other -> other.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    /** With a type, a DHCP option was meant: {@code set 210:string http://...}. */
    private static void number(SettingsInUse.Write write, Report report) {
        SettingName setting = write.setting();
        if (write.step().is("set")
                && setting.isTag()
                && setting.type().isEmpty()
                && setting.scope().isEmpty()) {
            report.add(
                    IPX047,
                    write.word().span(),
                    "setting " + setting.name() + ": is DHCP option " + setting.name()
                            + " (expected: a name with a letter, or a type if the option is meant)");
        }
    }
}
