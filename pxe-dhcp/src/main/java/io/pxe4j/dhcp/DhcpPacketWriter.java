package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/**
 * Writes a DHCP packet that every known boot ROM can read.
 *
 * <pre>{@code
 * ByteBuf offer = DhcpPacketWriter.replyTo(request, DhcpMessageType.OFFER)
 *         .nextServer(us)
 *         .bootFile("snponly.efi")
 *         .set(DhcpOption.SERVER_IDENTIFIER, us)
 *         .set(DhcpOption.VENDOR_CLASS, VendorClass.PXE_CLIENT)
 *         .set(DhcpOption.VENDOR_SPECIFIC, PxeOptions.directBoot())
 *         .encode(allocator);
 * }</pre>
 *
 * <p>The options leave in an order that suits old ROMs whatever the order of the calls: type and server first, empty
 * ones late, 82 last, END always. A zero follows 60, 66 and 67 ({@link #padAfterStrings}). The packet has at least 300
 * octets and at most {@link #maxSize}; when it is too long, options that a client can boot without are left out ({@link
 * #dropped}). No option is longer than 255 octets and {@code sname} and {@code file} hold none, as iPXE and GRUB could
 * not read them, unless {@link #splitLongOptions} and {@link #overload} are switched on.
 *
 * <p>Not thread-safe. May encode more than once.
 */
public final class DhcpPacketWriter {
    /** The longest {@code file} that leaves room for its NUL. */
    public static final int MAX_FILE_LENGTH = DhcpLayout.FILE_LENGTH - 1;
    /** The longest {@code sname} that leaves room for its NUL. */
    public static final int MAX_SNAME_LENGTH = DhcpLayout.SNAME_LENGTH - 1;
    /** Linux's in-kernel client ignores shorter packets. */
    public static final int MIN_SIZE = 300;
    /** What every client takes: 576 octets of IP datagram, less its headers. */
    public static final int DEFAULT_MAX_SIZE = 548;
    /** What fits an Ethernet frame; EDK2 drops longer ones. */
    public static final int LARGEST_MAX_SIZE = 1472;

    private static final int IP_AND_UDP_HEADERS = 28;
    private static final int SMALLEST_DATAGRAM = 576;
    private static final int LONGEST_OPTION = 255;
    private static final byte[] NO_TEXT = {};

    private final int op;
    private final int hardwareType;
    private final int hardwareLength;
    private final byte[] chaddr = new byte[DhcpLayout.CHADDR_LENGTH];
    private final OptionStore options = new OptionStore();
    private int hops;
    private int xid;
    private int secs;
    private int flags;
    private int ciaddr;
    private int yiaddr;
    private int siaddr;
    private int giaddr;
    private byte[] sname = NO_TEXT;
    private byte[] file = NO_TEXT;
    private boolean padAfterStrings = true;
    private boolean splitLongOptions;
    private boolean overload;
    private boolean bootp;
    private boolean vendorField = true;
    private int maxSize = DEFAULT_MAX_SIZE;
    private List<Integer> dropped = List.of();

    private DhcpPacketWriter(int op, int hardwareType, int hardwareLength) {
        this.op = op;
        this.hardwareType = hardwareType;
        this.hardwareLength = hardwareLength;
    }

    /**
     * A reply with what RFC 2131 section 4.3.1 says is copied: xid, htype, hlen, all 16 octets of chaddr (Intel's base
     * code compares them all), flags, giaddr, the client identifier (RFC 6842) and the relay's option 82. {@link
     * #maxSize} is what the client's option 57 allows.
     *
     * @param type goes to option 53
     */
    public static DhcpPacketWriter replyTo(DhcpPacket request, DhcpMessageType type) {
        DhcpPacketWriter writer =
                new DhcpPacketWriter(DhcpLayout.BOOTREPLY, request.hardwareType(), request.hardwareLength());
        writer.copyHeader(request);
        writer.maxSize = replySize(request);
        writer.set(DhcpOption.MESSAGE_TYPE, type);
        writer.echo(request, DhcpOption.CLIENT_IDENTIFIER);
        writer.echoRelayInformation(request);
        return writer;
    }

