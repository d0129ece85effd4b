package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed key for a DHCP option: its code, its name, and how its value is read and written.
 *
 * <pre>{@code
 * Optional<List<ClientArchitecture>> wanted = packet.get(DhcpOption.CLIENT_ARCHITECTURE);
 * writer.set(DhcpOption.ROUTERS, List.of(Ip4.of("10.0.0.1")));
 * }</pre>
 *
 * <p>Options without a constant are reached by {@link #bytes(int)} and {@link #text(int)}.
 *
 * @param <T> the value's type
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2132">RFC 2132</a>
 */
public final class DhcpOption<T> {
    private static final @Nullable DhcpOption<?>[] KNOWN = new DhcpOption<?>[256];

    /** 1: the network mask. EDK2 drops an offer without it. */
    public static final DhcpOption<Ip4> SUBNET_MASK = ip4(1, "subnet mask");
    /** 2: seconds east of UTC. */
    public static final DhcpOption<Integer> TIME_OFFSET = known(2, "time offset", OptionFormats.I32);
    /** 3: routers, the best first. */
    public static final DhcpOption<List<Ip4>> ROUTERS = ip4s(3, "routers");
    /** 4: time servers (RFC 868). */
    public static final DhcpOption<List<Ip4>> TIME_SERVERS = ip4s(4, "time servers");
    /** 5: IEN 116 name servers. */
    public static final DhcpOption<List<Ip4>> NAME_SERVERS = ip4s(5, "name servers");
    /** 6: DNS servers. */
    public static final DhcpOption<List<Ip4>> DNS_SERVERS = ip4s(6, "DNS servers");
    /** 7: log servers; iPXE's {@code syslog}. */
    public static final DhcpOption<List<Ip4>> LOG_SERVERS = ip4s(7, "log servers");
    /** 12: host name. */
    public static final DhcpOption<String> HOST_NAME = string(12, "host name");
    /** 13: the boot file's size in blocks of 512 octets. EDK2 believes it: leave it out unless it is right. */
    public static final DhcpOption<Integer> BOOT_FILE_SIZE = known(13, "boot file size", OptionFormats.U16);
    /** 15: domain name. */
    public static final DhcpOption<String> DOMAIN_NAME = string(15, "domain name");
    /** 17: root path: a URI for iSCSI, AoE, NFS. */
    public static final DhcpOption<String> ROOT_PATH = string(17, "root path");
    /** 18: extensions path. */
    public static final DhcpOption<String> EXTENSIONS_PATH = string(18, "extensions path");
    /** 22: largest datagram the client must reassemble. */
    public static final DhcpOption<Integer> MAX_DATAGRAM_REASSEMBLY =
            known(22, "maximum datagram reassembly", OptionFormats.U16);
    /** 26: interface MTU. */
    public static final DhcpOption<Integer> INTERFACE_MTU = known(26, "interface MTU", OptionFormats.U16);
    /** 28: broadcast address. */
    public static final DhcpOption<Ip4> BROADCAST_ADDRESS = ip4(28, "broadcast address");
    /** 33: routes to hosts and classful networks; {@link #CLASSLESS_ROUTES} has taken its place. */
    public static final DhcpOption<List<StaticRoute>> STATIC_ROUTES =
            known(33, "static routes", OptionFormats.STATIC_ROUTES);
    /** 40: NIS domain. */
    public static final DhcpOption<String> NIS_DOMAIN = string(40, "NIS domain");
    /** 41: NIS servers. */
    public static final DhcpOption<List<Ip4>> NIS_SERVERS = ip4s(41, "NIS servers");
    /** 42: NTP servers. */
    public static final DhcpOption<List<Ip4>> NTP_SERVERS = ip4s(42, "NTP servers");
    /** 43: the vendor's own, here PXE's. For another vendor's use {@link #bytes(int)}. */
    public static final DhcpOption<PxeOptions> VENDOR_SPECIFIC = known(43, "vendor specific", PxeOptions.FORMAT);
    /** 50: the address that the client wants. */
    public static final DhcpOption<Ip4> REQUESTED_ADDRESS = ip4(50, "requested address");
    /** 51: lease time, in whole seconds up to {@link #INFINITE_LEASE}. */
    public static final DhcpOption<Duration> LEASE_TIME = known(51, "lease time", OptionFormats.SECONDS);
    /** 52: which header fields hold options: 1 {@code file}, 2 {@code sname}, 3 both. */
    public static final DhcpOption<Integer> OVERLOAD =
            known(52, "overload", new OptionFormats.Whole(1, 1, 3, ByteBuf::getUnsignedByte, ByteBuf::writeByte));
    /** 53: the message type. */
    public static final DhcpOption<DhcpMessageType> MESSAGE_TYPE =
            known(53, "message type", OptionFormats.map(OptionFormats.U8, DhcpMessageType::of, DhcpMessageType::value));
    /** 54: the server's identity, and the address to reach it. */
    public static final DhcpOption<Ip4> SERVER_IDENTIFIER = ip4(54, "server identifier");
    /** 55: the codes that the client asks for. */
    public static final DhcpOption<ParameterRequestList> PARAMETER_REQUEST_LIST =
            known(55, "parameter request list", ParameterRequestList.FORMAT);
    /** 56: an error message. */
    public static final DhcpOption<String> MESSAGE = string(56, "message");
    /** 57: the largest IP datagram that the client takes, headers included; less than 576 means 576. */
    public static final DhcpOption<Integer> MAX_MESSAGE_SIZE = known(57, "maximum message size", OptionFormats.U16);
    /** 58: T1, when to renew. */
    public static final DhcpOption<Duration> RENEWAL_TIME = known(58, "renewal time (T1)", OptionFormats.SECONDS);
    /** 59: T2, when to rebind. */
    public static final DhcpOption<Duration> REBINDING_TIME = known(59, "rebinding time (T2)", OptionFormats.SECONDS);
    /** 60: vendor class. */
    public static final DhcpOption<VendorClass> VENDOR_CLASS = known(60, "vendor class", VendorClass.FORMAT);
    /** 61: client identifier. */
    public static final DhcpOption<ClientIdentifier> CLIENT_IDENTIFIER =
            known(61, "client identifier", ClientIdentifier.FORMAT);
    /** 66: TFTP server, by name or address. EDK2, U-Boot and shim read only {@code siaddr}: send both. */
    public static final DhcpOption<String> TFTP_SERVER_NAME = string(66, "TFTP server name");
    /** 67: boot file. shim and U-Boot's proxy mode read only the {@code file} field: send both. */
    public static final DhcpOption<String> BOOTFILE_NAME = string(67, "bootfile name");
    /** 77: user class. */
    public static final DhcpOption<UserClass> USER_CLASS = known(77, "user class", UserClass.FORMAT);
    /** 80: rapid commit (RFC 4039); empty on the wire. */
    public static final DhcpOption<Boolean> RAPID_COMMIT = known(80, "rapid commit", OptionFormats.PRESENCE);
    /** 81: the client's full name, and who enters it in the DNS (RFC 4702). */
    public static final DhcpOption<ClientFqdn> CLIENT_FQDN = known(81, "client FQDN", ClientFqdn.FORMAT);
    /** 82: relay agent information. */
    public static final DhcpOption<RelayAgentInformation> RELAY_AGENT_INFORMATION =
            known(82, "relay agent information", RelayAgentInformation.FORMAT);
    /** 90: authentication (RFC 3118), and the forcerenew nonce of RFC 6704. */
    public static final DhcpOption<DhcpAuthentication> AUTHENTICATION =
            known(90, "authentication", DhcpAuthentication.FORMAT);
    /** 91: seconds since the client's last transaction (RFC 4388). */
    public static final DhcpOption<Duration> CLIENT_LAST_TRANSACTION_TIME =
            known(91, "client last transaction time", OptionFormats.SECONDS);
    /** 92: all addresses of a client (RFC 4388). */
    public static final DhcpOption<List<Ip4>> ASSOCIATED_IP = ip4s(92, "associated IP");
    /** 93: the client's architectures, most often one. An odd octet at the end is not read. */
    public static final DhcpOption<List<ClientArchitecture>> CLIENT_ARCHITECTURE =
            known(93, "client architecture", new ArchitecturesFormat());
    /** 94: client network interface identifier (UNDI). */
    public static final DhcpOption<NetworkInterfaceIdentifier> CLIENT_NDI =
            known(94, "client network interface", NetworkInterfaceIdentifier.FORMAT);
    /** 97: client machine identifier (UUID). */
    public static final DhcpOption<MachineId> MACHINE_ID = known(97, "machine identifier", MachineId.FORMAT);
    /** 100: POSIX time zone (RFC 4833). */
    public static final DhcpOption<String> POSIX_TIMEZONE = string(100, "POSIX time zone");
    /** 101: time zone by name (RFC 4833). */
    public static final DhcpOption<String> TZDB_TIMEZONE = string(101, "time zone");
    /** 108: how long a client that can does without IPv4 (RFC 8925). */
    public static final DhcpOption<Duration> IPV6_ONLY_PREFERRED =
            known(108, "IPv6-only preferred", OptionFormats.SECONDS);
    /** 114: captive portal's URI (RFC 8910). */
    public static final DhcpOption<String> CAPTIVE_PORTAL = string(114, "captive portal");
    /** 116: whether a client may configure itself (RFC 2563). */
    public static final DhcpOption<Boolean> AUTO_CONFIGURE = known(116, "auto-configure", OptionFormats.FLAG);
    /** 118: the network to take the address from (RFC 3011). */
    public static final DhcpOption<Ip4> SUBNET_SELECTION = ip4(118, "subnet selection");
    /** 119: domains to search for names without dots (RFC 3397); written compressed. */
    public static final DhcpOption<List<String>> DOMAIN_SEARCH = known(119, "domain search", new DomainSearchFormat());
    /** 121: routes (RFC 3442). A client that reads it ignores options 3 and 33; iPXE does. */
    public static final DhcpOption<List<ClasslessRoute>> CLASSLESS_ROUTES =
            known(121, "classless static routes", ClasslessRoute.FORMAT);
    /** 124: vendor classes, each with its maker's number (RFC 3925). */
    public static final DhcpOption<List<EnterpriseData>> VENDOR_IDENTIFYING_CLASS =
            known(124, "vendor-identifying class", EnterpriseData.FORMAT);
    /** 125: vendors' own options, each with its maker's number (RFC 3925). */
    public static final DhcpOption<List<EnterpriseData>> VENDOR_IDENTIFYING_INFORMATION =
            known(125, "vendor-identifying information", EnterpriseData.FORMAT);
    /** 128: undefined, vendors use it; every PXE ROM asks for it and the seven that follow (RFC 4578, section 2.4). */
    public static final DhcpOption<byte[]> PXE_128 = octets(128, "PXE 128");
    /** 129: undefined, vendors use it. */
    public static final DhcpOption<byte[]> PXE_129 = octets(129, "PXE 129");
    /** 130: undefined, vendors use it. */
    public static final DhcpOption<byte[]> PXE_130 = octets(130, "PXE 130");
    /** 131: undefined, vendors use it. */
    public static final DhcpOption<byte[]> PXE_131 = octets(131, "PXE 131");
    /** 132: undefined, vendors use it. */
    public static final DhcpOption<byte[]> PXE_132 = octets(132, "PXE 132");
    /** 133: undefined, vendors use it. */
    public static final DhcpOption<byte[]> PXE_133 = octets(133, "PXE 133");
    /** 134: undefined, vendors use it. */
    public static final DhcpOption<byte[]> PXE_134 = octets(134, "PXE 134");
    /** 135: undefined, vendors use it. */
    public static final DhcpOption<byte[]> PXE_135 = octets(135, "PXE 135");
    /** 138: CAPWAP controllers (RFC 5417). */
    public static final DhcpOption<List<Ip4>> CAPWAP_CONTROLLERS = ip4s(138, "CAPWAP controllers");
    /** 143: where a device finds its bootstrap server: URIs (RFC 8572). */
    public static final DhcpOption<List<String>> SZTP_REDIRECT = known(143, "SZTP redirect", OptionFormats.TEXTS_U16);
    /** 144: where the client is, with a resolution to each coordinate (RFC 6225). */
    public static final DhcpOption<byte[]> GEOLOCATION = octets(144, "geolocation");
    /** 145: the forcerenew algorithms that the client takes, 1 for HMAC-MD5 (RFC 6704). */
    public static final DhcpOption<List<Integer>> FORCERENEW_NONCE_CAPABLE =
            known(145, "forcerenew nonce capable", OptionFormats.U8S);
    /** 150: TFTP servers by address (RFC 5859). */
    public static final DhcpOption<List<Ip4>> TFTP_SERVER_ADDRESSES = ip4s(150, "TFTP server addresses");
    /** 151: how a bulk leasequery went (RFC 6926, as the next six). */
    public static final DhcpOption<LeaseQueryStatus> STATUS_CODE = known(151, "status code", LeaseQueryStatus.FORMAT);
    /** 152: what the time was when the message was sent. */
    public static final DhcpOption<Instant> BASE_TIME = known(152, "base time", OptionFormats.INSTANT);
    /** 153: how long the address has been in its state. */
    public static final DhcpOption<Duration> START_TIME_OF_STATE =
            known(153, "start time of state", OptionFormats.SECONDS);
    /** 154: only what changed since. */
    public static final DhcpOption<Instant> QUERY_START_TIME = known(154, "query start time", OptionFormats.INSTANT);
    /** 155: only what changed until. */
    public static final DhcpOption<Instant> QUERY_END_TIME = known(155, "query end time", OptionFormats.INSTANT);
    /** 156: the state of an address. */
    public static final DhcpOption<LeaseQueryState> LEASE_STATE =
            known(156, "lease state", OptionFormats.map(OptionFormats.U8, LeaseQueryState::of, LeaseQueryState::value));
    /** 157: where the data came from; bit 0: from another server. */
    public static final DhcpOption<Integer> DATA_SOURCE = known(157, "data source", OptionFormats.U8);
    /** 159: the client's ports of a shared address (RFC 7618). */
    public static final DhcpOption<PortParameters> PORT_PARAMETERS =
            known(159, "port parameters", PortParameters.FORMAT);
    /** 160: the captive portal's URI where old clients look for it (RFC 7710); now {@link #CAPTIVE_PORTAL}. */
    public static final DhcpOption<String> CAPTIVE_PORTAL_OLD = string(160, "captive portal (old)");
    /** 161: a device's MUD URL (RFC 8520). */
    public static final DhcpOption<String> MUD_URL = string(161, "MUD URL");
    /** 162: encrypted DNS resolvers (RFC 9463). */
    public static final DhcpOption<List<EncryptedDns>> ENCRYPTED_DNS = known(162, "encrypted DNS", EncryptedDns.FORMAT);
    /** 175: iPXE's own options. */
    public static final DhcpOption<IpxeOptions> IPXE = known(175, "iPXE options", IpxeOptions.FORMAT);
    /** 176: IP telephones; tentative. */
    public static final DhcpOption<byte[]> IP_TELEPHONE = octets(176, "IP telephone");
    /** 177: Etherboot, and PacketCable; tentative. */
    public static final DhcpOption<byte[]> ETHERBOOT = octets(177, "Etherboot");
    /** 201: iPXE's first iSCSI target. */
    public static final DhcpOption<String> IPXE_PRIMARY_TARGET_IQN = string(201, "iPXE primary target IQN");
    /** 202: iPXE's second iSCSI target. */
    public static final DhcpOption<String> IPXE_SECONDARY_TARGET_IQN = string(202, "iPXE secondary target IQN");
    /** 203: the iSCSI name of the client itself, for iPXE. */
    public static final DhcpOption<String> IPXE_INITIATOR_IQN = string(203, "iPXE initiator IQN");
    /** 208: PXELINUX's magic F1 00 74 7E (RFC 5071). */
    public static final DhcpOption<byte[]> PXELINUX_MAGIC = octets(208, "PXELINUX magic");
    /** 209: PXELINUX's and U-Boot's configuration file (RFC 5071). */
    public static final DhcpOption<String> PXELINUX_CONFIG_FILE = string(209, "PXELINUX configuration file");
    /** 210: the prefix of PXELINUX's paths (RFC 5071). */
    public static final DhcpOption<String> PXELINUX_PATH_PREFIX = string(210, "PXELINUX path prefix");
    /** 211: how long PXELINUX waits before it starts over (RFC 5071). */
    public static final DhcpOption<Duration> PXELINUX_REBOOT_TIME =
            known(211, "PXELINUX reboot time", OptionFormats.SECONDS);
    /** 212: IPv6 over an IPv4 network, 6rd (RFC 5969). */
    public static final DhcpOption<SixRd> SIX_RD = known(212, "6rd", SixRd.FORMAT);
    /** 220: whole networks for the client to give out (RFC 6656). */
    public static final DhcpOption<SubnetAllocation> SUBNET_ALLOCATION =
            known(220, "subnet allocation", SubnetAllocation.FORMAT);
    /** 221: the virtual private network to take the address from (RFC 6607). */
    public static final DhcpOption<VirtualSubnet> VIRTUAL_SUBNET =
            known(221, "virtual subnet selection", VirtualSubnet.FORMAT);
    /** 249: the same as {@link #CLASSLESS_ROUTES} at Microsoft, whose old clients read only this. */
    public static final DhcpOption<List<ClasslessRoute>> MICROSOFT_CLASSLESS_ROUTES =
            known(249, "classless static routes (Microsoft)", ClasslessRoute.FORMAT);
    /** 252: the URL of a browser's proxy configuration (WPAD); for private use by the registry. */
    public static final DhcpOption<String> WPAD = string(252, "WPAD");

    /** A lease without end: 0xFFFFFFFF seconds in options 51, 58 and 59. */
    public static final Duration INFINITE_LEASE = Duration.ofSeconds(0xffff_ffffL);

    private final int code;
    private final String name;
    private final OptionFormat<T> format;
    private final int size;

    private DhcpOption(int code, String name, OptionFormat<T> format) {
        this.code = code;
        this.name = name;
        this.format = format;
        this.size = format.size();
    }

    /**
     * Any option as octets; reading makes a fresh array.
     *
     * @throws IllegalArgumentException outside 1 to 254
     */
    public static DhcpOption<byte[]> bytes(int code) {
        return new DhcpOption<>(checkCode(code), nameOf(code), OptionFormats.OCTETS);
    }

    /**
     * Any option as text.
     *
     * @throws IllegalArgumentException outside 1 to 254
     */
    public static DhcpOption<String> text(int code) {
        return new DhcpOption<>(checkCode(code), nameOf(code), OptionFormats.TEXT);
    }

    /**
     * The constant of that code, or the option as octets if there is none.
     *
     * @throws IllegalArgumentException outside 1 to 254
     */
    public static DhcpOption<?> of(int code) {
        DhcpOption<?> known = KNOWN[checkCode(code)];
        return known != null ? known : bytes(code);
    }

    /** The number on the wire, 1 to 254. */
    public int code() {
        return code;
    }

    /** The option's name as RFC 2132 or its own RFC has it, in lower case: {@code subnet mask}. */
    public String name() {
        return name;
    }

    OptionFormat<T> format() {
        return format;
    }

    /** How many octets every value has; -1 if that depends. */
    int size() {
        return size;
    }

    void encode(T value, ByteBuf out) {
        try {
            format.encode(value, out);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(this + ": " + e.getMessage(), e);
        }
    }

    static int checkCode(int code) {
        return Check.range("option code", code, 1, 254);
    }

    private static String nameOf(int code) {
        DhcpOption<?> known = KNOWN[code];
        return known != null ? known.name : "option " + code;
    }

    private static <T> DhcpOption<T> known(int code, String name, OptionFormat<T> format) {
        DhcpOption<T> option = new DhcpOption<>(code, name, format);
        KNOWN[code] = option;
        return option;
    }

    private static DhcpOption<Ip4> ip4(int code, String name) {
        return known(code, name, OptionFormats.IP4);
    }

    private static DhcpOption<List<Ip4>> ip4s(int code, String name) {
        return known(code, name, OptionFormats.IP4S);
    }

    private static DhcpOption<String> string(int code, String name) {
        return known(code, name, OptionFormats.TEXT);
    }

    private static DhcpOption<byte[]> octets(int code, String name) {
        return known(code, name, OptionFormats.OCTETS);
    }

    /** Code and name: {@code 67 (bootfile name)}. */
    @Override
    public String toString() {
        return code + " (" + name + ")";
    }

    /** A list of numbers that tolerates an odd octet at its end. */
    private static final class ArchitecturesFormat implements OptionFormat<List<ClientArchitecture>> {
        private static final OptionFormat<List<ClientArchitecture>> EVEN = OptionFormats.listOf(
                OptionFormats.map(OptionFormats.U16, ClientArchitecture::of, ClientArchitecture::value), 2);

        @Override
        public @Nullable List<ClientArchitecture> decode(ByteBuf in, int offset, int length) {
            return EVEN.decode(in, offset, length & ~1);
        }

        @Override
        public void encode(List<ClientArchitecture> value, ByteBuf out) {
            EVEN.encode(value, out);
        }

        @Override
        public String expected() {
            return EVEN.expected();
        }
    }
}
