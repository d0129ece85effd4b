package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX077;
import static io.pxe4j.ipxe.lint.LintRule.IPX081;
import static io.pxe4j.ipxe.lint.LintRule.IPX082;

import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Passwords: where they are written, which way they go, and what belongs to them. */
final class SecretChecks implements Check {
    private static final List<String> SECRETS = List.of("password", "passwd", "secret", "token", "privkey");

    @Override
    public void check(Script script, Report report) {
        boolean posted = script.steps().stream()
                .filter(step -> step.is("param"))
                .anyMatch(step ->
                        step.positionals().stream().map(SourceWord::text).anyMatch(SecretChecks::isSecret));
        for (Step step : script.steps()) {
            for (SourceWord uri : Uris.of(step)) {
                plaintext(uri, posted, report);
            }
            if (step.is("set")) {
                written(step, report);
            }
        }
        pairs(script, report);
    }

    private static void plaintext(SourceWord uri, boolean posted, Report report) {
        String text = uri.text();
        if (!text.regionMatches(true, 0, "http://", 0, 7)) {
            return;
        }
        int hostEnd = text.indexOf('/', 7);
        String authority = text.substring(7, hostEnd < 0 ? text.length() : hostEnd);
        boolean login = authority.contains("@")
                && authority.substring(0, authority.indexOf('@')).contains(":");
        int question = text.indexOf('?');
        boolean query = question >= 0 && isSecret(text.substring(question));
        if (login || query || posted && text.contains("##params")) {
            report.add(
                    IPX081,
                    uri.span(),
                    Words.quoted(text) + ": sends a secret that everybody on the way can read (expected: https)");
        }
    }

    private static void written(Step step, Report report) {
        Optional<String> name =
                step.positional(0).map(word -> SettingName.of(word.text()).name());
        boolean secret = name.filter(text -> SECRETS.stream()
                        .anyMatch(end -> text.toLowerCase(Locale.ROOT).endsWith(end)))
                .isPresent();
        boolean literal = step.positionals().size() > 1
                && step.positionals().stream().skip(1).map(SourceWord::text).anyMatch(Words::isLiteral);
        if (secret && literal) {
            report.add(
                    IPX082,
                    step.positionals().get(0).span(),
                    "set " + name.get() + ": everybody who can fetch the script can read it (expected: login or read"
                            + " at the machine, or a setting from DHCP)");
        }
    }

    private static void pairs(Script script, Report report) {
        boolean iscsi = script.steps().stream()
                .filter(step -> step.is("sanhook") || step.is("sanboot"))
                .anyMatch(step -> !step.positionals().isEmpty());
        boolean loggedIn = script.steps().stream().anyMatch(step -> step.is("login"));
        if (!iscsi || loggedIn) {
            return;
        }
        together(script, "username", "password", report);
        together(script, "password", "username", report);
        together(script, "reverse-username", "reverse-password", report);
        together(script, "reverse-password", "reverse-username", report);
        together(script, "reverse-username", "username", report);
    }

    private static void together(Script script, String one, String other, Report report) {
        Optional<SettingsInUse.Write> write = script.settings().writes(one).stream()
                .filter(found -> found.step().is("set"))
                .findFirst();
        if (write.isPresent() && script.settings().writes(other).isEmpty()) {
            report.add(
                    IPX077,
                    write.get().step().span(),
                    "set " + one + ": without " + other + " (expected: both, or neither)");
        }
    }

    private static boolean isSecret(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(lower::contains);
    }
}