    /**
     * A reply to a BOOTP client (<a href="https://datatracker.ietf.org/doc/html/rfc951">RFC 951</a>), which has no
     * message type: the options that only DHCP has are left out whoever sets them
     * (<a href="https://datatracker.ietf.org/doc/html/rfc1534#section-2">RFC 1534, section 2</a>), and all are if the
     * request's vendor field had no cookie, as such a client knows none. The packet has 300 octets, or as many as the
     * request (RFC 1542, section 2.1).
     */
    public static DhcpPacketWriter bootpReplyTo(DhcpPacket request) {
        DhcpPacketWriter writer =
                new DhcpPacketWriter(DhcpLayout.BOOTREPLY, request.hardwareType(), request.hardwareLength());
        writer.copyHeader(request);
        writer.bootp = true;
        writer.vendorField = request.isDhcpLayout();
        writer.maxSize = Math.max(MIN_SIZE, Math.min(request.length(), LARGEST_MAX_SIZE));
        writer.echoRelayInformation(request);
        return writer;
    }

    private void copyHeader(DhcpPacket request) {
        request.copyChaddr(chaddr);
        xid = request.xid();
        flags = request.flags();
        giaddr = request.giaddr().bits();
    }

    /** A request of a client with that hardware address. */
    public static DhcpPacketWriter request(DhcpMessageType type, HardwareAddress address) {
        DhcpPacketWriter writer = new DhcpPacketWriter(DhcpLayout.BOOTREQUEST, address.type(), address.length());
        System.arraycopy(address.toBytes(), 0, writer.chaddr, 0, address.length());
        return writer.set(DhcpOption.MESSAGE_TYPE, type);
    }

    private static int replySize(DhcpPacket request) {
        int datagram = (int) request.number(DhcpOption.MAX_MESSAGE_SIZE, 0);
        return datagram < SMALLEST_DATAGRAM
                ? DEFAULT_MAX_SIZE
                : Math.min(datagram - IP_AND_UDP_HEADERS, LARGEST_MAX_SIZE);
    }

    /** The number of the exchange. */
    public DhcpPacketWriter xid(int xid) {
        this.xid = xid;
        return this;
    }

    /** Seconds since the client began, 0 to 65535. */
    public DhcpPacketWriter secs(int secs) {
        this.secs = Check.range("secs", secs, 0, 0xffff);
        return this;
    }

    /** How many relays it passed, 0 to 255. */
    public DhcpPacketWriter hops(int hops) {
        this.hops = Check.range("hops", hops, 0, 0xff);
        return this;
    }

    /** All 16 flags. */
    public DhcpPacketWriter flags(int flags) {
        this.flags = Check.range("flags", flags, 0, 0xffff);
        return this;
    }

    /** Sets or clears the broadcast flag. */
    public DhcpPacketWriter broadcast(boolean broadcast) {
        flags = broadcast ? flags | DhcpLayout.BROADCAST_FLAG : flags & ~DhcpLayout.BROADCAST_FLAG;
        return this;
    }

    /** The address that the client has. */
    public DhcpPacketWriter ciaddr(Ip4 address) {
        ciaddr = address.bits();
        return this;
    }

    /** The address that the client gets. */
    public DhcpPacketWriter yiaddr(Ip4 address) {
        yiaddr = address.bits();
        return this;
    }

    /** The next server; see {@link #nextServer}. */
    public DhcpPacketWriter siaddr(Ip4 address) {
        siaddr = address.bits();
        return this;
    }

    /** The relay. */
    public DhcpPacketWriter giaddr(Ip4 address) {
        giaddr = address.bits();
        return this;
    }

    /**
     * The server name, at most {@link #MAX_SNAME_LENGTH} octets; empty for none.
     *
     * @throws IllegalArgumentException if it is longer or has a NUL
     */
    public DhcpPacketWriter sname(String name) {
        sname = field("sname", name, MAX_SNAME_LENGTH);
        return this;
    }

