package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A key of {@link IpxeOptions}: the code of a sub-option of option 175 and how its value is read and written.
 *
 * @param <T> the value's type
 */
public final class IpxeOption<T> {
    /** 1: the offer's priority, -128 to 127; of two offers the later with a priority not lower wins. */
    public static final IpxeOption<Integer> PRIORITY = new IpxeOption<>(0x01, OptionFormats.I8);
    /** 8: keep SAN disks attached when the boot fails. */
    public static final IpxeOption<Boolean> KEEP_SAN = new IpxeOption<>(0x08, OptionFormats.FLAG);
    /** 9: attach SAN disks and do not boot from them. */
    public static final IpxeOption<Boolean> SKIP_SAN_BOOT = new IpxeOption<>(0x09, OptionFormats.FLAG);
    /** 81: commands to run before the boot file. */
    public static final IpxeOption<String> SCRIPTLET = new IpxeOption<>(0x51, OptionFormats.TEXT);
    /** 85: the server for encrypted syslog. */
    public static final IpxeOption<String> SYSLOGS = new IpxeOption<>(0x55, OptionFormats.TEXT);
    /** 90: fingerprints of trusted root certificates. */
    public static final IpxeOption<byte[]> TRUSTED_ROOTS = bytes(0x5a);
    /** 91: the client's certificate. */
    public static final IpxeOption<byte[]> CERTIFICATE = bytes(0x5b);
    /** 92: the client's private key. */
    public static final IpxeOption<byte[]> PRIVATE_KEY = bytes(0x5c);
    /** 93: where cross-signed certificates lie. */
    public static final IpxeOption<String> CROSS_CERTIFICATES = new IpxeOption<>(0x5d, OptionFormats.TEXT);
    /** 176: do not wait for ProxyDHCP offers, which saves iPXE two seconds. */
    public static final IpxeOption<Boolean> NO_PXEDHCP = new IpxeOption<>(0xb0, OptionFormats.FLAG);
    /** 177: the network card's bus, vendor and device. */
    public static final IpxeOption<BusId> BUS_ID = new IpxeOption<>(0xb1, new BusIdFormat());
    /** 178: use cached network settings; obsolete. */
    public static final IpxeOption<Boolean> USE_CACHED = new IpxeOption<>(0xb2, OptionFormats.FLAG);
    /** 187: how often to try a SAN target, -128 to 127. */
    public static final IpxeOption<Integer> SAN_RETRIES = new IpxeOption<>(0xbb, OptionFormats.I8);
    /** 188: the boot file on a SAN disk. */
    public static final IpxeOption<String> SAN_FILENAME = new IpxeOption<>(0xbc, OptionFormats.TEXT);
    /** 189: the BIOS drive number of the SAN disk, 0 to 255. */
    public static final IpxeOption<Integer> SAN_DRIVE = new IpxeOption<>(0xbd, OptionFormats.U8);
    /** 190: user name. */
    public static final IpxeOption<String> USERNAME = new IpxeOption<>(0xbe, OptionFormats.TEXT);
    /** 191: password. */
    public static final IpxeOption<String> PASSWORD = new IpxeOption<>(0xbf, OptionFormats.TEXT);
    /** 192: user name of the iSCSI target (CHAP). */
    public static final IpxeOption<String> REVERSE_USERNAME = new IpxeOption<>(0xc0, OptionFormats.TEXT);
    /** 193: password of the iSCSI target (CHAP). */
    public static final IpxeOption<String> REVERSE_PASSWORD = new IpxeOption<>(0xc1, OptionFormats.TEXT);
    /** 194: user number for NFS. */
    public static final IpxeOption<Long> UID = new IpxeOption<>(0xc2, OptionFormats.U32);
    /** 195: group number for NFS. */
    public static final IpxeOption<Long> GID = new IpxeOption<>(0xc3, OptionFormats.U32);
    /** 235: iPXE's version. */
    public static final IpxeOption<Version> VERSION = new IpxeOption<>(0xeb, new VersionFormat());

    private final int code;
    private final OptionFormat<T> format;

    private IpxeOption(int code, OptionFormat<T> format) {
        this.code = code;
        this.format = format;
    }

    /**
     * Any sub-option as octets.
     *
     * @throws IllegalArgumentException outside 1 to 254
     */
    public static IpxeOption<byte[]> bytes(int code) {
        return new IpxeOption<>(Check.range("sub-option code", code, 1, 254), OptionFormats.OCTETS);
    }

    /** The number on the wire, 1 to 254. */
    public int code() {
        return code;
    }

    OptionFormat<T> format() {
        return format;
    }

    /**
     * Where the network card sits and what it is.
     *
     * @param bus the kind of bus, 1 for PCI; 0 to 255
     * @param vendor the maker's number, 0 to 65535
     * @param device the device's number, 0 to 65535
     */
    public record BusId(int bus, int vendor, int device) {
        /** Checks the ranges. */
        public BusId {
            Check.range("bus", bus, 0, 0xff);
            Check.range("vendor", vendor, 0, 0xffff);
            Check.range("device", device, 0, 0xffff);
        }

        /** {@code 1:8086:100e}. */
        @Override
        public String toString() {
            return String.format("%d:%04x:%04x", bus, vendor, device);
        }
    }

    /**
     * iPXE's version.
     *
     * @param major 0 to 255
     * @param minor 0 to 255
     * @param patch 0 to 255
     */
    public record Version(int major, int minor, int patch) {
        /** Checks the ranges. */
        public Version {
            Check.range("major", major, 0, 0xff);
            Check.range("minor", minor, 0, 0xff);
            Check.range("patch", patch, 0, 0xff);
        }

        /** {@code 1.21.1}. */
        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    private static final class BusIdFormat implements OptionFormat<BusId> {
        @Override
        public @Nullable BusId decode(ByteBuf in, int offset, int length) {
            return length != 5
                    ? null
                    : new BusId(
                            in.getUnsignedByte(offset),
                            in.getUnsignedShort(offset + 1),
                            in.getUnsignedShort(offset + 3));
        }

        @Override
        public void encode(BusId value, ByteBuf out) {
            out.writeByte(value.bus).writeShort(value.vendor).writeShort(value.device);
        }

        @Override
        public String expected() {
            return "5 octets";
        }
    }

    private static final class VersionFormat implements OptionFormat<Version> {
        @Override
        public @Nullable Version decode(ByteBuf in, int offset, int length) {
            return length != 3
                    ? null
                    : new Version(
                            in.getUnsignedByte(offset), in.getUnsignedByte(offset + 1), in.getUnsignedByte(offset + 2));
        }

        @Override
        public void encode(Version value, ByteBuf out) {
            out.writeByte(value.major).writeByte(value.minor).writeByte(value.patch);
        }

        @Override
        public String expected() {
            return "3 octets";
        }
    }
}
