package io.pxe4j.bench.check;

import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * What is checked, how much of it is allowed, and where to look when it is more. Bounds of times are about twice what was measured, since
 * machines differ; what claims to make no object is held to exactly nothing; system calls are counted and vary little.
 */
enum Bound {
    DHCP_READ(Unit.TIMES, 0.8, "DHCP: decode, classify, ten options", "DhcpDecoder and BootClientKinds"),
    DHCP_PROXY(Unit.TIMES, 12.0, "DHCP: ProxyDHCP exchange", "ProxyDhcp, BootClient and DhcpPacketWriter.encode"),
    DHCP_LEASE(Unit.TIMES, 40.0, "DHCP: lease exchange in memory", "DhcpLeasing, LeaseBook and InMemoryLeaseStore"),
    TFTP_NEGOTIATION(Unit.TIMES, 12.0, "TFTP: request to OACK", "TftpRequest.decode and OptionNegotiation"),
    IPXE_MENU(Unit.TIMES, 20.0, "iPXE: render a menu of 50", "MenuCompiler, Text and ScriptChecks"),
    IPXE_LINES(Unit.TIMES, 3.0, "iPXE: 100 kB into lines", "ScriptSource.parse"),
    IPXE_WORDS(Unit.TIMES, 15.0, "iPXE: 100 kB into words", "SourceLine.commands and SourceCommand.words"),

    TFTP_LOCK_STEP(Unit.TIMES, 1.8, "TFTP: CPU of a block / bare Netty", "TransferHandler, SessionTable and Deadlines"),
    TFTP_WINDOW(Unit.TIMES, 1.8, "TFTP: CPU of a window of 16 / bare Netty", "TransferSession and CachedBlocks"),

    DHCP_READ_DIRECT(Unit.OCTETS, 0, "DHCP: decode and ten options, direct buffer", "DhcpDecoder"),
    DHCP_READ_HEAP(Unit.OCTETS, 0, "DHCP: decode and ten options, heap buffer", "DhcpDecoder"),
    DHCP_KIND(Unit.OCTETS, 0, "DHCP: BootClient.kindOf", "BootClientKinds"),
    DHCP_NUMBERS(Unit.OCTETS, 0, "DHCP: numbers and addresses of options", "DhcpPacket.number and ip4Bits"),
    TFTP_ACK(Unit.OCTETS, 0, "TFTP engine: an ACK in lock-step", "ReadTransfer"),
    TFTP_ACK_WINDOW(Unit.OCTETS, 0, "TFTP engine: an ACK of a window of 16", "ReadTransfer"),
    TFTP_HEADERS(Unit.OCTETS, 0, "TFTP: reading and writing a header", "TftpLayout"),
    TFTP_SERVER_BLOCK(
            Unit.OCTETS, 120, "TFTP server: a block beyond bare Netty's", "TransferHandler and TransferSession"),
    TFTP_SERVER_WINDOW(
            Unit.OCTETS, 150, "TFTP server: a window beyond bare Netty's", "TransferSession and CachedBlocks"),

    CALLS_LOCK_STEP(
            Unit.CALLS, 3.6, "TFTP: system calls of a block, lock-step", "ReadBatches and the flush of TransferPort"),
    CALLS_WINDOW(
            Unit.CALLS, 0.3, "TFTP: system calls of a block, window 16", "TransferPort: are windows one datagram?");

    private static final int TRIES = 3;

    private final Unit unit;
    private final double most;
    private final String title;
    private final String look;

    Bound(Unit unit, double most, String title, String look) {
        this.unit = unit;
        this.most = most;
        this.title = title;
        this.look = look;
    }

    /** What a figure counts. */
    enum Unit {
        /** How often a yardstick of the same run goes into it; that of most is a plain pass over as many octets. */
        TIMES("x"),
        /** Octets allocated for one operation. */
        OCTETS("B"),
        /** System calls that wait, receive or send. */
        CALLS("calls");

        private final String symbol;

        Unit(String symbol) {
            this.symbol = symbol;
        }
    }

    double most() {
        return most;
    }

    /** Measures, and again if that was too much, since something else on the machine may spoil a measurement. */
    Verdict measure(DoubleSupplier figure) {
        Verdict verdict = verdict(figure.getAsDouble());
        for (int i = 1; i < TRIES && !verdict.passed(); i++) {
            verdict = verdict(figure.getAsDouble());
        }
        return verdict;
    }

    /** What was measured, held against the bound. */
    Verdict verdict(double figure) {
        boolean passed = figure <= most;
        String line = String.format(Locale.ROOT, "%-46s %9.2f  at most %6.2f %-5s  ", title, figure, most, unit.symbol);
        return new Verdict(
                passed,
                line + (passed ? "pass" : "FAIL"),
                passed
                        ? ""
                        : title + ": " + figureText(figure) + " (expected: at most " + figureText(most) + "): look at "
                                + look + ".");
    }

    private String figureText(double figure) {
        return String.format(Locale.ROOT, "%.2f %s", figure, unit.symbol);
    }

    /** Nothing was measured, for a reason. */
    Verdict skipped(String why) {
        return new Verdict(true, String.format(Locale.ROOT, "%-46s skipped: %s", title, why), "");
    }

    /**
     * How it ended.
     *
     * @param line name, figure, bound and end
     * @param advice where to look; empty if it passed
     */
    record Verdict(boolean passed, String line, String advice) {}
}
