package io.pxe4j.dhcp;

import java.util.List;

/**
 * A key of {@link RelayAgentInformation}: the code of a sub-option of option 82 and how its value is read and written.
 *
 * @param <T> the value's type
 */
public final class RelayOption<T> extends SubOption<T> {
    static final SubOptionNames KNOWN = new SubOptionNames();

    /** 1: the circuit the request came from; RFC 3046. */
    public static final RelayOption<byte[]> CIRCUIT_ID = octets(1, "circuit id");
    /** 2: the remote end of that circuit; RFC 3046. */
    public static final RelayOption<byte[]> REMOTE_ID = octets(2, "remote id");
    /** 4: DOCSIS device class; RFC 3256. */
    public static final RelayOption<Long> DOCSIS_DEVICE_CLASS = known(4, "DOCSIS device class", OptionFormats.U32);
    /** 5: the network to take the address from, when giaddr is not in it; RFC 3527. */
    public static final RelayOption<Ip4> LINK_SELECTION = known(5, "link selection", OptionFormats.IP4);
    /** 6: the subscriber; RFC 3993. */
    public static final RelayOption<String> SUBSCRIBER_ID = known(6, "subscriber id", OptionFormats.TEXT);
    /** 7: RADIUS attributes; RFC 4014. */
    public static final RelayOption<List<RadiusAttribute>> RADIUS_ATTRIBUTES =
            known(7, "RADIUS attributes", RadiusAttribute.FORMAT);
    /** 8: authentication; RFC 4030. */
    public static final RelayOption<RelayAuthentication> AUTHENTICATION =
            known(8, "authentication", RelayAuthentication.FORMAT);
    /** 9: vendor-specific information; RFC 4243. */
    public static final RelayOption<List<EnterpriseData>> VENDOR_SPECIFIC =
            known(9, "vendor specific", EnterpriseData.FORMAT);
    /** 10: flags, 0x80 if the client's request was unicast; RFC 5010. */
    public static final RelayOption<Integer> FLAGS = known(10, "flags", OptionFormats.U8);
    /** 11: the address that the client shall take for the server's; RFC 5107. */
    public static final RelayOption<Ip4> SERVER_IDENTIFIER_OVERRIDE =
            known(11, "server identifier override", OptionFormats.IP4);
    /** 12: the relay; RFC 6925. */
    public static final RelayOption<RelayId> RELAY_ID = known(12, "relay id", RelayId.FORMAT);
    /** 13: access technology, 3 for Ethernet, 4 for wireless LAN; RFC 7839, as the next five. */
    public static final RelayOption<Integer> ACCESS_TECHNOLOGY_TYPE =
            known(13, "access technology type", OptionFormats.U16);
    /** 14: access network name. */
    public static final RelayOption<String> ACCESS_NETWORK_NAME = known(14, "access network name", OptionFormats.TEXT);
    /** 15: access point name. */
    public static final RelayOption<String> ACCESS_POINT_NAME = known(15, "access point name", OptionFormats.TEXT);
    /** 16: access point BSSID. */
    public static final RelayOption<HardwareAddress> ACCESS_POINT_BSSID =
            known(16, "access point BSSID", OptionFormats.MAC);
    /** 17: the operator's enterprise number. */
    public static final RelayOption<Long> OPERATOR_ID = known(17, "operator id", OptionFormats.U32);
    /** 18: operator realm. */
    public static final RelayOption<String> OPERATOR_REALM = known(18, "operator realm", OptionFormats.TEXT);
    /** 19: answer to the relay's source port instead of 67; RFC 8357. Empty on the wire. */
    public static final RelayOption<Boolean> SOURCE_PORT = known(19, "source port", OptionFormats.PRESENCE);
    /** 150: Cisco's older link selection. */
    public static final RelayOption<Ip4> CISCO_LINK_SELECTION = known(150, "link selection (Cisco)", OptionFormats.IP4);
    /** 151: virtual subnet; RFC 6607. */
    public static final RelayOption<VirtualSubnet> VIRTUAL_SUBNET = known(151, "virtual subnet", VirtualSubnet.FORMAT);
    /** 151 as octets: Cisco's older VPN identifier. */
    public static final RelayOption<byte[]> CISCO_VPN_ID = octets(151, "VPN id (Cisco)");
    /**
     * 152: virtual subnet control, empty on the wire; RFC 6607. Of four octets it is Cisco's server identifier
     * override.
     */
    public static final RelayOption<Boolean> VIRTUAL_SUBNET_CONTROL =
            known(152, "virtual subnet control", OptionFormats.EMPTY);
    /** 152 of four octets: Cisco's older server identifier override. */
    public static final RelayOption<Ip4> CISCO_SERVER_IDENTIFIER_OVERRIDE =
            known(152, "server identifier override (Cisco)", OptionFormats.IP4);

    private RelayOption(int code, String name, OptionFormat<T> format) {
        super(code, name, format);
    }

    /**
     * Any sub-option as octets.
     *
     * @throws IllegalArgumentException outside 0 to 255
     */
    public static RelayOption<byte[]> bytes(int code) {
        Check.range("sub-option code", code, 0, 255);
        return new RelayOption<>(code, KNOWN.name(code), OptionFormats.OCTETS);
    }

    private static <T> RelayOption<T> known(int code, String name, OptionFormat<T> format) {
        return KNOWN.add(new RelayOption<>(code, name, format));
    }

    private static RelayOption<byte[]> octets(int code, String name) {
        return known(code, name, OptionFormats.OCTETS);
    }
}
