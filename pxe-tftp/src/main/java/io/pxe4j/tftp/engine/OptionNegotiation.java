package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which of a request's options a server agrees to, as one pure function.
 *
 * <p>The OACK holds only what was asked for, in the order of the request, in lower case (GRUB and U-Boot's lwIP compare with case), with values
 * that are at most the requested ones: EDK2 and PXELINUX refuse anything else. What is unknown or invalid is left out and never an error, since
 * ROMs give up on error 8. {@code msftwindow} is unknown on purpose: without an echo Windows falls back to {@code windowsize}. Where two options
 * say the same ({@code blksize} and {@code blksize2}, {@code timeout} and {@code utimeout}) the first valid one counts and the other is left out,
 * as tftp-hpa does.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2347">RFC 2347</a>
 */
public final class OptionNegotiation {
    private static final int MIN_BLOCK = 8;
    private static final long MIN_UTIMEOUT = 10_000;
    private static final long MAX_UTIMEOUT = 255_000_000;

    private final TftpOptions asked;
    private final NegotiationLimits limits;
    private final Map<String, String> oack = new LinkedHashMap<>();
    private int blockSize;
    private boolean hasTimeout;

    private OptionNegotiation(TftpOptions asked, NegotiationLimits limits) {
        this.asked = asked;
        this.limits = limits;
    }

    /**
     * Agrees on the options of a read request.
     *
     * @param size the octets of the content as they travel, 0 or more
     */
    public static AgreedOptions agree(TftpRequest request, NegotiationLimits limits, long size) {
        OptionNegotiation negotiation = new OptionNegotiation(request.options(), limits);
        negotiation.run(Long.toString(size));
        // curl takes a tsize of 0 for a broken server, and the size in netascii is not the size of the file; but GRUB
        // needs
        // an OACK, so the last option stays.
        boolean misleads = size == 0 || request.mode().equals(TftpMode.NETASCII);
        if (misleads && negotiation.oack.size() > 1) {
            negotiation.oack.remove(TftpOptions.TSIZE);
        }
        return negotiation.result();
    }

    /** Agrees on the options of a write request; tsize is the client's, and echoed. */
    public static AgreedOptions agreeToWrite(TftpRequest request, NegotiationLimits limits) {
        OptionNegotiation negotiation = new OptionNegotiation(request.options(), limits);
        // RFC 2349: the server repeats the size that the client announces.
        negotiation.run(request.options().value(TftpOptions.TSIZE).orElse(""));
        return negotiation.result();
    }

    private void run(String size) {
        // The window is limited in octets too, and windowsize may come before blksize.
        String blockOption = chooseBlockSize();
        asked.asMap().forEach((name, value) -> {
            if (!limits.allow(name)) {
                return;
            }
            switch (name) {
                case TftpOptions.BLKSIZE, TftpOptions.BLKSIZE2 -> {
                    if (name.equals(blockOption)) {
                        oack.put(name, Integer.toString(blockSize));
                    }
                }
                case TftpOptions.TSIZE -> {
                    if (asked.number(name).isPresent()) {
                        oack.put(name, size);
                    }
                }
                case TftpOptions.WINDOWSIZE -> agreeOnWindow();
                case TftpOptions.TIMEOUT -> agreeOnTimeout(name, value, 1, 255);
                case TftpOptions.UTIMEOUT -> agreeOnTimeout(name, value, MIN_UTIMEOUT, MAX_UTIMEOUT);
                case TftpOptions.ROLLOVER -> {
                    if (isWithin(name, 0, 1)) {
                        oack.put(name, value);
                    }
                }
                default -> {
                    // RFC 2347: what a server does not know it leaves out.
                }
            }
        });
    }

    /** Finds the agreed block size; gives the option that it answers, or an empty string if there is none. */
    private String chooseBlockSize() {
        for (String name : asked.asMap().keySet()) {
            boolean powerOfTwo = name.equals(TftpOptions.BLKSIZE2);
            if ((powerOfTwo || name.equals(TftpOptions.BLKSIZE)) && limits.allow(name)) {
                // RFC 2348: 8 to 65464. More than that is a client that takes what it can get, as tftp-hpa sees it.
                long wanted = asked.number(name).orElse(0);
                if (wanted >= MIN_BLOCK) {
                    int most = (int) Math.min(wanted, limits.maxBlockSize());
                    blockSize = powerOfTwo ? Integer.highestOneBit(most) : most;
                    return name;
                }
            }
        }
        blockSize = 512;
        return "";
    }

    private void agreeOnWindow() {
        long wanted = asked.number(TftpOptions.WINDOWSIZE).orElse(0);
        if (wanted >= 1) {
            int most = Math.max(1, Math.min(limits.maxWindowSize(), limits.maxWindowBytes() / blockSize));
            oack.put(TftpOptions.WINDOWSIZE, Long.toString(Math.min(wanted, most)));
        }
    }

    /** RFC 2349: the same value or none; U-Boot answers another one with error 8. */
    private void agreeOnTimeout(String name, String value, long min, long max) {
        if (!hasTimeout && isWithin(name, min, max)) {
            hasTimeout = true;
            oack.put(name, value);
        }
    }

    private boolean isWithin(String name, long min, long max) {
        OptionalLong number = asked.number(name);
        return number.isPresent() && number.getAsLong() >= min && number.getAsLong() <= max;
    }

    private AgreedOptions result() {
        return AgreedOptions.of(TftpOptions.of(oack));
    }
}
