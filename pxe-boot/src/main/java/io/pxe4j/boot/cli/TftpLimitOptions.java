package io.pxe4j.boot.cli;

import io.pxe4j.tftp.limits.AddressPrefix;
import io.pxe4j.tftp.limits.RequestRate;
import io.pxe4j.tftp.limits.TftpLimits;
import java.util.List;
import java.util.function.IntConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How much TFTP does at once, and for whom, as several commands take it. */
final class TftpLimitOptions {
    // What an address may ask at once, in seconds of its rate.
    private static final int BURST_SECONDS = 4;

    @Option(
            names = "--max-transfers",
            paramLabel = "N",
            defaultValue = "16384",
            description = "How many TFTP transfers may run at once. Default: ${DEFAULT-VALUE}.")
    private int maxTransfers;

    @Option(
            names = "--max-transfers-per-client",
            paramLabel = "N",
            defaultValue = "1024",
            description = "How many of them with one address, whose /24 or /64 may then have as many. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int maxTransfersPerClient;

    @Option(
            names = "--tftp-rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many TFTP requests a second are taken from one address; 0: any number."
                    + " Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--allow",
            paramLabel = "CIDR",
            description = "Whose TFTP requests are heard, like 10.0.0.0/8; all others are not. May be repeated.")
    private List<String> allowed = List.of();

    @Option(
            names = "--deny",
            paramLabel = "CIDR",
            description = "Whose TFTP requests are not heard. May be repeated; the longest block of --allow and --deny"
                    + " decides.")
    private List<String> denied = List.of();

    /** Filled in by picocli: the command that has these options. */
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private TftpLimitOptions() {}

    /** The limits, with what is not asked about at its default. */
    TftpLimits read() {
        TftpLimits.Builder limits = TftpLimits.builder();
        number("--max-transfers", maxTransfers, limits::maxTransfers);
        number(
                "--max-transfers-per-client",
                maxTransfersPerClient,
                most -> limits.maxTransfersPerAddress(most)
                        .maxTransfersPerPrefix(Math.max(most, TftpLimits.DEFAULT.maxTransfersPerPrefix())));
        number("--tftp-rate", rate, perSecond -> limits.requestsPerAddress(rate(perSecond)));
        Arguments.readAll(spec.commandLine(), "--allow", allowed, AddressPrefix::of)
                .forEach(limits::allow);
        Arguments.readAll(spec.commandLine(), "--deny", denied, AddressPrefix::of)
                .forEach(limits::deny);
        return limits.build();
    }

    private static RequestRate rate(int perSecond) {
        int most = Integer.MAX_VALUE / BURST_SECONDS;
        return perSecond == 0
                ? RequestRate.UNLIMITED
                : RequestRate.of(perSecond, Math.max(0, Math.min(perSecond, most)) * BURST_SECONDS);
    }

    private void number(String option, int value, IntConsumer setter) {
        Arguments.check(spec.commandLine(), option, Integer.toString(value), text -> setter.accept(value));
    }
}
