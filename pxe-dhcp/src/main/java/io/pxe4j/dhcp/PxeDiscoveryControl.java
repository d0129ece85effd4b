package io.pxe4j.dhcp;

import java.util.ArrayList;
import java.util.List;

/**
 * Discovery control, PXE sub-option 6: how the client may look for boot servers, or that it need not.
 *
 * @param bits the octet on the wire, 0 to 255; absent means 0
 */
public record PxeDiscoveryControl(int bits) {
    /** Bit 0. */
    private static final int NO_BROADCAST = 1;
    /** Bit 1. */
    private static final int NO_MULTICAST = 2;
    /** Bit 2. */
    private static final int LISTED_SERVERS_ONLY = 4;
    /** Bit 3. */
    private static final int DOWNLOAD_BOOT_FILE = 8;

    /**
     * Load the boot file of this offer, 0x0A: the one value that every known client takes. A lone 0x08 leaves multicast
     * discovery on, and old Intel base code drops an offer that does so without a multicast address.
     */
    public static final PxeDiscoveryControl DIRECT = new PxeDiscoveryControl(DOWNLOAD_BOOT_FILE | NO_MULTICAST);

    /** Checks the range. */
    public PxeDiscoveryControl {
        Check.range("discovery control", bits, 0, 255);
    }

    /** Whether broadcast discovery is off (bit 0). */
    public boolean noBroadcast() {
        return (bits & NO_BROADCAST) != 0;
    }

    /** Whether multicast discovery is off (bit 1). */
    public boolean noMulticast() {
        return (bits & NO_MULTICAST) != 0;
    }

    /** Whether the client uses and accepts only the servers of sub-option 8 (bit 2). */
    public boolean listedServersOnly() {
        return (bits & LISTED_SERVERS_ONLY) != 0;
    }

    /** Whether the client loads the boot file of this offer, if it names one, without menu or discovery (bit 3). */
    public boolean downloadBootFile() {
        return (bits & DOWNLOAD_BOOT_FILE) != 0;
    }

    /** {@code 0x0a (no multicast, download boot file)}. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        if (noBroadcast()) {
            words.add("no broadcast");
        }
        if (noMulticast()) {
            words.add("no multicast");
        }
        if (listedServersOnly()) {
            words.add("listed servers only");
        }
        if (downloadBootFile()) {
            words.add("download boot file");
        }
        return String.format("0x%02x (%s)", bits, words.isEmpty() ? "none" : String.join(", ", words));
    }
}
