package io.pxe4j.testkit;

import java.util.Locale;

/** Draws a {@link BootResult}: time, the client's line, an arrow with what was sent, the server's line. */
final class Ladder {
    private static final int TIME = 10;
    private static final int SHAFT = 84;
    private static final int PEER = 21;

    private Ladder() {}

    static String of(BootResult result) {
        StringBuilder text = new StringBuilder();
        line(text, result.client() + "  " + result.mac());
        line(text, row("ms", "client" + " ".repeat(SHAFT - 12) + "server", ' ', ""));
        String stage = "";
        for (Exchange exchange : result.exchanges()) {
            if (!exchange.stage().equals(stage)) {
                stage = exchange.stage();
                line(text, row("", centred("[ " + stage + " ]"), '|', ""));
            }
            line(text, row(time(exchange), shaft(exchange), '|', exchange.peer()));
        }
        line(text, (result.booted() ? "BOOTED: " : "NOT BOOTED: ") + result.reason());
        return text.toString();
    }

    private static String row(String time, String middle, char rail, String peer) {
        return " ".repeat(Math.max(0, TIME - time.length())) + time + " " + rail + cut(middle, SHAFT) + rail + " "
                + cut(peer, PEER);
    }

    private static String time(Exchange exchange) {
        return String.format(Locale.ROOT, "%.1f", exchange.at().toNanos() / 1e6);
    }

    private static String shaft(Exchange exchange) {
        String what = exchange.protocol() + " " + exchange.what();
        String size = exchange.size() > 0 ? " " + size(exchange.size()) + " " : "";
        return switch (exchange.direction()) {
            case TO_SERVER -> "--" + padded(" " + what + " ", size, SHAFT - 4) + "->";
            case TO_CLIENT -> "<-" + padded(" " + what + " ", size, SHAFT - 4) + "--";
            case INSIDE -> pad("   * " + exchange.what(), SHAFT);
        };
    }

    /** The text, dashes up to the size, the size. */
    private static String padded(String text, String size, int width) {
        String head = cut(text, width - size.length());
        return head + "-".repeat(width - size.length() - head.length()) + size;
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%,d B", bytes);
    }

    private static String centred(String text) {
        String shown = cut(text, SHAFT);
        return pad(" ".repeat((SHAFT - shown.length()) / 2) + shown, SHAFT);
    }

    private static String pad(String text, int width) {
        String shown = cut(text, width);
        return shown + " ".repeat(width - shown.length());
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }

    /** Long sentences are wrapped at spaces so that no line passes 120 characters. */
    private static void line(StringBuilder text, String line) {
        String rest = line.stripTrailing();
        while (rest.length() > 120) {
            int space = rest.lastIndexOf(' ', 120);
            int at = space > 60 ? space : 120;
            text.append(rest, 0, at).append('\n');
            rest = "    " + rest.substring(at).strip();
        }
        text.append(rest).append('\n');
    }
}
