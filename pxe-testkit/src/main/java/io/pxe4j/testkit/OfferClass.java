package io.pxe4j.testkit;

/** How a PXE firmware files an offer, by the names of the PXE 2.1 specification and of EDK2. */
enum OfferClass {
    DHCP_ONLY("DHCP only", "an address without PXE"),
    DHCP_PXE10("DHCP PXE 1.0", "an address, PXEClient and discovery options (43.6 to 43.10)"),
    DHCP_WFM("DHCP WfM 1.1a", "an address and multicast TFTP options (43.1 to 43.5)"),
    DHCP_BINL("DHCP BINL", "an address and PXEClient alone: its server must answer on port 4011"),
    PROXY_PXE10("proxy PXE 1.0", "no address, PXEClient and discovery options (43.6 to 43.10)"),
    PROXY_WFM("proxy WfM 1.1a", "no address, multicast TFTP options (43.1 to 43.5)"),
    PROXY_BINL("proxy BINL", "no address, PXEClient alone: its server must answer on port 4011"),
    BOOTP("BOOTP", "no message type, a boot file");

    private final String label;
    private final String meaning;

    OfferClass(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }

    boolean isProxy() {
        return this == PROXY_PXE10 || this == PROXY_WFM || this == PROXY_BINL;
    }
}
