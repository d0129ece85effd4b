package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX084;

import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.Optional;

/** Request parameters, and the URIs that claim them. */
final class ParameterChecks implements Check {
    private static final String CLAIM = "##params";

    @Override
    public void check(Script script, Report report) {
        Optional<Step> list =
                script.steps().stream().filter(step -> step.is("params")).findFirst();
        // A setting may hold a URI, and with it the claim.
        boolean claimed = script.steps().stream()
                .flatMap(step -> step.source().words().stream())
                .anyMatch(word -> word.text().contains(CLAIM));
        if (list.isEmpty()) {
            for (Step step : script.steps()) {
                Uris.of(step).stream().filter(uri -> uri.text().contains(CLAIM)).forEach(uri -> report(uri, report));
            }
        } else if (!claimed) {
            report.add(IPX084, list.get().span(), "params: no URI uses them (expected: one that ends in ##params)");
        }
    }

    private static void report(SourceWord uri, Report report) {
        report.add(
                IPX084,
                uri.span(),
                Words.quoted(uri.text()) + ": there are no parameters, this is a GET (expected: params before it)");
    }
}
