package io.pxe4j.testkit;

import java.util.List;

/**
 * How a firmware's TFTP client asks and behaves.
 *
 * @param probe options of a first request that only asks for the size, name and value in turn; empty if there is none
 * @param options options of the request for the file itself
 * @param needsSize whether a probe without an answer to tsize ends the boot
 * @param strictOack whether an OACK with anything not asked for, or greater than asked, is an error
 * @param acknowledging what it answers to a block it does not expect
 * @param abortCode the error code that ends a probe after an OACK
 * @param abortMessage its message
 * @param firstTimeout seconds until the last packet is sent again
 * @param timeoutFactor what each further wait is multiplied with
 * @param lastTimeout the longest wait in seconds
 * @param tries how many packets may go unanswered in a row
 */
record TftpStyle(
        List<String> probe,
        List<String> options,
        boolean needsSize,
        boolean strictOack,
        Acknowledging acknowledging,
        int abortCode,
        String abortMessage,
        double firstTimeout,
        double timeoutFactor,
        double lastTimeout,
        int tries) {

    /** What a client does with a DATA block that is not the next one. */
    enum Acknowledging {
        /** EDK2: throws it away and acknowledges the last good block, once for every such packet. */
        LAST_GOOD_FOR_EACH,
        /** The Intel ROM: acknowledges the previous block again and passes over any other. */
        PREVIOUS_AGAIN,
        /** iPXE: keeps it, and acknowledges whatever is complete, for every packet. */
        CUMULATIVE
    }

    /** Two requests; the first is aborted with error 8 (PxeBcTftp4GetFileSize, PxeBcTftp4ReadFile). */
    static final TftpStyle EDK2 = new TftpStyle(
            List.of("tsize", "0", "blksize", "1468", "windowsize", "4"),
            List.of("blksize", "1468", "windowsize", "4"),
            true,
            true,
            Acknowledging.LAST_GOOD_FOR_EACH,
            8,
            "User aborted the transfer",
            4,
            1,
            4,
            6);

    /** Two requests; servers see the first end with an error right after the OACK. */
    static final TftpStyle INTEL = new TftpStyle(
            List.of("tsize", "0"),
            List.of("blksize", "1456"),
            false,
            false,
            Acknowledging.PREVIOUS_AGAIN,
            0,
            "TFTP Aborted",
            2,
            2,
            16,
            5);

    /** One request, timers from 0.25 s that double to 10 s. */
    static final TftpStyle IPXE = new TftpStyle(
            List.of(),
            List.of("blksize", "1432", "tsize", "0"),
            false,
            false,
            Acknowledging.CUMULATIVE,
            0,
            "TFTP Aborted",
            0.25,
            2,
            10,
            7);
}
