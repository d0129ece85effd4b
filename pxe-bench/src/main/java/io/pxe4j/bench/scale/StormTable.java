package io.pxe4j.bench.scale;

import java.util.Locale;
import java.util.Map;

/** The figures of all storms as Markdown. */
final class StormTable {
    private StormTable() {}

    static String of(Map<StormCase, StormResult> results) {
        StringBuilder text = new StringBuilder();
        results.keySet().stream().findFirst().ifPresent(first -> head(text, first.plan()));
        text.append("## Times\n\nSeconds after the power is back. \"Rule\" is the sizing rule for all machines.\n\n")
                .append("| case | with iPXE, 99 % | up, 50 % | up, 99 % | all up | rule | given up |\n")
                .append("|---|--:|--:|--:|--:|--:|--:|\n");
        results.forEach((which, result) -> row(
                text,
                which.title(),
                seconds(result.loadedSeconds(0.99)),
                seconds(result.upSeconds(0.5)),
                seconds(result.upSeconds(0.99)),
                seconds(result.upSeconds(1)),
                result.plan().fleet().dead() > 0
                        ? "-"
                        : seconds(SizingRule.of(result.plan()).seconds()),
                number(result.givenUp())));
        text.append(
                        "\n## TFTP\n\nSums over all servers; the longest queue and the most transfers are one server's.\n\n")
                .append(
                        "| case | DATA and OACK | sent again | receive buffer overflows | longest queue | most transfers open "
                                + "| not answered for `maxTransfers` |\n|---|--:|--:|--:|--:|--:|--:|\n");
        results.forEach((which, result) -> row(
                text,
                which.title(),
                number(result.tftp().datagrams()),
                number(result.tftp().retransmits()),
                number(result.tftp().overflows()),
                number(result.tftp().longestQueue()),
                number(result.tftp().mostOpen()),
                number(result.tftp().full())));
        text.append("\n## Limits, restarts and the others\n\n")
                .append(
                        "| case | restarts | most waiting for a first ACK | ended before it, to make room | held back by "
                                + "`unansweredDatagrams` | DHCP: over the limit, overflows | downloads turned away |\n"
                                + "|---|--:|--:|--:|--:|--:|--:|\n");
        results.forEach((which, result) -> row(
                text,
                which.title(),
                number(result.restarts()),
                number(result.tftp().mostHalfOpen()),
                number(result.tftp().evicted()),
                number(result.tftp().heldBack()),
                number(overLimit(result)) + ", " + number(result.dhcp().overflows()),
                number(result.httpRefused())));
        return text.toString();
    }

    private static void head(StringBuilder text, StormPlan plan) {
        text.append("# Figures of the boot storms\n\n")
                .append("Written by `io.pxe4j.bench.scale.DataCentre`; see [scale.md](../scale.md). ")
                .append(String.format(
                        Locale.ROOT,
                        "%,d machines, seed %d, boot file %,d octets, image %,d octets.%n%n",
                        plan.machines(),
                        plan.seed(),
                        plan.firmware().bootFile(),
                        plan.firmware().image()));
    }

    private static long overLimit(StormResult result) {
        return result.dhcp().drops().entrySet().stream()
                .filter(drop -> drop.getKey().name().endsWith("_RATE"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String seconds(double seconds) {
        return Double.isInfinite(seconds) ? "never" : String.format(Locale.ROOT, "%,.1f", seconds);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
