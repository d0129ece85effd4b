package io.pxe4j.dhcp;

/** In which order a reply's options leave, and which are given up first when it is too long. */
final class OptionOrder {
    // Type and server first, as some ROMs and relays expect; then the address, the boot, the rest by code.
    private static final int[] FIRST = {53, 54, 51, 58, 59, 1, 28, 3, 6, 15, 12, 60, 97, 43, 66, 67, 175};
    // What a client can boot without, from the first to go to the last; options not named here go before these.
    private static final int[] GIVEN_UP = {12, 15, 28, 59, 58, 175, 6, 3, 97, 66, 61};
    // Without these the packet means nothing to its reader, or never gets there.
    private static final int[] ESSENTIAL = {82, 43, 60, 67, 1, 51, 54};

    /** No packet goes without its message type. */
    static final short MOST_NEEDED = Short.MAX_VALUE;

    private static final int LEAST_ESSENTIAL = 100;
    private static final int RELAY = 82;
    private static final int MESSAGE_TYPE = 53;
    private static final int SERVER_IDENTIFIER = 54;
    private static final int EMPTY = 1024;
    private static final int LAST = 2048;

    private static final short[] RANK = new short[256];
    private static final short[] NEED = new short[256];

    static {
        for (int code = 0; code < 256; code++) {
            RANK[code] = (short) (256 + code);
            NEED[code] = (short) -code;
        }
        for (int i = 0; i < FIRST.length; i++) {
            RANK[FIRST[i]] = (short) i;
        }
        for (int i = 0; i < GIVEN_UP.length; i++) {
            NEED[GIVEN_UP[i]] = (short) (1 + i);
        }
        for (int i = 0; i < ESSENTIAL.length; i++) {
            NEED[ESSENTIAL[i]] = (short) (LEAST_ESSENTIAL + i);
        }
        NEED[MESSAGE_TYPE] = MOST_NEEDED;
    }

    private OptionOrder() {}

    /** Lower leaves earlier. */
    static int rank(int code, int length) {
        // RFC 3046 section 2.2: 82 is the last.
        if (code == RELAY) {
            return LAST;
        }
        // EDK2 loses its first option to an empty one that stands before it.
        return length == 0 ? EMPTY + code : RANK[code];
    }

    /** Lower is given up earlier; {@link #MOST_NEEDED} never. */
    static int need(int code) {
        return NEED[code];
    }

    /** Whether to send a packet longer than asked for rather than without such an option. */
    static boolean isEssential(int need) {
        return need >= LEAST_ESSENTIAL;
    }

    /** Whether only DHCP has the option (RFC 1534 section 2): a BOOTP client must not get it. */
    static boolean isDhcpOnly(int code) {
        // RFC 2132 section 9, of which 66 and 67 stand in BOOTP's header; RFC 4039.
        return code >= 50 && code <= 61 || code == 66 || code == 67 || code == 80;
    }

    /** Whether the option may leave the options field when others are full. */
    static boolean mayMove(int code) {
        // RFC 3046 section 2.1 has 82 in the options field; a client decides by the others whether to read on.
        return code != RELAY && code != MESSAGE_TYPE && code != SERVER_IDENTIFIER;
    }

    /** Whether boot ROMs read the value as a C string and need a zero after it. */
    static boolean isTerminated(int code) {
        // EDK2 writes a NUL over the octet after 67; GRUB compares 60 up to a NUL; old ROMs read 66 and 67 to one.
        return code == 60 || code == 66 || code == 67;
    }
}