    /**
     * The boot file's name in the header, at most {@link #MAX_FILE_LENGTH} octets; empty for none. See {@link
     * #bootFile}.
     *
     * @throws IllegalArgumentException if it is longer or has a NUL
     */
    public DhcpPacketWriter file(String name) {
        file = field("file", name, MAX_FILE_LENGTH);
        return this;
    }

    private static byte[] field(String name, String text, int max) {
        byte[] octets = OctetText.write(text);
        Check.text(text.indexOf('\0') < 0, name, text, "without NUL");
        if (octets.length > max) {
            throw new IllegalArgumentException(name + ": " + octets.length + " octets (expected: at most " + max + ")");
        }
        return octets;
    }

    /**
     * Where the boot file is, in all three places: siaddr, sname and option 66. EDK2, shim and U-Boot read only the
     * first, others only the last.
     */
    public DhcpPacketWriter nextServer(Ip4 address) {
        siaddr = address.bits();
        sname = address.toAscii();
        return raw(DhcpOption.TFTP_SERVER_NAME.code(), sname);
    }

    /**
     * The boot file's name or URL, in option 67 and, up to {@link #MAX_FILE_LENGTH} octets, in the header too: shim,
     * U-Boot and GRUB read only the header.
     *
     * @throws IllegalArgumentException if it is empty, longer than 255 octets or has a NUL
     */
    public DhcpPacketWriter bootFile(String name) {
        Check.text(!name.isEmpty() && name.indexOf('\0') < 0, "boot file", name, "not empty, without NUL");
        byte[] octets = OctetText.write(name);
        raw(DhcpOption.BOOTFILE_NAME.code(), octets);
        file = octets.length <= MAX_FILE_LENGTH ? octets : NO_TEXT;
        return this;
    }

    /**
     * Sets an option.
     *
     * @throws IllegalArgumentException if the value cannot be sent, or is longer than 255 octets and {@link
     *     #splitLongOptions} is off
     */
    public <T> DhcpPacketWriter set(DhcpOption<T> option, T value) {
        int mark = options.mark();
        try {
            option.encode(value, options.values());
        } catch (RuntimeException e) {
            options.rollback(mark);
            throw e;
        }
        return commit(option.code(), mark);
    }

    /**
     * Sets an option to those octets.
     *
     * @throws IllegalArgumentException as for {@link #set}
     */
    public DhcpPacketWriter raw(int code, byte... value) {
        DhcpOption.checkCode(code);
        int mark = options.mark();
        options.values().writeBytes(value);
        return commit(code, mark);
    }

    /**
     * Sets an option to a copy of the readable octets of {@code value}, whose indexes and reference count stay as they
     * are.
     *
     * @throws IllegalArgumentException as for {@link #set}
     */
    public DhcpPacketWriter raw(int code, ByteBuf value) {
        DhcpOption.checkCode(code);
        int mark = options.mark();
        options.values().writeBytes(value, value.readerIndex(), value.readableBytes());
        return commit(code, mark);
    }

    private DhcpPacketWriter commit(int code, int mark) {
        if (code == DhcpOption.OVERLOAD.code()) {
            options.rollback(mark);
            throw new IllegalArgumentException("option 52 (overload): set (expected: the writer's own, see overload)");
        }
        options.commit(code, mark, splitLongOptions ? Integer.MAX_VALUE : LONGEST_OPTION);
        return this;
    }

    /**
     * Copies an option of the request, octet for octet: for option 97, which clients want back. An option that is
     * absent, empty or longer than 255 octets is not copied.
     */
    public DhcpPacketWriter echo(DhcpPacket request, DhcpOption<?> option) {
        int length = request.length(option);
        return length > 0 && length <= LONGEST_OPTION ? copy(request, option.code()) : this;
    }

    // RFC 3046 section 2.2 wants it back whatever it holds; relays join pieces, as it was they who sent them.
    private void echoRelayInformation(DhcpPacket request) {
        if (request.has(DhcpOption.RELAY_AGENT_INFORMATION)) {
            copy(request, DhcpOption.RELAY_AGENT_INFORMATION.code());
        }
    }

