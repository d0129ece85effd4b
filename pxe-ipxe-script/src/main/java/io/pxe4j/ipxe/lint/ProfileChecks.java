package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX038;
import static io.pxe4j.ipxe.lint.LintRule.IPX085;
import static io.pxe4j.ipxe.lint.LintRule.IPX090;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.BuildTarget;
import io.pxe4j.ipxe.language.ImageArgument;
import io.pxe4j.ipxe.language.PredefinedSettings;
import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.language.UriScheme;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.Optional;

/** What the build that was named does not have. */
final class ProfileChecks implements Check {
    @Override
    public void check(Script script, Report report) {
        script.profile().ifPresent(profile -> check(script, profile, report));
    }

    private static void check(Script script, BuildProfile profile, Report report) {
        boolean x86 = profile.target() == BuildTarget.PCBIOS || profile.target() == BuildTarget.EFI_X86_64;
        for (Step step : script.steps()) {
            if (step.is("cpuid") && !x86) {
                cpuid(script, step, profile, report);
            } else if (step.spec().isPresent()) {
                command(step, profile, report);
            }
            Uris.of(step).forEach(uri -> scheme(uri, profile, report));
        }
        script.settings().reads().values().forEach(reads -> reads.forEach(read -> setting(read, profile, report)));
        for (String name : script.settings().written()) {
            script.settings().writes(name).stream()
                    .filter(write -> write.step().is("set"))
                    .forEach(write -> write.setting()
                            .type()
                            .flatMap(SettingType::find)
                            .flatMap(profile::lacks)
                            .ifPresent(why -> report.add(IPX038, write.word().span(), why)));
        }
    }

    private static void cpuid(Script script, Step step, BuildProfile profile, Report report) {
        boolean handled = script.flow().afterFailure(step.index()) != Flow.NONE;
        if (!handled) {
            report.add(IPX090, step.span(), "cpuid: not in " + profile.name() + " (expected: || and what to do then)");
        }
    }

    private static void command(Step step, BuildProfile profile, Report report) {
        SourceWord name = step.source().name().orElseThrow();
        profile.lacks(step.spec().orElseThrow()).ifPresentOrElse(why -> report.add(IPX038, name.span(), why), () -> {
            for (Arguments.UsedOption option : step.arguments().options()) {
                profile.lacks(step.spec().orElseThrow(), option.spec())
                        .ifPresent(why -> report.add(IPX038, option.word().span(), why));
            }
            imageArguments(step, profile, report);
        });
    }

    private static void imageArguments(Step step, BuildProfile profile, Report report) {
        for (int i = 1; i < step.positionals().size(); i++) {
            SourceWord word = step.positionals().get(i);
            ImageArgument.of(step.spec().orElseThrow(), i - 1, word.text())
                    .flatMap(profile::lacks)
                    .ifPresent(why -> report.add(IPX038, word.span(), why));
        }
    }

    private static void scheme(SourceWord uri, BuildProfile profile, Report report) {
        Uris.scheme(uri.text())
                .flatMap(UriScheme::find)
                .ifPresent(scheme -> profile.lacks(scheme)
                        .ifPresent(why -> report.add(scheme == UriScheme.HTTPS ? IPX085 : IPX038, uri.span(), why)));
    }

    private static void setting(SettingsInUse.Read read, BuildProfile profile, Report report) {
        read.setting()
                .type()
                .flatMap(SettingType::find)
                .flatMap(profile::lacks)
                .or(() -> read.setting().scope().isEmpty()
                        ? PredefinedSettings.find(read.setting().name()).flatMap(profile::lacks)
                        : Optional.empty())
                .ifPresent(why -> report.add(IPX038, read.expansion().span(), why));
    }
}
