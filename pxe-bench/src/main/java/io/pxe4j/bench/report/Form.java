package io.pxe4j.bench.report;

import java.util.List;

/**
 * How much is measured.
 *
 * @param name as it is asked for
 * @param tftpRounds counted rounds of the cases side by side, of servers that Java compiles while they run
 * @param peerRounds the same of the others, which need no warm-up and in the short form are given less to do
 * @param clientCounts how many clients fetch at once
 * @param windows with which the clients' numbers are tried
 * @param dhcpSeconds for each rate
 * @param leaseRates exchanges a second asked for, rising
 * @param proxyRates offers a second asked for, rising
 * @param openTransfers how many stay open at once
 */
record Form(
        String name,
        int tftpRounds,
        int peerRounds,
        List<Integer> clientCounts,
        List<Integer> windows,
        int dhcpSeconds,
        List<Integer> leaseRates,
        List<Integer> proxyRates,
        List<Integer> openTransfers) {
    static final Form SHORT = new Form(
            "short",
            3,
            2,
            List.of(1, 16, 64, 256, 1000),
            List.of(1),
            2,
            List.of(4000, 8000, 12_000, 16_000),
            List.of(8000, 16_000, 24_000, 32_000),
            List.of(1, 10, 100, 1000, 10_000));
    static final Form FULL = new Form(
            "full",
            3,
            3,
            List.of(1, 16, 64, 256, 1000, 10_000),
            List.of(1, 4, 16),
            4,
            List.of(4000, 6000, 8000, 12_000, 16_000, 20_000),
            List.of(8000, 16_000, 24_000, 32_000),
            List.of(1, 10, 100, 300, 1000, 3000, 10_000));

    /** The form of this name. */
    static Form of(String name) {
        return switch (name) {
            case "short" -> SHORT;
            case "full" -> FULL;
            default -> throw new IllegalArgumentException("form: " + name + " (expected: short or full)");
        };
    }

    boolean isFull() {
        return name.equals("full");
    }
}
