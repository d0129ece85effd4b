package io.pxe4j.testkit;

import io.pxe4j.dhcp.Ip4;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A datagram that came to a simulated client's DHCP port, read the way firmware reads it: fields at offsets, zeros where
 * the datagram is too short, options in the order they lie there. Written apart from the server's codec on purpose, so that
 * an error there cannot hide itself here.
 */
final class Reply {
    static final int HEADER = 236;
    static final int OPTIONS = 240;
    static final int ACK = 5;
    static final int NAK = 6;
    static final int OFFER = 2;
    private static final int COOKIE = 0x63825363;

    private final byte[] data;
    private final int length;
    private final InetSocketAddress from;
    private final RawOptions main;
    private final RawOptions inFile;
    private final RawOptions inSname;

    private Reply(byte[] bytes, InetSocketAddress from) {
        this.length = bytes.length;
        this.data = Arrays.copyOf(bytes, Math.max(bytes.length, OPTIONS));
        this.from = from;
        this.main = hasCookie() ? RawOptions.parse(data, OPTIONS, data.length) : RawOptions.NONE;
        int overload = overload();
        // RFC 2132 section 9.3: 1 the file field, 2 sname, 3 both. Option 52 inside those fields means nothing.
        this.inFile = (overload & 1) != 0 ? RawOptions.parse(data, 108, HEADER) : RawOptions.NONE;
        this.inSname = (overload & 2) != 0 ? RawOptions.parse(data, 44, 108) : RawOptions.NONE;
    }

    static Reply of(byte[] datagram, InetSocketAddress from) {
        return new Reply(datagram, from);
    }

    int length() {
        return length;
    }

    InetSocketAddress from() {
        return from;
    }

    boolean hasCookie() {
        return word(HEADER) == COOKIE;
    }

    int op() {
        return data[0] & 0xff;
    }

    int hardwareLength() {
        return data[2] & 0xff;
    }

    int xid() {
        return word(4);
    }

    Ip4 yiaddr() {
        return new Ip4(word(16));
    }

    Ip4 siaddr() {
        return new Ip4(word(20));
    }

    byte[] chaddr(int bytes) {
        return Arrays.copyOfRange(data, 28, 28 + Math.min(bytes, 16));
    }

    RawOptions options() {
        return main;
    }

    RawOptions optionsInFile() {
        return inFile;
    }

    RawOptions optionsInSname() {
        return inSname;
    }

    int overload() {
        return main.first(52).filter(v -> v.length > 0).map(v -> (int) v[0]).orElse(0);
    }

    /** The first instance: among the options, else in an overloaded file field, else in an overloaded sname field. */
    Optional<byte[]> option(int code) {
        return main.first(code).or(() -> inFile.first(code)).or(() -> inSname.first(code));
    }

    /** Option 53, or 0 if it is not there: plain BOOTP. */
    int messageType() {
        return option(53).filter(v -> v.length > 0).map(v -> v[0] & 0xff).orElse(0);
    }

    Ip4 serverIdentifier() {
        return address(54);
    }

    /** The first address of an option, or {@link Ip4#ANY}. */
    Ip4 address(int code) {
        return option(code).filter(v -> v.length >= 4).map(v -> address(v, 0)).orElse(Ip4.ANY);
    }

    /** Whether option 60 starts with that class; every firmware compares the prefix alone. */
    boolean hasVendorClass(String prefix) {
        byte[] wanted = prefix.getBytes(StandardCharsets.US_ASCII);
        return option(60)
                .filter(v -> v.length >= wanted.length && Arrays.equals(v, 0, wanted.length, wanted, 0, wanted.length))
                .isPresent();
    }

    /** The options inside option 43; none if it is absent. */
    RawOptions vendorOptions() {
        return option(43).map(v -> RawOptions.parse(v, 0, v.length)).orElse(RawOptions.NONE);
    }

    /** Any of 43.6 to 43.10 in a reply of class PXEClient: what makes an offer one of PXE 1.0. */
    boolean hasPxeDiscovery() {
        return hasVendorClass("PXEClient")
                && IntStream.rangeClosed(6, 10).anyMatch(code -> vendorOptions().has(code));
    }

    /** All of 43.1 to 43.5 in a reply of class PXEClient: multicast TFTP, as in WfM 1.1a. */
    boolean hasMulticastTftp() {
        return hasVendorClass("PXEClient")
                && IntStream.rangeClosed(1, 5).allMatch(code -> vendorOptions().has(code));
    }

    /** The header's file field as a C string, empty if overloaded. */
    String file() {
        return (overload() & 1) != 0 ? "" : rawFile();
    }

    /** The header's file field as a C string, whatever option 52 says. */
    String rawFile() {
        return text(data, 108, HEADER);
    }

    /** Option 67 as a C string. */
    Optional<String> bootFileOption() {
        return option(67).map(v -> text(v, 0, v.length)).filter(s -> !s.isEmpty());
    }

    /** Option 67, else the header's file field, as EDK2 and the Intel ROM read it. */
    Optional<String> bootFile() {
        return bootFileOption().or(() -> Optional.of(file()).filter(s -> !s.isEmpty()));
    }

    /** The reply as a step of the story: its type, then what it brings. */
    String summary() {
        StringBuilder text = new StringBuilder(typeName(messageType()));
        if (!yiaddr().isAny()) {
            text.append(" yiaddr ").append(yiaddr());
        }
        bootFile().ifPresent(f -> text.append(" file ").append(f));
        if (!siaddr().isAny()) {
            text.append(" siaddr ").append(siaddr());
        }
        option(60).ifPresent(v -> text.append(' ').append(text(v, 0, v.length)));
        vendorOptions()
                .first(6)
                .filter(v -> v.length == 1)
                .ifPresent(v -> text.append(" 43.6=").append(v[0] & 0xff));
        option(56)
                .ifPresent(v -> text.append(" \"").append(text(v, 0, v.length)).append('"'));
        return text.toString();
    }

    static String typeName(int type) {
        return switch (type) {
            case 0 -> "BOOTREPLY";
            case 1 -> "DISCOVER";
            case OFFER -> "OFFER";
            case 3 -> "REQUEST";
            case 4 -> "DECLINE";
            case ACK -> "ACK";
            case NAK -> "NAK";
            case 7 -> "RELEASE";
            case 8 -> "INFORM";
            default -> "type " + type;
        };
    }

    static Ip4 address(byte[] value, int at) {
        return new Ip4((value[at] & 0xff) << 24
                | (value[at + 1] & 0xff) << 16
                | (value[at + 2] & 0xff) << 8
                | value[at + 3] & 0xff);
    }

    private int word(int at) {
        return address(data, at).bits();
    }

    private static String text(byte[] value, int from, int to) {
        int end = from;
        while (end < to && value[end] != 0) {
            end++;
        }
        return new String(value, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
