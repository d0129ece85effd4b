package io.pxe4j.ipxe;

import io.pxe4j.ipxe.language.SettingType;
import java.util.Locale;
import java.util.Optional;

/**
 * Settings that iPXE reads from the machine: SMBIOS, PCI, USB, ACPI, CPUID, the memory map, LLDP and UEFI variables.
 * Each has numbers instead of a name, in a layout of its own.
 */
public final class MachineSettings {
    private static final int BYTE = 0xff;

    private MachineSettings() {}

    /**
     * Bytes of an SMBIOS structure, {@code interface/smbios/smbios_settings.c}.
     *
     * @param type the structure's type, 1 is the system
     * @param offset where in the structure, 1..255
     * @param length how many bytes, 1..255
     */
    public static SettingRef smbios(int type, int offset, int length) {
        return smbios(0, type, part("offset", offset, 1, BYTE), part("length", length, 1, BYTE));
    }

    /** The SMBIOS string whose number stands at that offset: {@code smbiosString(1, 4)} is the maker of the machine. */
    public static SettingRef smbiosString(int type, int offset) {
        return smbios(0, type, part("offset", offset, 1, BYTE), 0);
    }

    /**
     * Any SMBIOS setting.
     *
     * @param instance which of the structures of that type, from 0
     * @param type the structure's type
     * @param offset where in the structure; 0 makes the length the number of a string
     * @param length how many bytes; 0 makes the byte at the offset the number of a string; both 0 give all bytes
     */
    public static SettingRef smbios(int instance, int type, int offset, int length) {
        String prefix = part("instance", instance, 0, BYTE) == 0 ? "" : instance + ".";
        return in(
                "smbios",
                prefix + part("type", type, 0, BYTE) + "." + part("offset", offset, 0, BYTE) + "."
                        + part("length", length, 0, BYTE));
    }

    /**
     * Bytes of a PCI function's configuration space, {@code drivers/bus/pci_settings.c}.
     *
     * @param address the setting that {@code pciscan} filled
     * @param offset where in the configuration space, 0..255
     * @param length how many bytes, 1..255
     */
    public static IndirectSetting pci(SettingRef address, int offset, int length) {
        return device("pci", address, pciPart(offset, length));
    }

    /** The same of a known function: the bus, times 256, and the device, times 8, and the function. */
    public static SettingRef pci(int address, int offset, int length) {
        return device("pci", address, 0xff_ffff, pciPart(offset, length));
    }

    /** The PCI vendor of the function at an address that {@code pciscan} found. */
    public static IndirectSetting pciVendor(SettingRef address) {
        return pci(address, 0, 2);
    }

    /** The PCI device number of the function at an address that {@code pciscan} found. */
    public static IndirectSetting pciDevice(SettingRef address) {
        return pci(address, 2, 2);
    }

    /**
     * Bytes of a USB device's descriptor, {@code drivers/bus/usb_settings.c}; since October 2024.
     *
     * @param address the setting that {@code usbscan} filled
     * @param offset where in the descriptor; 0 makes the length the number of a string
     * @param length how many bytes; 0 makes the byte at the offset the number of a string
     */
    public static IndirectSetting usb(SettingRef address, int offset, int length) {
        return device("usb", address, usbPart(offset, length));
    }

    /** The same of a known device: the bus, times 128, and the device. */
    public static SettingRef usb(int address, int offset, int length) {
        return device("usb", address, 0x7fff, usbPart(offset, length));
    }

