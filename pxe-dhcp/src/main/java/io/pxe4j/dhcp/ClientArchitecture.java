package io.pxe4j.dhcp;

/**
 * The processor and firmware of a booting client, one value of option 93: an open set, {@link #of} keeps numbers that
 * the registry does not name.
 *
 * @param value the 16-bit number on the wire, 0 to 65535
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4578#section-2.1">RFC 4578, section 2.1</a>
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc5970#section-3.3">RFC 5970, section 3.3 (the registry)</a>
 */
public record ClientArchitecture(int value) {
    private static final ClientArchitecture[] KNOWN = new ClientArchitecture[42];
    private static final String[] NAMES = new String[KNOWN.length];
    private static final Processor[] PROCESSORS = new Processor[KNOWN.length];
    private static final Platform[] PLATFORMS = new Platform[KNOWN.length];
    private static final boolean[] HTTP = new boolean[KNOWN.length];

    /** x86 BIOS. A Raspberry Pi's ROM says this too; {@link BootClient} knows better. */
    public static final ClientArchitecture X86_BIOS = known(0, "x86 BIOS", Processor.X86, Platform.BIOS);
    /** NEC PC-98, deprecated. */
    public static final ClientArchitecture NEC_PC98 = known(1, "NEC PC-98", Processor.X86, Platform.BIOS);
    /** Itanium UEFI. */
    public static final ClientArchitecture ITANIUM = known(2, "Itanium UEFI", Processor.ITANIUM, Platform.UEFI);
    /** DEC Alpha, deprecated. */
    public static final ClientArchitecture ALPHA = known(3, "DEC Alpha", Processor.OTHER, Platform.OTHER);
    /** Arc x86, deprecated. */
    public static final ClientArchitecture ARC_X86 = known(4, "Arc x86", Processor.X86, Platform.OTHER);
    /** Intel Lean Client, deprecated. */
    public static final ClientArchitecture LEAN_CLIENT = known(5, "Intel Lean Client", Processor.X86, Platform.OTHER);
    /** x86 UEFI, 32 bits. */
    public static final ClientArchitecture X86_UEFI = known(6, "x86 UEFI", Processor.X86, Platform.UEFI);
    /** x64 UEFI, the registry's number. */
    public static final ClientArchitecture X64_UEFI = known(7, "x64 UEFI", Processor.X64, Platform.UEFI);
    /** EFI Xscale, deprecated. */
    public static final ClientArchitecture XSCALE = known(8, "EFI Xscale", Processor.ARM32, Platform.UEFI);
    /**
     * EFI byte code in the registry, but x64 UEFI in the text of RFC 4578 before its erratum 4624 and so in firmware;
     * {@link #processor} says {@link Processor#X64}.
     */
    public static final ClientArchitecture EBC = known(9, "x64 UEFI (9)", Processor.X64, Platform.UEFI);
    /** ARM UEFI, 32 bits. */
    public static final ClientArchitecture ARM32_UEFI = known(10, "ARM 32 UEFI", Processor.ARM32, Platform.UEFI);
    /** ARM UEFI, 64 bits. */
    public static final ClientArchitecture ARM64_UEFI = known(11, "ARM 64 UEFI", Processor.ARM64, Platform.UEFI);
    /** PowerPC Open Firmware. */
    public static final ClientArchitecture POWERPC_OPEN_FIRMWARE =
            known(12, "PowerPC Open Firmware", Processor.POWERPC, Platform.OPEN_FIRMWARE);
    /** PowerPC ePAPR. */
    public static final ClientArchitecture POWERPC_EPAPR =
            known(13, "PowerPC ePAPR", Processor.POWERPC, Platform.OTHER);
    /** POWER OPAL v3. */
    public static final ClientArchitecture POWER_OPAL = known(14, "POWER OPAL", Processor.POWERPC, Platform.OTHER);
    /** x86 UEFI boots over HTTP. */
    public static final ClientArchitecture X86_UEFI_HTTP = http(15, "x86 UEFI HTTP", Processor.X86, Platform.UEFI);
    /** x64 UEFI boots over HTTP. */
    public static final ClientArchitecture X64_UEFI_HTTP = http(16, "x64 UEFI HTTP", Processor.X64, Platform.UEFI);
    /** EFI byte code boots over HTTP. */
    public static final ClientArchitecture EBC_HTTP = http(17, "EBC HTTP", Processor.EBC, Platform.UEFI);
    /** ARM UEFI, 32 bits, boots over HTTP. */
    public static final ClientArchitecture ARM32_UEFI_HTTP =
            http(18, "ARM 32 UEFI HTTP", Processor.ARM32, Platform.UEFI);
    /** ARM UEFI, 64 bits, boots over HTTP. */
    public static final ClientArchitecture ARM64_UEFI_HTTP =
            http(19, "ARM 64 UEFI HTTP", Processor.ARM64, Platform.UEFI);
    /** x86 BIOS boots over HTTP. */
    public static final ClientArchitecture X86_BIOS_HTTP = http(20, "x86 BIOS HTTP", Processor.X86, Platform.BIOS);
    /** U-Boot on ARM, 32 bits. */
    public static final ClientArchitecture ARM32_UBOOT = known(21, "ARM 32 U-Boot", Processor.ARM32, Platform.UBOOT);
    /** U-Boot on ARM, 64 bits. */
    public static final ClientArchitecture ARM64_UBOOT = known(22, "ARM 64 U-Boot", Processor.ARM64, Platform.UBOOT);
    /** U-Boot on ARM, 32 bits, boots over HTTP. */
    public static final ClientArchitecture ARM32_UBOOT_HTTP =
            http(23, "ARM 32 U-Boot HTTP", Processor.ARM32, Platform.UBOOT);
    /** U-Boot on ARM, 64 bits, boots over HTTP. */
    public static final ClientArchitecture ARM64_UBOOT_HTTP =
            http(24, "ARM 64 U-Boot HTTP", Processor.ARM64, Platform.UBOOT);
    /** RISC-V UEFI, 32 bits. */
    public static final ClientArchitecture RISCV32_UEFI = known(25, "RISC-V 32 UEFI", Processor.RISCV32, Platform.UEFI);
    /** RISC-V UEFI, 32 bits, boots over HTTP. */
    public static final ClientArchitecture RISCV32_UEFI_HTTP =
            http(26, "RISC-V 32 UEFI HTTP", Processor.RISCV32, Platform.UEFI);
    /** RISC-V UEFI, 64 bits. */
    public static final ClientArchitecture RISCV64_UEFI = known(27, "RISC-V 64 UEFI", Processor.RISCV64, Platform.UEFI);
    /** RISC-V UEFI, 64 bits, boots over HTTP. */
    public static final ClientArchitecture RISCV64_UEFI_HTTP =
            http(28, "RISC-V 64 UEFI HTTP", Processor.RISCV64, Platform.UEFI);
    /** RISC-V UEFI, 128 bits. */
    public static final ClientArchitecture RISCV128_UEFI =
            known(29, "RISC-V 128 UEFI", Processor.RISCV128, Platform.UEFI);
    /** RISC-V UEFI, 128 bits, boots over HTTP. */
    public static final ClientArchitecture RISCV128_UEFI_HTTP =
            http(30, "RISC-V 128 UEFI HTTP", Processor.RISCV128, Platform.UEFI);
    /** s390 Basic. */
    public static final ClientArchitecture S390_BASIC = known(31, "s390 Basic", Processor.S390, Platform.OTHER);
    /** s390 Extended. */
    public static final ClientArchitecture S390_EXTENDED = known(32, "s390 Extended", Processor.S390, Platform.OTHER);
    /** MIPS UEFI, 32 bits. */
    public static final ClientArchitecture MIPS32_UEFI = known(33, "MIPS 32 UEFI", Processor.MIPS32, Platform.UEFI);
    /** MIPS UEFI, 64 bits. */
    public static final ClientArchitecture MIPS64_UEFI = known(34, "MIPS 64 UEFI", Processor.MIPS64, Platform.UEFI);
    /** Sunway UEFI, 32 bits. */
    public static final ClientArchitecture SUNWAY32_UEFI =
            known(35, "Sunway 32 UEFI", Processor.SUNWAY32, Platform.UEFI);
    /** Sunway UEFI, 64 bits. */
    public static final ClientArchitecture SUNWAY64_UEFI =
            known(36, "Sunway 64 UEFI", Processor.SUNWAY64, Platform.UEFI);
    /** LoongArch UEFI, 32 bits. */
    public static final ClientArchitecture LOONGARCH32_UEFI =
            known(37, "LoongArch 32 UEFI", Processor.LOONGARCH32, Platform.UEFI);
    /** LoongArch UEFI, 32 bits, boots over HTTP. */
    public static final ClientArchitecture LOONGARCH32_UEFI_HTTP =
            http(38, "LoongArch 32 UEFI HTTP", Processor.LOONGARCH32, Platform.UEFI);
    /** LoongArch UEFI, 64 bits. */
    public static final ClientArchitecture LOONGARCH64_UEFI =
            known(39, "LoongArch 64 UEFI", Processor.LOONGARCH64, Platform.UEFI);
    /** LoongArch UEFI, 64 bits, boots over HTTP. */
    public static final ClientArchitecture LOONGARCH64_UEFI_HTTP =
            http(40, "LoongArch 64 UEFI HTTP", Processor.LOONGARCH64, Platform.UEFI);
    /** The boot ROM of a Raspberry Pi. */
    public static final ClientArchitecture ARM_RPIBOOT = known(41, "ARM rpiboot", Processor.ARM64, Platform.RPIBOOT);

