package io.pxe4j.boot.cli;

import io.pxe4j.dhcp.engine.RequestLimits;
import io.pxe4j.dhcp.engine.RequestRate;
import io.pxe4j.dhcp.server.DhcpServer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How much clients may ask, as several commands take it. */
final class LimitOptions {
    private static final int MAX_RATE = 1_000_000;
    // What a client may send at once, in seconds of its rate: a boot has several stages in a row.
    private static final int BURST_SECONDS = 4;

    @Option(
            names = "--client-rate",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many DHCP requests a second are taken from one client; 0: any number."
                    + " Default: ${DEFAULT-VALUE}.")
    private int clientRate;

    /** Filled in by picocli: the command that has these options. */
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private LimitOptions() {}

    /** Hands the limits to a builder. */
    void apply(DhcpServer.Builder builder) {
        if (clientRate < 0 || clientRate > MAX_RATE) {
            throw new ParameterException(
                    spec.commandLine(), "--client-rate " + clientRate + " cannot be used: give 0.." + MAX_RATE);
        }
        RequestRate rate =
                clientRate == 0 ? RequestRate.UNLIMITED : RequestRate.of(clientRate, clientRate * BURST_SECONDS);
        builder.limits(RequestLimits.builder().perClient(rate).build());
    }
}
