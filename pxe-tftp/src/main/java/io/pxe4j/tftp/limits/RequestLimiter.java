package io.pxe4j.tftp.limits;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Says which requests are too many, and which ERRORs, by {@link TftpLimits}.
 *
 * <p>A request takes a token from each bucket it falls into if all have one, else none from any. The memory is fixed when this is made. Not
 * thread-safe.
 */
public final class RequestLimiter {
    /** What becomes of a request. */
    public enum Verdict {
        /** It may go on. */
        ADMITTED,
        /** Its address asks too often. */
        ADDRESS_RATE,
        /** Its /24 or /64 asks too often. */
        PREFIX_RATE,
        /** All together ask too often. */
        OVERALL_RATE
    }

    private static final long ALL = 0;

    private final @Nullable TokenBuckets addresses;
    private final @Nullable TokenBuckets prefixes;
    private final @Nullable TokenBuckets overall;
    private final @Nullable TokenBuckets errors;
    private final @Nullable TokenBuckets errorsPerAddress;

    private RequestLimiter(TftpLimits limits) {
        this.addresses = buckets(limits.requestsPerAddress(), limits.trackedAddresses());
        this.prefixes = buckets(limits.requestsPerPrefix(), limits.trackedPrefixes());
        this.overall = buckets(limits.requests(), 1);
        this.errors = buckets(limits.errors(), 1);
        this.errorsPerAddress = buckets(limits.errorsPerAddress(), limits.trackedAddresses());
    }

    private static @Nullable TokenBuckets buckets(RequestRate rate, int tracked) {
        return rate.isUnlimited() ? null : new TokenBuckets(rate, tracked);
    }

    /** A limiter whose buckets are full. */
    public static RequestLimiter of(TftpLimits limits) {
        return new RequestLimiter(limits);
    }

    /**
     * Counts a request.
     *
     * @param now nanoseconds that never run backwards
     */
    public Verdict admit(InetAddress client, long now) {
        long address = addresses == null ? 0 : AddressKeys.ofAddress(client);
        if (addresses != null && !addresses.allows(address, now)) {
            return Verdict.ADDRESS_RATE;
        }
        long prefix = prefixes == null ? 0 : AddressKeys.ofPrefix(client);
        if (prefixes != null && !prefixes.allows(prefix, now)) {
            return Verdict.PREFIX_RATE;
        }
        if (overall != null) {
            if (!overall.allows(ALL, now)) {
                return Verdict.OVERALL_RATE;
            }
            overall.take(ALL, now);
        }
        if (addresses != null) {
            addresses.take(address, now);
        }
        if (prefixes != null) {
            prefixes.take(prefix, now);
        }
        return Verdict.ADMITTED;
    }

    /**
     * Counts an ERROR to somebody who has no transfer, and says whether it may be sent.
     *
     * @param now nanoseconds that never run backwards
     */
    public boolean mayReport(InetAddress client, long now) {
        long address = errorsPerAddress == null ? 0 : AddressKeys.ofAddress(client);
        if (errorsPerAddress != null && !errorsPerAddress.allows(address, now)) {
            return false;
        }
        if (errors != null) {
            if (!errors.allows(ALL, now)) {
                return false;
            }
            errors.take(ALL, now);
        }
        if (errorsPerAddress != null) {
            errorsPerAddress.take(address, now);
        }
        return true;
    }

    /** How many addresses and prefixes were forgotten for want of room while their buckets were not full. */
    public long forgotten() {
        return forgotten(addresses) + forgotten(prefixes) + forgotten(errorsPerAddress);
    }

    private static long forgotten(@Nullable TokenBuckets buckets) {
        return buckets == null ? 0 : buckets.forgotten();
    }
}