    /** Which processor a boot file must be made for. */
    public enum Processor {
        /** 32-bit x86. */
        X86,
        /** x86-64. */
        X64,
        /** Itanium. */
        ITANIUM,
        /** EFI byte code. */
        EBC,
        /** 32-bit ARM. */
        ARM32,
        /** 64-bit ARM. */
        ARM64,
        /** PowerPC and POWER. */
        POWERPC,
        /** 32-bit RISC-V. */
        RISCV32,
        /** 64-bit RISC-V. */
        RISCV64,
        /** 128-bit RISC-V. */
        RISCV128,
        /** IBM Z. */
        S390,
        /** 32-bit MIPS. */
        MIPS32,
        /** 64-bit MIPS. */
        MIPS64,
        /** 32-bit Sunway. */
        SUNWAY32,
        /** 64-bit Sunway. */
        SUNWAY64,
        /** 32-bit LoongArch. */
        LOONGARCH32,
        /** 64-bit LoongArch. */
        LOONGARCH64,
        /** Something else, or not known. */
        OTHER
    }

    /** Which firmware will run the boot file. */
    public enum Platform {
        /** PC BIOS. */
        BIOS,
        /** UEFI. */
        UEFI,
        /** Open Firmware. */
        OPEN_FIRMWARE,
        /** U-Boot. */
        UBOOT,
        /** The boot ROM of a Raspberry Pi. */
        RPIBOOT,
        /** Something else, or not known. */
        OTHER
    }

