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
 * #dropped}), and {@code sname} and {@code file} never hold options, as iPXE and GRUB could not find them there.
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
        request.content().getBytes(DhcpLayout.CHADDR, writer.chaddr);
        writer.xid = request.xid();
        writer.flags = request.flags();
        writer.giaddr = request.giaddr().bits();
        writer.maxSize = replySize(request);
        writer.set(DhcpOption.MESSAGE_TYPE, type);
        writer.echo(request, DhcpOption.CLIENT_IDENTIFIER);
        writer.echoRelayInformation(request);
        return writer;
    }

    /** A request of a client with that hardware address. */
    public static DhcpPacketWriter request(DhcpMessageType type, HardwareAddress address) {
        DhcpPacketWriter writer = new DhcpPacketWriter(DhcpLayout.BOOTREQUEST, address.type(), address.length());
        System.arraycopy(address.toBytes(), 0, writer.chaddr, 0, address.length());
        return writer.set(DhcpOption.MESSAGE_TYPE, type);
    }

    private static int replySize(DhcpPacket request) {
        int datagram = request.get(DhcpOption.MAX_MESSAGE_SIZE).orElse(0);
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
        Check.that(text.indexOf('\0') < 0, name + ": " + OctetText.quote(text) + " (expected: without NUL)");
        Check.that(octets.length <= max, name + ": " + octets.length + " octets (expected: at most " + max + ")");
        return octets;
    }

    /**
     * Where the boot file is, in all three places: siaddr, sname and option 66. EDK2, shim and U-Boot read only the
     * first, others only the last.
     */
    public DhcpPacketWriter nextServer(Ip4 address) {
        return siaddr(address).sname(address.toString()).set(DhcpOption.TFTP_SERVER_NAME, address.toString());
    }

    /**
     * The boot file's name or URL, in option 67 and, up to {@link #MAX_FILE_LENGTH} octets, in the header too: shim,
     * U-Boot and GRUB read only the header.
     *
     * @throws IllegalArgumentException if it is empty, longer than 255 octets or has a NUL
     */
    public DhcpPacketWriter bootFile(String name) {
        set(DhcpOption.BOOTFILE_NAME, name);
        return file(OctetText.write(name).length <= MAX_FILE_LENGTH ? name : "");
    }

    /**
     * Sets an option.
     *
     * @throws IllegalArgumentException if the value cannot be sent, or is longer than 255 octets and {@link
     *     #splitLongOptions} is off
     */
    public <T> DhcpPacketWriter set(DhcpOption<T> option, T value) {
        return put(option.code(), out -> option.encode(value, out));
    }

    /**
     * Sets an option to those octets.
     *
     * @throws IllegalArgumentException as for {@link #set}
     */
    public DhcpPacketWriter raw(int code, byte... value) {
        return put(DhcpOption.checkCode(code), out -> out.writeBytes(value));
    }

    /**
     * Sets an option to a copy of the readable octets of {@code value}, whose indexes and reference count stay as they
     * are.
     *
     * @throws IllegalArgumentException as for {@link #set}
     */
    public DhcpPacketWriter raw(int code, ByteBuf value) {
        return put(
                DhcpOption.checkCode(code), out -> out.writeBytes(value, value.readerIndex(), value.readableBytes()));
    }

    private DhcpPacketWriter put(int code, OptionStore.Source source) {
        Check.that(
                code != DhcpOption.OVERLOAD.code(),
                "option 52 (overload): set (expected: sname and file hold no options)");
        options.put(code, splitLongOptions ? Integer.MAX_VALUE : 255, source);
        return this;
    }

    /**
     * Copies an option of the request, octet for octet: for option 97, which clients want back. An option that is
     * absent, empty or longer than 255 octets is not copied.
     */
    public DhcpPacketWriter echo(DhcpPacket request, DhcpOption<?> option) {
        ByteBuf value = request.raw(option.code());
        return value.isReadable() && value.readableBytes() <= 255 ? raw(option.code(), value) : this;
    }

    // RFC 3046 section 2.2 wants it back whatever it holds; relays join pieces, as it was they who sent them.
    private void echoRelayInformation(DhcpPacket request) {
        int code = DhcpOption.RELAY_AGENT_INFORMATION.code();
        if (request.has(DhcpOption.RELAY_AGENT_INFORMATION)) {
            ByteBuf value = request.raw(code);
            options.put(
                    code, Integer.MAX_VALUE, out -> out.writeBytes(value, value.readerIndex(), value.readableBytes()));
        }
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
        OptionPlan plan = OptionPlan.of(options, padAfterStrings);
        dropped = plan.fit(maxSize, LARGEST_MAX_SIZE);
        ByteBuf out = allocator.buffer(Math.max(plan.packetSize(), MIN_SIZE));
        writeHeader(out);
        plan.write(out);
        // EDK2 and GRUB reject a packet without END.
        out.writeByte(DhcpLayout.END);
        return out.writeZero(Math.max(0, MIN_SIZE - out.readableBytes()));
    }

    private void writeHeader(ByteBuf out) {
        out.writeByte(op).writeByte(hardwareType).writeByte(hardwareLength).writeByte(hops);
        out.writeInt(xid).writeShort(secs).writeShort(flags);
        out.writeInt(ciaddr).writeInt(yiaddr).writeInt(siaddr).writeInt(giaddr);
        out.writeBytes(chaddr);
        out.writeBytes(sname).writeZero(DhcpLayout.SNAME_LENGTH - sname.length);
        out.writeBytes(file).writeZero(DhcpLayout.FILE_LENGTH - file.length);
        out.writeInt(DhcpLayout.MAGIC_COOKIE);
    }
}
