package io.pxe4j.tftp.engine;

import io.pxe4j.tftp.TftpMode;
import io.pxe4j.tftp.TftpOptions;
import io.pxe4j.tftp.TftpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which of a request's options a server agrees to, as one pure function.
 *
 * <p>The OACK holds only what was asked for, in the order and with the names of the request, with values that are at most the requested ones: EDK2 and
 * PXELINUX refuse anything else. What is unknown or invalid is left out and never an error, since ROMs give up on error 8.
 * {@code msftwindow} is unknown on purpose: without an echo Windows falls back to {@code windowsize}.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2347">RFC 2347</a>
 */
public final class OptionNegotiation {
    private OptionNegotiation() {}

    /**
     * Agrees on the options of a read request.
     *
     * @param size the octets of the content
     */
    public static AgreedOptions agree(TftpRequest request, NegotiationLimits limits, long size) {
        TftpOptions asked = request.options();
        int blockSize = blockSize(asked, limits);
        int windowSize = windowSize(asked, limits, blockSize == 0 ? 512 : blockSize);
        OptionalLong timeout = asked.number(TftpOptions.TIMEOUT);
        boolean agreesTimeout = timeout.isPresent() && timeout.getAsLong() >= 1 && timeout.getAsLong() <= 255;
        // The size that a netascii client would see is not the size of the file.
        boolean agreesSize = !request.mode().equals(TftpMode.NETASCII)
                && asked.number(TftpOptions.TSIZE).isPresent();

        TftpOptions oack = TftpOptions.NONE;
        for (Map.Entry<String, String> option : asked.asMap().entrySet()) {
            String name = option.getKey();
            if (name.equals(TftpOptions.BLKSIZE) && blockSize > 0) {
                oack = oack.with(name, blockSize);
            } else if (name.equals(TftpOptions.WINDOWSIZE) && windowSize > 0) {
                oack = oack.with(name, windowSize);
            } else if (name.equals(TftpOptions.TIMEOUT) && agreesTimeout) {
                // RFC 2349: the same value or none; U-Boot answers another one with error 8.
                oack = oack.with(name, option.getValue());
            } else if (name.equals(TftpOptions.TSIZE) && agreesSize) {
                oack = oack.with(name, size);
            }
        }
        // curl takes a tsize of 0 for a broken server; but GRUB needs an OACK, so the last option stays.
        if (size == 0 && agreesSize && oack.asMap().size() > 1) {
            oack = oack.without(TftpOptions.TSIZE);
        }
        return new AgreedOptions(
                oack,
                blockSize == 0 ? 512 : blockSize,
                Math.max(1, windowSize),
                agreesTimeout ? Optional.of(Duration.ofSeconds(timeout.getAsLong())) : Optional.empty());
    }

    /** The agreed blksize, or 0 for none. */
    private static int blockSize(TftpOptions asked, NegotiationLimits limits) {
        long wanted = asked.number(TftpOptions.BLKSIZE).orElse(0);
        // RFC 2348: 8 to 65464. More than that is a client that takes what it can get, as tftp-hpa sees it.
        return wanted < 8 ? 0 : (int) Math.min(wanted, limits.maxBlockSize());
    }

    /** The agreed windowsize, or 0 for none. */
    private static int windowSize(TftpOptions asked, NegotiationLimits limits, int blockSize) {
        long wanted = asked.number(TftpOptions.WINDOWSIZE).orElse(0);
        int most = Math.max(1, Math.min(limits.maxWindowSize(), limits.maxWindowBytes() / blockSize));
        return wanted < 1 ? 0 : (int) Math.min(wanted, most);
    }
}