    /** Checks the range. */
    public ClientArchitecture {
        Check.range("architecture", value, 0, 0xffff);
    }

    /**
     * The architecture of that number.
     *
     * @throws IllegalArgumentException outside 0 to 65535
     */
    public static ClientArchitecture of(int value) {
        return value >= 0 && value < KNOWN.length ? KNOWN[value] : new ClientArchitecture(value);
    }

    static boolean isKnown(int value) {
        return value < KNOWN.length;
    }

    /** Whether the registry names it. U-Boot and iPXE on s390 send 65535 when they do not know. */
    public boolean isKnown() {
        return value < KNOWN.length;
    }

    /** What a boot file must be made for; 7 and 9 are both x64. */
    public Processor processor() {
        return isKnown() ? PROCESSORS[value] : Processor.OTHER;
    }

    /** What runs the boot file. */
    public Platform platform() {
        return isKnown() ? PLATFORMS[value] : Platform.OTHER;
    }

    /** Whether the client fetches its boot file over HTTP, by its URL. */
    public boolean isHttp() {
        return isKnown() && HTTP[value];
    }

    /** Whether the firmware is UEFI. */
    public boolean isUefi() {
        return platform() == Platform.UEFI;
    }

    /** Whether the firmware is a PC BIOS. */
    public boolean isBios() {
        return platform() == Platform.BIOS;
    }

    /** A short name like {@code x64 UEFI}, or {@code UNKNOWN(n)}. */
    @Override
    public String toString() {
        return isKnown() ? NAMES[value] : "UNKNOWN(" + value + ")";
    }

    private static ClientArchitecture known(int value, String name, Processor processor, Platform platform) {
        NAMES[value] = name;
        PROCESSORS[value] = processor;
        PLATFORMS[value] = platform;
        KNOWN[value] = new ClientArchitecture(value);
        return KNOWN[value];
    }

    private static ClientArchitecture http(int value, String name, Processor processor, Platform platform) {
        HTTP[value] = true;
        return known(value, name, processor, platform);
    }
}
