package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.BuildTarget;
import java.util.Locale;

/** What commands return: 0 for success, above it what a script gave to {@code exit}, below it an {@link Errno}. */
final class Status {
    static final int OK = 0;
    /** core/parseopt.c, whose errors have numbers of their own. */
    static final int NOTHING_TO_DO = Errno.ECANCELED.from(Origin.PARSEOPT, 1);

    static final int INVALID_INTEGER = Errno.EINVAL.from(Origin.PARSEOPT, 1);
    static final int UNKNOWN_OPTION = Errno.EINVAL.from(Origin.PARSEOPT, 2);
    static final int MISSING_ARGUMENT = Errno.EINVAL.from(Origin.PARSEOPT, 3);
    /** usr/ifmgmt.c: none of the ways to configure an interface worked. */
    static final int NOT_CONFIGURED = Errno.EADDRNOTAVAIL.from(Origin.IFMGMT, 1);
    /** net/udp/dns.c. */
    static final int NO_SUCH_HOST = Errno.ENXIO.from(Origin.DNS, 1);

    private Status() {}

    /** In words, as iPXE prints it. */
    static String text(int status) {
        return Errno.find(status)
                .map(Errno::text)
                .orElseGet(() -> String.format(Locale.ROOT, "Error 0x%08x", Math.abs(status)));
    }

    /** The number that {@code ${errno}} shows on a build. */
    static int number(int status, BuildTarget target) {
        int platform = Errno.find(status).map(error -> error.platform(target)).orElse(0);
        return Math.abs(status) | platform;
    }
}
