package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX078;
import static io.pxe4j.ipxe.lint.LintRule.IPX080;
import static io.pxe4j.ipxe.lint.LintRule.IPX083;
import static io.pxe4j.ipxe.lint.LintRule.IPX086;

import io.pxe4j.ipxe.language.PredefinedSettings;
import io.pxe4j.ipxe.language.SettingType;
import io.pxe4j.ipxe.language.UriReference;
import io.pxe4j.ipxe.language.UriRules;
import io.pxe4j.ipxe.language.UriScheme;
import io.pxe4j.ipxe.syntax.SourceExpansion;
import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses of what is fetched or hooked. */
final class UriChecks implements Check {
    private static final Set<UriScheme> DRIVE_SCHEMES =
            Set.of(UriScheme.ISCSI, UriScheme.AOE, UriScheme.FCP, UriScheme.IB_SRP);
    private static final Set<String> DRIVES = Set.of("sanhook", "sanboot");
    private static final Set<String> CONFIGURES = Set.of("ifconf", "dhcp", "autoboot");
    /** Their values are words of iPXE's own, without anything to encode. */
    private static final Set<String> PLAIN = Set.of("platform", "buildarch", "ifname", "bustype", "linktype");

    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~:/@-]{0,1000}");

    @Override
    public void check(Script script, Report report) {
        Tracking configured = Tracking.through(
                script,
                (step, before, succeeded) -> succeeded && step.isAny(CONFIGURES) ? Few.of(step.index()) : before);
        for (Step step : script.steps()) {
            for (SourceWord uri : Uris.of(step)) {
                query(script, uri, report);
                blanks(script, uri, report);
                boolean lost = script.isEmbedded()
                        && Uris.isRelative(uri.text())
                        && configured.before(step).isEmpty()
                        && !isLoadedImage(script, uri.text())
                        && script.settings().writes("next-server").isEmpty();
                if (lost) {
                    report.add(
                            IPX086,
                            uri.span(),
                            Words.quoted(uri.text()) + ": there is nothing to resolve it against (expected: a whole"
                                    + " URI, or dhcp before it)");
                }
                if (step.isAny(DRIVES)) {
                    rootPath(uri, report);
                }
            }
        }
    }

    private static boolean isLoadedImage(Script script, String name) {
        return script.steps().stream()
                .anyMatch(step -> Images.loads(step)
                        && step.arguments()
                                .value("name")
                                .filter(value -> value.text().equals(name))
                                .isPresent());
    }

    private static void rootPath(SourceWord uri, Report report) {
        String text = uri.text();
        if (Words.isLiteral(text)
                && UriReference.parse(text)
                        .knownScheme()
                        .filter(DRIVE_SCHEMES::contains)
                        .isPresent()) {
            UriRules.problem(text).ifPresent(problem -> report.add(IPX078, uri.span(), problem));
        }
    }

    private static void query(Script script, SourceWord uri, Report report) {
        int question = uri.bytesAsChars().indexOf('?');
        if (question < 0) {
            return;
        }
        for (SourceExpansion expansion : uri.expansions()) {
            if (expansion.start() > question && expansion.depth() == 0 && !expansion.isNested()) {
                SettingName setting = SettingName.of(expansion.reference());
                if (!isSafe(script, setting)) {
                    report.add(
                            IPX080,
                            expansion.span(),
                            expansion + ": & # and blanks in its value break the query (expected: ${"
                                    + (setting.scope().isEmpty() ? "" : setting.scope() + "/") + setting.name()
                                    + ":uristring})");
                    return;
                }
            }
        }
    }

    private static boolean isSafe(Script script, SettingName setting) {
        if (setting.type().isPresent()) {
            return !setting.type().get().equals(SettingType.STRING.toString());
        }
        Optional<SettingType> predefined =
                PredefinedSettings.find(setting.name()).map(spec -> spec.type());
        if (predefined.isPresent()) {
            return predefined.get() != SettingType.STRING || PLAIN.contains(setting.name());
        }
        if (setting.name().isEmpty()
                || script.settings().type(setting).filter(SettingType::isNumber).isPresent()) {
            return true;
        }
        return Targets.values(script, setting.name())
                .filter(values -> values.stream()
                        .allMatch(value -> UNRESERVED.matcher(value).matches()))
                .isPresent();
    }

    private static void blanks(Script script, SourceWord uri, Report report) {
        String text = uri.text();
        boolean quote = text.indexOf('"') > 0 && text.indexOf('"') < text.length() - 1;
        boolean blank = Targets.soleSetting(uri)
                .flatMap(name -> script.settings().values(name))
                .filter(values -> values.stream().anyMatch(value -> value.contains(" ")))
                .isPresent();
        if (quote || blank) {
            report.add(
                    IPX083,
                    uri.span(),
                    Words.quoted(text)
                            + (quote
                                    ? ": has a quote in it, which is requested as %22 (expected: none)"
                                    : ": its value has a blank, which is requested as %20 (expected: URI and arguments"
                                            + " in settings of their own)"));
        }
    }
}
