package io.pxe4j.dhcp;

/**
 * A key of {@link RelayAgentInformation}: the code of a sub-option of option 82 and how its value is read and written.
 *
 * @param <T> the value's type
 */
public final class RelayOption<T> {
    /** 1: the circuit the request came from; RFC 3046. */
    public static final RelayOption<byte[]> CIRCUIT_ID = bytes(1);
    /** 2: the remote end of that circuit; RFC 3046. */
    public static final RelayOption<byte[]> REMOTE_ID = bytes(2);
    /** 4: DOCSIS device class; RFC 3256. */
    public static final RelayOption<Long> DOCSIS_DEVICE_CLASS = new RelayOption<>(4, OptionFormats.U32);
    /** 5: the network to take the address from, when giaddr is not in it; RFC 3527. */
    public static final RelayOption<Ip4> LINK_SELECTION = new RelayOption<>(5, OptionFormats.IP4);
    /** 6: the subscriber; RFC 3993. */
    public static final RelayOption<String> SUBSCRIBER_ID = new RelayOption<>(6, OptionFormats.TEXT);
    /** 7: RADIUS attributes; RFC 4014. */
    public static final RelayOption<byte[]> RADIUS_ATTRIBUTES = bytes(7);
    /** 8: authentication; RFC 4030. */
    public static final RelayOption<byte[]> AUTHENTICATION = bytes(8);
    /** 9: vendor-specific information; RFC 4243. */
    public static final RelayOption<byte[]> VENDOR_SPECIFIC = bytes(9);
    /** 10: flags, 0x80 if the client's request was unicast; RFC 5010. */
    public static final RelayOption<Integer> FLAGS = new RelayOption<>(10, OptionFormats.U8);
    /** 11: the address that the client shall take for the server's; RFC 5107. */
    public static final RelayOption<Ip4> SERVER_IDENTIFIER_OVERRIDE = new RelayOption<>(11, OptionFormats.IP4);
    /** 12: the relay; RFC 6925. */
    public static final RelayOption<byte[]> RELAY_ID = bytes(12);
    /** 13: access technology; RFC 7839, as the next five. */
    public static final RelayOption<byte[]> ACCESS_TECHNOLOGY_TYPE = bytes(13);
    /** 14: access network name. */
    public static final RelayOption<String> ACCESS_NETWORK_NAME = new RelayOption<>(14, OptionFormats.TEXT);
    /** 15: access point name. */
    public static final RelayOption<String> ACCESS_POINT_NAME = new RelayOption<>(15, OptionFormats.TEXT);
    /** 16: access point BSSID. */
    public static final RelayOption<byte[]> ACCESS_POINT_BSSID = bytes(16);
    /** 17: operator identifier. */
    public static final RelayOption<byte[]> OPERATOR_ID = bytes(17);
    /** 18: operator realm. */
    public static final RelayOption<String> OPERATOR_REALM = new RelayOption<>(18, OptionFormats.TEXT);
    /** 19: answer to the relay's source port instead of 67; RFC 8357. Empty on the wire. */
    public static final RelayOption<Boolean> SOURCE_PORT = new RelayOption<>(19, OptionFormats.PRESENCE);
    /** 150: Cisco's older link selection. */
    public static final RelayOption<Ip4> CISCO_LINK_SELECTION = new RelayOption<>(150, OptionFormats.IP4);
    /** 151: virtual subnet; RFC 6607. */
    public static final RelayOption<byte[]> VIRTUAL_SUBNET = bytes(151);
    /**
     * 152: virtual subnet control, empty on the wire; RFC 6607. Of four octets it is Cisco's server identifier
     * override.
     */
    public static final RelayOption<byte[]> VIRTUAL_SUBNET_CONTROL = bytes(152);
    /** 152 of four octets: Cisco's older server identifier override. */
    public static final RelayOption<Ip4> CISCO_SERVER_IDENTIFIER_OVERRIDE = new RelayOption<>(152, OptionFormats.IP4);

    private final int code;
    private final OptionFormat<T> format;

    private RelayOption(int code, OptionFormat<T> format) {
        this.code = code;
        this.format = format;
    }

    /**
     * Any sub-option as octets.
     *
     * @throws IllegalArgumentException outside 0 to 255
     */
    public static RelayOption<byte[]> bytes(int code) {
        return new RelayOption<>(Check.range("sub-option code", code, 0, 255), OptionFormats.OCTETS);
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    OptionFormat<T> format() {
        return format;
    }
}
