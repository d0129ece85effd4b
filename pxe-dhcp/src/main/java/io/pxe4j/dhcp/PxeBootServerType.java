package io.pxe4j.dhcp;

/**
 * The type of a PXE boot server, which is also what a boot menu's entry stands for: an open set.
 *
 * @param value the 16-bit number on the wire, 0 to 65535; 32768 to 65534 are free for one's own use
 */
public record PxeBootServerType(int value) {
    /** Boot from the next local device, without a server. */
    public static final PxeBootServerType LOCAL_BOOT = new PxeBootServerType(0);
    /** Intel LANDesk Client Manager. */
    public static final PxeBootServerType INTEL_LCM = new PxeBootServerType(1);
    /** DOS/UNDI. */
    public static final PxeBootServerType DOS_UNDI = new PxeBootServerType(3);
    /** NEC ESMPRO. */
    public static final PxeBootServerType NEC_ESMPRO = new PxeBootServerType(4);
    /** IBM WSoD. */
    public static final PxeBootServerType IBM_WSOD = new PxeBootServerType(5);
    /** IBM LCCM. */
    public static final PxeBootServerType IBM_LCCM = new PxeBootServerType(6);
    /** CA Unicenter TNG. */
    public static final PxeBootServerType CA_UNICENTER = new PxeBootServerType(7);
    /** HP OpenView. */
    public static final PxeBootServerType HP_OPENVIEW = new PxeBootServerType(8);
    /** The PXE API test server. */
    public static final PxeBootServerType API_TEST = new PxeBootServerType(65535);

    private static final String[] NAMES = {
        "local boot",
        "Intel LCM",
        "",
        "DOS/UNDI",
        "NEC ESMPRO",
        "IBM WSoD",
        "IBM LCCM",
        "CA Unicenter TNG",
        "HP OpenView"
    };

    /** Checks the range. */
    public PxeBootServerType {
        Check.range("boot server type", value, 0, 0xffff);
    }

    /**
     * The type of that number.
     *
     * @throws IllegalArgumentException outside 0 to 65535
     */
    public static PxeBootServerType of(int value) {
        return new PxeBootServerType(value);
    }

    /** The name, or {@code UNKNOWN(n)}. */
    @Override
    public String toString() {
        if (value == API_TEST.value) {
            return "PXE API test";
        }
        return value < NAMES.length && !NAMES[value].isEmpty() ? NAMES[value] : "UNKNOWN(" + value + ")";
    }
}
