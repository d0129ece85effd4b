package io.pxe4j.bench.report;

import java.util.Map;

/**
 * What many clients ask of a TFTP server.
 *
 * @param name in the tables
 * @param clients that fetch at once
 * @param transfers in all
 * @param blksize that they ask for
 * @param window that they ask for; 0: lock-step, without the option
 * @param file that they fetch
 * @param octets of that file
 */
record TftpCase(String name, int clients, int transfers, int blksize, int window, String file, int octets) {
    private static final int MIB = 1 << 20;

    /** iPXE, PXELINUX, U-Boot. */
    static final TftpCase LOCK_STEP = new TftpCase("lock-1428", 64, 128, 1428, 0, "f8m", 8 * MIB);
    /** EDK2's PXE client. */
    static final TftpCase EDK2 = new TftpCase("edk2-w4", 64, 256, 1468, 4, "f8m", 8 * MIB);

    static final TftpCase WINDOW_16 = new TftpCase("w16", 64, 512, 1428, 16, "f8m", 8 * MIB);

    /** So many clients, and as many octets in all as take a few seconds. */
    static TftpCase over(int clients, int window) {
        // Who is alone waits most of the time, for the slower servers with windows as well as without.
        int least = clients == 1 ? 32 : window > 1 ? 512 : 128;
        boolean small = clients > 256;
        String name = clients + " clients, window " + window;
        return new TftpCase(
                name,
                clients,
                Math.max(clients, small ? least * 4 : least),
                1428,
                window == 1 ? 0 : window,
                small ? "f256k" : "f1m",
                small ? MIB / 4 : MIB);
    }

    TftpCase withTransfers(int number) {
        return new TftpCase(name, clients, Math.max(clients, number), blksize, window, file, octets);
    }

    Map<String, String> parameters() {
        return Map.of(
                "clients", Integer.toString(clients),
                "blksize", Integer.toString(blksize),
                "window", Integer.toString(Math.max(1, window)),
                "file", octets < MIB ? octets / 1024 + " KiB" : octets / MIB + " MiB");
    }

    /** At what any server of today manages, for the estimate of the time left. */
    double seconds(double megabytesPerSecond) {
        return 1.5 + (double) transfers * octets / 1e6 / megabytesPerSecond;
    }
}
