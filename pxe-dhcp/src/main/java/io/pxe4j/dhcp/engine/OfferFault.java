package io.pxe4j.dhcp.engine;

/** What can be wrong with another server's answer to a network-boot client, in words that an administrator understands. */
public enum OfferFault {
    /** The one that no ProxyDHCP server can repair: EDK2 prefers such an offer to any proxy's, and then fails. */
    PXE_CLIENT_WITHOUT_OPTIONS(
            "says PXEClient (option 60) beside an address, but sends no PXE options (option 43): UEFI asks that "
                    + "server's port 4011, fails unless it answers there, and passes by every ProxyDHCP server; take option 60 away from it"),

    /** Two proxies at once; EDK2 keeps the first offer only. */
    SECOND_PROXY("is another ProxyDHCP server: clients boot from whichever answers first"),

    /** A lone 43.6 = 8 is the usual form. */
    MULTICAST_WITHOUT_ADDRESS(
            "leaves multicast discovery on (43.6) without a multicast address (43.7): Intel's PXE code drops the "
                    + "offer; 43.6 = 10 loads a file at once"),

    /** 43.6 with bits 0 and 1, or with bit 2. */
    SERVER_LIST_MISSING(
            "wants boot servers to be taken from a list (43.6) that is missing (43.8): PXE ROMs drop the offer"),

    /** Neither "download the boot file" with a file, nor a whole menu. */
    MENU_MISSING(
            "wants a boot menu (43.6 without bit 3, or no boot file) without menu and prompt (43.9 and 43.10): PXE ROMs drop the "
                    + "offer or find nothing to boot"),

    /** No option 53. */
    NO_MESSAGE_TYPE("has no message type (option 53): firmware takes it for BOOTP, the last in its choice"),

    /** No option 54. */
    NO_SERVER_IDENTIFIER("has no server identifier (option 54): firmware drops it"),

    /** No option 1 beside an address. */
    NO_SUBNET_MASK("gives an address without a subnet mask (option 1): UEFI denies the lease"),

    /** A file name, but siaddr 0. */
    NO_NEXT_SERVER(
            "names a boot file without a next server (siaddr): iPXE asks port 4011 in vain, and others do not know where to load "
                    + "it from; a TFTP server name (option 66) does not make up for it"),

    /** Option 52 in a boot offer. */
    OVERLOADED("keeps options in the fields of server name and file (option 52): iPXE and GRUB cannot read them there"),

    /** HTTPClient without a URL. */
    HTTP_CLIENT_WITHOUT_URL("says HTTPClient (option 60) without a URL as boot file: UEFI HTTP boot drops the offer"),

    /** The options run to the end of the packet. */
    NO_END("has no END (option 255): UEFI and GRUB drop the packet"),

    /** An option of length 0. */
    EMPTY_OPTION("has an empty option before others: UEFI loses one of them, mostly the subnet mask"),

    /** A length that EDK2 does not take. */
    WRONG_LENGTH("has an option of a length that it cannot have: UEFI drops the packet"),

    /** More than fits an Ethernet frame. */
    TOO_LONG("is longer than 1472 octets: UEFI drops it");

    private final String text;

    OfferFault(String text) {
        this.text = text;
    }

    /** What is wrong, what comes of it, and where possible what to do: a phrase about the answer, lower case, without a full stop. */
    public String text() {
        return text;
    }
}
