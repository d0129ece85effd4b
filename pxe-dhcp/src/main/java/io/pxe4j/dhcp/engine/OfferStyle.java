package io.pxe4j.dhcp.engine;

/** How a ProxyDHCP offer leads a PXE client to its boot file. */
public enum OfferStyle {
    /** The offer holds the file and says "load it at once" (option 43.6 = 0x0A); port 4011 is not needed. */
    DIRECT,

    /**
     * The offer has no option 43, so that the client asks for the file on port 4011. Some old UEFI firmware wants this. The client
     * fails if nobody answers there.
     */
    REDIRECT
}
