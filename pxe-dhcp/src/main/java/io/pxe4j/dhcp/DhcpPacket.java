package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DHCP or BOOTP packet as a view of its buffer.
 *
 * <pre>
 *   0 op | htype | hlen | hops       1 request, 2 reply | ARP type | 0..16 | relays passed
 *   4 xid
 *   8 secs | flags                   0x8000: answer by broadcast
 *  12 ciaddr                         the client's address, when it has one
 *  16 yiaddr                         the address it gets
 *  20 siaddr                         the next server, for the boot file
 *  24 giaddr                         the relay
 *  28 chaddr, 16 octets
 *  44 sname, 64 octets               text, or options when overloaded
 * 108 file, 128 octets               text, or options when overloaded
 * 236 cookie 63 82 53 63
 * 240 options                        {code, length, value}, 0 pads, 255 ends
 * </pre>
 *
 * <p>Accessors read at offsets; the options are found by an index made in one pass over the options field, {@code file}
 * and {@code sname} (option 52), and pieces of one option are joined when asked for
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3396">RFC 3396</a>). The view is valid while its buffer is and
 * unchanged; {@link #copy} keeps one. Safe for several threads to read while nobody changes the buffer.
 *
 * <p>What is refused as malformed: no whole header, an {@code op} but 1 and 2, {@code hlen} above 16, no cookie unless
 * the packet has BOOTP's length, an option past the end, more than 512 options, and a message type of another length
 * than 1 or given twice differently. What is taken: a missing END, padding anywhere, options after END (not read), an
 * overload of a value that does not exist (not followed), values of a wrong length ({@link #get} finds nothing,
 * {@link #problemWith} says why).
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2131#section-2">RFC 2131, section 2</a>
 */
public final class DhcpPacket implements DhcpDecoded {
    private final OptionIndex index = new OptionIndex();
    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private byte[] octets = {};
    private int start;
    private int length;
    private int overload;
    private @Nullable DhcpMessageType messageType;

    DhcpPacket() {}

    /**
     * Decodes the readable octets of {@code datagram}, whose indexes and reference count stay as they are.
     *
     * @return a packet that is valid while the buffer is, or what is wrong; {@link DhcpDecoder} makes less garbage
     */
    public static DhcpDecoded decode(ByteBuf datagram) {
        DhcpPacket packet = new DhcpPacket();
        MalformedDhcp problem = packet.wrap(datagram);
        return problem != null ? problem : packet;
    }

    @Nullable
    MalformedDhcp wrap(ByteBuf datagram) {
        buffer = datagram;
        start = datagram.readerIndex();
        length = datagram.readableBytes();
        overload = 0;
        messageType = null;
        MalformedDhcp problem = checkLength();
        if (problem != null) {
            return problem;
        }
        if (datagram.hasArray()) {
            index.clear(datagram.array(), datagram.arrayOffset() + start);
        } else {
            index.clear(copyOctets(), 0);
        }
        problem = checkHeader();
        if (problem == null && isDhcpLayout()) {
            problem = indexOptions();
        }
        return problem == null ? readMessageType() : problem;
    }

    // Of 400 octets in 20 ns, and what is read of them costs a third then; a decoder does so into one array.
    private byte[] copyOctets() {
        if (octets.length < length) {
            octets = new byte[length];
        }
        buffer.getBytes(start, octets, 0, length);
        return octets;
    }

    private @Nullable MalformedDhcp checkLength() {
        if (length < DhcpLayout.COOKIE) {
            return new MalformedDhcp(length + " octets are no header of " + DhcpLayout.COOKIE, length);
        }
        if (length > DhcpLayout.MAX_LENGTH) {
            return new MalformedDhcp(length + " octets are no UDP datagram", DhcpLayout.MAX_LENGTH);
        }
        return null;
    }

    private @Nullable MalformedDhcp checkHeader() {
        if (op() != DhcpLayout.BOOTREQUEST && op() != DhcpLayout.BOOTREPLY) {
            return new MalformedDhcp("op " + op() + " is neither request (1) nor reply (2)", DhcpLayout.OP);
        }
        if (hardwareLength() > DhcpLayout.CHADDR_LENGTH) {
            return new MalformedDhcp("hlen " + hardwareLength() + " is more than 16", DhcpLayout.HLEN);
        }
        if (!isDhcpLayout() && length < DhcpLayout.BOOTP_LENGTH) {
            return new MalformedDhcp("no magic cookie, and too short for BOOTP", DhcpLayout.COOKIE);
        }
        return null;
    }

    /** Whether the options field has its cookie; BOOTP's vendor field of before RFC 1048 has none. */
    boolean isDhcpLayout() {
        return length >= DhcpLayout.OPTIONS && index.int32(DhcpLayout.COOKIE) == DhcpLayout.MAGIC_COOKIE;
    }

    private @Nullable MalformedDhcp indexOptions() {
        MalformedDhcp problem = index.walk(DhcpLayout.OPTIONS, length);
        // RFC 2132 section 9.3: only the options field can say that others hold options, so this cannot recur.
        overload = problem == null ? readOverload() : 0;
        if (problem == null && (overload & DhcpLayout.OVERLOAD_FILE) != 0) {
            problem = index.walk(DhcpLayout.FILE, DhcpLayout.FILE + DhcpLayout.FILE_LENGTH);
        }
        if (problem == null && (overload & DhcpLayout.OVERLOAD_SNAME) != 0) {
            problem = index.walk(DhcpLayout.SNAME, DhcpLayout.SNAME + DhcpLayout.SNAME_LENGTH);
        }
        return problem;
    }

    private int readOverload() {
        int entry = index.first(DhcpOption.OVERLOAD.code());
        if (entry < 0 || index.length(entry) != 1) {
            return 0;
        }
        int value = index.octet(DhcpOption.OVERLOAD.code(), 0);
        return value <= 3 ? value : 0;
    }

    // A packet whose type is in doubt must not be taken for BOOTP or for the first of two types.
    private @Nullable MalformedDhcp readMessageType() {
        int first = index.first(DhcpOption.MESSAGE_TYPE.code());
        for (int entry = first; entry >= 0; entry = index.next(entry)) {
            int at = index.offset(entry);
            if (index.length(entry) != 1) {
                return new MalformedDhcp("message type of " + index.length(entry) + " octets", at);
            }
            DhcpMessageType type = DhcpMessageType.of(index.at(at));
            if (messageType != null && !messageType.equals(type)) {
                return new MalformedDhcp("message types " + messageType.value() + " and " + type.value(), at);
            }
            messageType = type;
        }
        return null;
    }

    /** 1 for a request, 2 for a reply. */
    public int op() {
        return index.at(DhcpLayout.OP);
    }

    /** Whether a client, or a relay for it, sent this. */
    public boolean isRequest() {
        return op() == DhcpLayout.BOOTREQUEST;
    }

    /** {@code htype}: the ARP hardware type, 1 for Ethernet. */
    public int hardwareType() {
        return index.at(DhcpLayout.HTYPE);
    }

    /** {@code hlen}: how many octets of {@code chaddr} count, 0 to 16. */
    public int hardwareLength() {
        return index.at(DhcpLayout.HLEN);
    }

    /** How many relays it passed, 0 to 255. */
    public int hops() {
        return index.at(DhcpLayout.HOPS);
    }

    /** The client's number of this exchange; any 32 bits. */
    public int xid() {
        return index.int32(DhcpLayout.XID);
    }

    /** Seconds since the client began, 0 to 65535. iPXE keeps counters of its own here. */
    public int secs() {
        return index.u16(DhcpLayout.SECS);
    }

    /** All 16 flags. */
    public int flags() {
        return index.u16(DhcpLayout.FLAGS);
    }

    /** Whether the client asks to be answered by broadcast. */
    public boolean isBroadcast() {
        return (flags() & DhcpLayout.BROADCAST_FLAG) != 0;
    }

    /** The address that the client has and answers ARP for. */
    public Ip4 ciaddr() {
        return new Ip4(index.int32(DhcpLayout.CIADDR));
    }

    /** The address that the server gives; a ProxyDHCP server gives none. */
    public Ip4 yiaddr() {
        return new Ip4(index.int32(DhcpLayout.YIADDR));
    }

    /** The next server, from which the boot file comes. */
    public Ip4 siaddr() {
        return new Ip4(index.int32(DhcpLayout.SIADDR));
    }

    /** The relay that passed it on first. */
    public Ip4 giaddr() {
        return new Ip4(index.int32(DhcpLayout.GIADDR));
    }

    /** The client's hardware address. */
    public HardwareAddress chaddr() {
        return HardwareAddress.read(buffer, start + DhcpLayout.CHADDR, hardwareType(), hardwareLength());
    }

    /** The maker's three octets of an Ethernet address; -1 for other hardware. */
    int oui() {
        return hardwareType() == HardwareAddress.ETHERNET && hardwareLength() == HardwareAddress.ETHERNET_LENGTH
                ? index.int32(DhcpLayout.CHADDR) >>> 8
                : -1;
    }

    /** Fills {@code chaddr} with all 16 octets. */
    void copyChaddr(byte[] chaddr) {
        buffer.getBytes(start + DhcpLayout.CHADDR, chaddr);
    }

    /** Appends an option's octets, all pieces together. */
    void copyOption(int code, ByteBuf out) {
        int first = index.first(code);
        if (index.isRepeated(code)) {
            out.writeBytes(index.joined(code));
        } else if (first >= 0) {
            out.writeBytes(buffer, start + index.offset(first), index.length(first));
        }
    }

    /** The server name to its first NUL; empty if there is none or the field holds options. */
    public String sname() {
        return (overload & DhcpLayout.OVERLOAD_SNAME) != 0
                ? ""
                : OctetText.read(buffer, start + DhcpLayout.SNAME, DhcpLayout.SNAME_LENGTH);
    }

    /** The boot file to its first NUL; empty if there is none or the field holds options. */
    public String file() {
        return (overload & DhcpLayout.OVERLOAD_FILE) != 0
                ? ""
                : OctetText.read(buffer, start + DhcpLayout.FILE, DhcpLayout.FILE_LENGTH);
    }

    /** The message type; empty for BOOTP. */
    public Optional<DhcpMessageType> messageType() {
        return Optional.ofNullable(messageType);
    }

    /** Whether the message type is {@code type}. */
    public boolean is(DhcpMessageType type) {
        return type.equals(messageType);
    }

    /**
     * Whether this is BOOTP, without a message type
     * (<a href="https://datatracker.ietf.org/doc/html/rfc1534#section-3">RFC 1534, section 3</a>).
     */
    public boolean isBootp() {
        return messageType == null;
    }

    /** Whether the option is there, readable or not. */
    public boolean has(DhcpOption<?> option) {
        return index.has(option.code());
    }

    /**
     * The value of an option.
     *
     * <p>Pieces are joined; of a value of fixed size that came twice the first counts, as it does for boot ROMs.
     *
     * @return empty if the option is absent or has another shape
     */
    public <T> Optional<T> get(DhcpOption<T> option) {
        return Optional.ofNullable(read(option.code(), option.format()));
    }

    /** Why {@link #get} finds nothing in an option that is there: {@code 1 octet (expected: 4 octets)}. */
    public Optional<String> problemWith(DhcpOption<?> option) {
        if (!has(option) || read(option.code(), option.format()) != null) {
            return Optional.empty();
        }
        return Optional.of(OptionPrinter.problem(length(option), option.format()));
    }

    private <T> @Nullable T read(int code, OptionFormat<T> format) {
        int first = index.first(code);
        if (first < 0) {
            return null;
        }
        if (index.isRepeated(code)) {
            byte[] joined = index.joined(code);
            T value = format.decode(Unpooled.wrappedBuffer(joined), 0, joined.length);
            if (value != null || index.length(first) != format.size()) {
                return value;
            }
        }
        return format.decode(buffer, start + index.offset(first), index.length(first));
    }

    /**
     * The octets of an option: a slice that shares the packet's buffer and reference count, or, of an option in pieces,
     * a heap buffer with the whole. Empty if the option is absent.
     */
    public ByteBuf raw(int code) {
        int first = index.first(code);
        if (first < 0) {
            return Unpooled.EMPTY_BUFFER;
        }
        return index.isRepeated(code)
                ? Unpooled.wrappedBuffer(index.joined(code)).asReadOnly()
                : buffer.slice(start + index.offset(first), index.length(first));
    }

    /** How many octets an option has, all pieces together; -1 if it is absent. */
    public int length(DhcpOption<?> option) {
        return index.totalLength(option.code());
    }

    /**
     * The number or address that an option of 1, 2 or 4 octets holds, without making an object.
     *
     * @return 0 to 4294967295, or {@code otherwise} if the option is absent or of another shape
     */
    public long number(DhcpOption<?> option, long otherwise) {
        return index.number(option.code(), option.size(), otherwise);
    }

    /** The bits of the address that an option holds, without making an object; 0 if it is absent or no address. */
    public int ip4Bits(DhcpOption<Ip4> option) {
        return (int) number(option, 0);
    }

    /** One octet of an option, 0 to 255; -1 where there is none. */
    public int octet(DhcpOption<?> option, int index) {
        return this.index.octet(option.code(), index);
    }

    /** One 16-bit number of an option that is a list of them, 0 to 65535; -1 where there is none. */
    public int u16(DhcpOption<?> option, int index) {
        return this.index.u16(option.code(), index);
    }

    /** Whether an option's octets begin with the characters of {@code text}, each below 256. */
    public boolean startsWith(DhcpOption<?> option, String text) {
        return index.matches(option.code(), 0, text);
    }

    /** Whether an option's octets are the characters of {@code text}, each below 256. */
    public boolean contentEquals(DhcpOption<?> option, String text) {
        return length(option) == text.length() && startsWith(option, text);
    }

    boolean matches(DhcpOption<?> option, int from, String text) {
        return index.matches(option.code(), from, text);
    }

    /** Whether the client asks for {@code option} in its option 55. */
    public boolean requests(DhcpOption<?> option) {
        return index.contains(DhcpOption.PARAMETER_REQUEST_LIST.code(), option.code());
    }

    /** The codes of the options, each once, in the order of the wire. */
    public List<Integer> codes() {
        List<Integer> codes = new ArrayList<>(index.count());
        for (int entry = 0; entry < index.count(); entry++) {
            if (index.first(index.code(entry)) == entry) {
                codes.add(index.code(entry));
            }
        }
        return List.copyOf(codes);
    }

    /** How many octets the packet has. */
    public int length() {
        return length;
    }

    /** The packet's octets: a slice that shares the buffer and its reference count. */
    public ByteBuf content() {
        return buffer.slice(start, length);
    }

    /** The same packet with octets of its own, on the heap: it needs no release and stays valid. */
    public DhcpPacket copy() {
        byte[] octets = new byte[length];
        buffer.getBytes(start, octets);
        DhcpPacket copy = new DhcpPacket();
        copy.wrap(Unpooled.wrappedBuffer(octets));
        return copy;
    }

    /**
     * Several lines as an administrator reads them, each with its end: what it is and who sent it, the addresses that are
     * set, every option by code and name, the sub-options of PXE, iPXE and relays below theirs. What the client wrote is
     * escaped, keys and passwords are left out, and what cannot be read is there with the reason:
     *
     * <pre>
     * DISCOVER from 52:54:00:00:00:01 (IPXE, x86 BIOS), xid 3f2a9c01, 396 octets
     *   secs: 4
     *   53 message type: DISCOVER
     *   57 maximum message size: 1472
     *   175 iPXE options:
     *     175.177 bus id: 1:8086:100e
     *     features: HTTP TFTP Menu
     * </pre>
     */
    public String summary() {
        return DhcpSummary.of(this);
    }

    /** The same on one line, sub-options in hexadecimal. */
    @Override
    public String toString() {
        return DhcpLine.of(this);
    }
}
