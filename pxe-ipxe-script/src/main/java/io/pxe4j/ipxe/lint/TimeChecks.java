package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX060;
import static io.pxe4j.ipxe.lint.LintRule.IPX061;

import io.pxe4j.ipxe.language.ArgumentKind;
import java.util.OptionalLong;

/** Durations in the wrong unit. */
final class TimeChecks implements Check {
    private static final long SHORTEST = 500;
    private static final long SHORTEST_PROMPT = 1000;
    private static final long LONGEST_SLEEP = 600;

    @Override
    public void check(Script script, Report report) {
        for (Step step : script.steps()) {
            if (step.is("sleep")) {
                sleep(step, report);
            } else if (!step.is("ping")) {
                timeouts(step, report);
            }
        }
    }

    private static void sleep(Step step, Report report) {
        step.literal(0).map(TimeChecks::number).ifPresent(seconds -> {
            if (seconds.isPresent() && seconds.getAsLong() > LONGEST_SLEEP) {
                report.add(
                        IPX061,
                        step.span(),
                        "sleep " + seconds.getAsLong() + ": is " + seconds.getAsLong() / 60
                                + " minutes (expected: seconds, at most " + LONGEST_SLEEP + ")");
            }
        });
    }

    private static void timeouts(Step step, Report report) {
        boolean prompt = step.is("prompt");
        for (Arguments.UsedOption option : step.arguments().options()) {
            boolean timeout = option.spec()
                    .argument()
                    .filter(argument -> argument.kind() == ArgumentKind.TIMEOUT)
                    .isPresent();
            if (!timeout || option.value().isEmpty()) {
                continue;
            }
            OptionalLong value = number(option.value().get().text());
            long least = prompt ? SHORTEST_PROMPT : SHORTEST;
            if (value.isPresent() && value.getAsLong() > 0 && value.getAsLong() < least) {
                report.add(
                        prompt ? IPX061 : IPX060,
                        option.value().get().word().span(),
                        option.spec() + " " + value.getAsLong() + ": are milliseconds (expected: at least " + least
                                + "; " + value.getAsLong() + " seconds are " + value.getAsLong() + "000)");
            }
        }
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.decode(text));
        } catch (NumberFormatException noNumber) {
            return OptionalLong.empty();
        }
    }
}