    /**
     * Bytes of an ACPI table, {@code core/acpi_settings.c}.
     *
     * @param signature its four letters, {@code DSDT}
     * @param index which of the tables of that signature, from 0
     * @param offset where in the table, 0..65535
     * @param length how many bytes, 1..255; 0 for the rest of the table
     */
    public static SettingRef acpi(String signature, int index, int offset, int length) {
        if (signature.length() != 4 || signature.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "signature: " + Characters.quote(signature) + " (expected: four ASCII characters)");
        }
        part("offset", offset, 0, 0xffff);
        String tag = String.format(
                Locale.ROOT,
                "0x%02x%02x%02x%02x.%d.%d.%d.%d",
                (int) signature.charAt(0),
                (int) signature.charAt(1),
                (int) signature.charAt(2),
                (int) signature.charAt(3),
                part("index", index, 0, BYTE),
                offset >> 8,
                offset & BYTE,
                part("length", length, 0, BYTE));
        return in("acpi", tag);
    }

    /** A register that the {@code cpuid} instruction fills, {@code arch/x86/core/cpuid_settings.c}. */
    public enum Register {
        /** Register eax. */
        EAX(0),
        /** Register ebx. */
        EBX(1),
        /** Register ecx. */
        ECX(2),
        /** Register edx. */
        EDX(3);

        private final int number;

        Register(int number) {
            this.number = number;
        }
    }

    /**
     * What {@code cpuid} answers.
     *
     * @param register which of its four registers
     * @param function what it is asked: 0..0xff, or the same with 0x80000000 or 0x40000000 added
     */
    public static SettingRef cpuid(Register register, long function) {
        return in("cpuid", register.number + "." + cpuidFunction(function));
    }

    /** What {@code cpuid} answers for a sub-function, 0..0x7f. */
    public static SettingRef cpuid(Register register, long function, int subFunction) {
        if (function > 0x3fff_ffffL) {
            // Bits 30..24 are taken by the sub-function, so that a hypervisor's functions have none.
            part("function", (int) (function & 0x7fff_ffff), 0, BYTE);
        }
        return in(
                "cpuid",
                part("sub-function", subFunction, 0, 0x7f) + ".0x40." + register.number + "."
                        + cpuidFunction(function));
    }

    /**
     * The memory map, {@code core/memmap_settings.c}; only where iPXE was built with it.
     *
     * @param first the first region, 0..255
     * @param count how many regions are added up, 1..256
     * @param shift how far the sum is shifted right: 20 for megabytes, 0..63
     */
    public static SettingRef memoryLength(int first, int count, int shift) {
        long tag = (long) (part("count", count, 1, 256) - 1) << 24
                | (long) part("first", first, 0, BYTE) << 16
                | 0x600 // lengths, and regions that do not exist count nothing
                | part("shift", shift, 0, 63);
        return in("memmap", String.format(Locale.ROOT, "0x%08x", tag));
    }

    /**
     * What the switch says of itself by LLDP, {@code net/lldp.c}.
     *
     * @param block the interface, {@code net0}
     * @param type the TLV's type, 5 is the system's name
     * @param index which of the TLVs of that type, from 0
     * @param offset where in the TLV, 0..255
     * @param length how many bytes; 0 for the rest, as text
     */
    public static SettingRef lldp(String block, int type, int index, int offset, int length) {
        return in(
                block + ".lldp",
                part("type", type, 0, BYTE) + "." + part("index", index, 0, BYTE) + "."
                        + part("offset", offset, 0, BYTE) + "." + part("length", length, 0, BYTE));
    }

    /** A variable of UEFI, {@code SecureBoot}: its bytes, {@code 01}. */
    public static SettingRef efi(String variable) {
        return in("efi", variable);
    }

    private static SettingRef device(String block, int address, int most, String rest) {
        return in(block, String.format(Locale.ROOT, "0x%04x", part("address", address, 0, most)) + rest);
    }

    private static IndirectSetting device(String block, SettingRef address, String rest) {
        return IndirectSetting.of(block + "/", address, rest);
    }

    private static String pciPart(int offset, int length) {
        return "." + part("offset", offset, 0, BYTE) + "." + part("length", length, 1, BYTE);
    }

    private static String usbPart(int offset, int length) {
        return "." + part("offset", offset, 0, BYTE) + "." + part("length", length, 0, BYTE);
    }

    private static String cpuidFunction(long function) {
        long low = function & 0x3fff_ffffL;
        if (function < 0 || function > 0xffff_ffffL || low > BYTE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "function: 0x%x (expected: 0..0xff, alone or with 0x40000000 or 0x80000000 added)",
                    function));
        }
        return function > BYTE ? String.format(Locale.ROOT, "0x%x", function) : String.valueOf(function);
    }

    private static SettingRef in(String block, String name) {
        return new SettingRef(block, name, Optional.<SettingType>empty());
    }

    private static int part(String what, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(what + ": " + number + " (expected: " + least + ".." + most + ")");
        }
        return number;
    }
}