    private DhcpPacketWriter copy(DhcpPacket request, int code) {
        int mark = options.mark();
        request.copyOption(code, options.values());
        options.commit(code, mark, Integer.MAX_VALUE);
        return this;
    }

    /** Takes an option away. */
    public DhcpPacketWriter remove(DhcpOption<?> option) {
        options.remove(option.code());
        return this;
    }

    /** Whether the option is set. */
    public boolean has(DhcpOption<?> option) {
        return options.has(option.code());
    }

    /**
     * Whether a zero follows options 60, 66 and 67; on unless switched off. EDK2 writes a NUL there and GRUB and old
     * ROMs look for one; the ROM of a Raspberry Pi cannot read past it.
     */
    public DhcpPacketWriter padAfterStrings(boolean pad) {
        padAfterStrings = pad;
        return this;
    }

    /**
     * Whether options set from now on may be longer than 255 octets, in pieces (RFC 3396), which no boot ROM joins; off
     * at first.
     */
    public DhcpPacketWriter splitLongOptions(boolean split) {
        splitLongOptions = split;
        return this;
    }

    /**
     * Whether options that find no room go to the header's {@code file} and {@code sname} where these are empty (RFC
     * 2131, section 4.1); off unless switched on. iPXE takes a {@code file} that holds options for a file's name, and
     * GRUB ignores a boot file then: for clients that are known to read it.
     */
    public DhcpPacketWriter overload(boolean overload) {
        this.overload = overload;
        return this;
    }

    /**
     * The longest packet, without IP and UDP headers, 300 to 1472 octets; 548 at first, or what the request's option 57
     * allows.
     */
    public DhcpPacketWriter maxSize(int octets) {
        maxSize = Check.range("maxSize", octets, MIN_SIZE, LARGEST_MAX_SIZE);
        return this;
    }

    /** The codes that the last {@link #encode} left out for want of room, the least needed first. */
    public List<Integer> dropped() {
        return dropped;
    }

    /**
     * The packet, in a new buffer that the caller releases.
     *
     * <p>Never throws for what a request's options held. Options without which the packet would mean nothing may make
     * it longer than {@link #maxSize}, up to 1472 octets.
     */
    public ByteBuf encode(ByteBufAllocator allocator) {
        OptionPlan plan = OptionPlan.of(options, padAfterStrings, bootp);
        if (overload && plan.packetSize() > maxSize) {
            plan.overload(maxSize, file.length == 0, sname.length == 0);
        }
        dropped = plan.fit(maxSize, LARGEST_MAX_SIZE);
        ByteBuf out = allocator.buffer(Math.max(plan.packetSize(), MIN_SIZE));
        writeHeader(out);
        writeField(plan, OptionPlan.SNAME, sname, DhcpLayout.SNAME_LENGTH, out);
        writeField(plan, OptionPlan.FILE, file, DhcpLayout.FILE_LENGTH, out);
        if (vendorField) {
            out.writeInt(DhcpLayout.MAGIC_COOKIE);
            plan.write(OptionPlan.OPTIONS, out);
        }
        return out.writeZero(Math.max(0, MIN_SIZE - out.readableBytes()));
    }

    private void writeHeader(ByteBuf out) {
        out.writeByte(op).writeByte(hardwareType).writeByte(hardwareLength).writeByte(hops);
        out.writeInt(xid).writeShort(secs).writeShort(flags);
        out.writeInt(ciaddr).writeInt(yiaddr).writeInt(siaddr).writeInt(giaddr);
        out.writeBytes(chaddr);
    }

    private static void writeField(OptionPlan plan, int field, byte[] text, int length, ByteBuf out) {
        int end = out.writerIndex() + length;
        if (plan.isOverloaded(field)) {
            plan.write(field, out);
        } else {
            out.writeBytes(text);
        }
        out.writeZero(end - out.writerIndex());
    }
}
