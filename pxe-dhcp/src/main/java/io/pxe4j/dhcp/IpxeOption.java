package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A key of {@link IpxeOptions}: the code of a sub-option of option 175 and how its value is read and written.
 *
 * @param <T> the value's type
 */
public final class IpxeOption<T> extends SubOption<T> {
    static final SubOptionNames KNOWN = new SubOptionNames();

    /** 1: the offer's priority, -128 to 127; of two offers the later with a priority not lower wins. */
    public static final IpxeOption<Integer> PRIORITY = known(0x01, "priority", OptionFormats.I8);
    /** 8: keep SAN disks attached when the boot fails. */
    public static final IpxeOption<Boolean> KEEP_SAN = known(0x08, "keep-san", OptionFormats.FLAG);
    /** 9: attach SAN disks and do not boot from them. */
    public static final IpxeOption<Boolean> SKIP_SAN_BOOT = known(0x09, "skip-san-boot", OptionFormats.FLAG);
    /** 81: commands to run before the boot file. */
    public static final IpxeOption<String> SCRIPTLET = known(0x51, "scriptlet", OptionFormats.TEXT);
    /** 85: the server for encrypted syslog. */
    public static final IpxeOption<String> SYSLOGS = known(0x55, "syslogs", OptionFormats.TEXT);
    /** 90: fingerprints of trusted root certificates. */
    public static final IpxeOption<byte[]> TRUSTED_ROOTS = octets(0x5a, "trust");
    /** 91: the client's certificate. */
    public static final IpxeOption<byte[]> CERTIFICATE = octets(0x5b, "cert");
    /** 92: the client's private key. */
    public static final IpxeOption<byte[]> PRIVATE_KEY = octets(0x5c, "key");
    /** 93: where cross-signed certificates lie. */
    public static final IpxeOption<String> CROSS_CERTIFICATES = known(0x5d, "crosscert", OptionFormats.TEXT);
    /** 176: do not wait for ProxyDHCP offers, which saves iPXE two seconds. */
    public static final IpxeOption<Boolean> NO_PXEDHCP = known(0xb0, "no-pxedhcp", OptionFormats.FLAG);
    /** 177: the network card's bus, vendor and device. */
    public static final IpxeOption<BusId> BUS_ID = known(0xb1, "bus id", new BusIdFormat());
    /** 178: use cached network settings; obsolete. */
    public static final IpxeOption<Boolean> USE_CACHED = known(0xb2, "use-cached", OptionFormats.FLAG);
    /** 187: how often to try a SAN target, -128 to 127. */
    public static final IpxeOption<Integer> SAN_RETRIES = known(0xbb, "san-retries", OptionFormats.I8);
    /** 188: the boot file on a SAN disk. */
    public static final IpxeOption<String> SAN_FILENAME = known(0xbc, "san-filename", OptionFormats.TEXT);
    /** 189: the BIOS drive number of the SAN disk, 0 to 255. */
    public static final IpxeOption<Integer> SAN_DRIVE = known(0xbd, "san-drive", OptionFormats.U8);
    /** 190: user name. */
    public static final IpxeOption<String> USERNAME = known(0xbe, "username", OptionFormats.TEXT);
    /** 191: password. */
    public static final IpxeOption<String> PASSWORD = known(0xbf, "password", OptionFormats.TEXT);
    /** 192: user name of the iSCSI target (CHAP). */
    public static final IpxeOption<String> REVERSE_USERNAME = known(0xc0, "reverse-username", OptionFormats.TEXT);
    /** 193: password of the iSCSI target (CHAP). */
    public static final IpxeOption<String> REVERSE_PASSWORD = known(0xc1, "reverse-password", OptionFormats.TEXT);
    /** 194: user number for NFS. */
    public static final IpxeOption<Long> UID = known(0xc2, "uid", OptionFormats.U32);
    /** 195: group number for NFS. */
    public static final IpxeOption<Long> GID = known(0xc3, "gid", OptionFormats.U32);
    /** 235: iPXE's version. */
    public static final IpxeOption<Version> VERSION = known(0xeb, "version", new VersionFormat());

    private IpxeOption(int code, String name, OptionFormat<T> format) {
        super(code, name, format);
    }

    /**
     * Any sub-option as octets.
     *
     * @throws IllegalArgumentException outside 1 to 254
     */
    public static IpxeOption<byte[]> bytes(int code) {
        Check.range("sub-option code", code, 1, 254);
        return new IpxeOption<>(code, KNOWN.name(code), OptionFormats.OCTETS);
    }

    private static <T> IpxeOption<T> known(int code, String name, OptionFormat<T> format) {
        return KNOWN.add(new IpxeOption<>(code, name, format));
    }

    private static IpxeOption<byte[]> octets(int code, String name) {
        return known(code, name, OptionFormats.OCTETS);
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
