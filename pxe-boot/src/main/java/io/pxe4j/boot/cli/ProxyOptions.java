package io.pxe4j.boot.cli;

import io.pxe4j.dhcp.BootClient;
import io.pxe4j.dhcp.Ip4Network;
import io.pxe4j.dhcp.engine.DhcpLeasingBuilder;
import io.pxe4j.dhcp.engine.OfferStyle;
import io.pxe4j.dhcp.engine.ProxyDhcpBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How boot offers are made, and whose relays are served, as several commands take it. */
final class ProxyOptions {
    @Option(
            names = "--uefi-style",
            paramLabel = "direct|redirect",
            description =
                    "How UEFI learns its boot file beside another server: direct, in the offer; redirect, by asking"
                            + " port 4011, for firmware that ignores direct ones. Default: direct.")
    private @Nullable String uefiStyle;

    @Option(
            names = "--reply-delay",
            paramLabel = "TIME",
            description =
                    "Holds boot offers back, up to 3s, for ROMs that are deaf right after they asked. Default: 0.")
    private @Nullable String replyDelay;

    @Option(
            names = "--relay",
            paramLabel = "NET",
            description =
                    "Whose relays are served, like 10.1.0.0/24. Default: for addresses those in a --subnet, for boot"
                            + " files all. May be repeated.")
    private List<String> relays = List.of();

    /** Filled in by picocli: the command that has these options. */
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private ProxyOptions() {}

    /** Hands everything to a builder. */
    void apply(ProxyDhcpBuilder builder) {
        if (uefiStyle != null) {
            OfferStyle style = Arguments.read(spec.commandLine(), "--uefi-style", uefiStyle, ProxyOptions::style);
            builder.style(client -> client.kind() == BootClient.Kind.UEFI_PXE, style);
        }
        if (replyDelay != null) {
            Arguments.check(
                    spec.commandLine(),
                    "--reply-delay",
                    replyDelay,
                    text -> builder.delay(client -> true, Durations.of(text)));
        }
        List<Ip4Network> networks = networks();
        if (!networks.isEmpty()) {
            builder.relays(networks.toArray(Ip4Network[]::new));
        }
    }

    /** Hands the relays to a builder. */
    void apply(DhcpLeasingBuilder builder) {
        builder.relays(networks().toArray(Ip4Network[]::new));
    }

    private List<Ip4Network> networks() {
        return Arguments.readAll(spec.commandLine(), "--relay", relays, Ip4Network::of);
    }

    private static OfferStyle style(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "direct" -> OfferStyle.DIRECT;
            case "redirect" -> OfferStyle.REDIRECT;
            default -> throw new IllegalArgumentException("style: " + text + " (expected: direct or redirect)");
        };
    }
}
