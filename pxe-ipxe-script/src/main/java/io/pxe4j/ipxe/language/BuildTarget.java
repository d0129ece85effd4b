package io.pxe4j.ipxe.language;

/** What iPXE was built for, which decides what a default build includes. */
public enum BuildTarget {
    /** PC BIOS, x86. */
    PCBIOS("pcbios", "i386", 'B'),
    /** UEFI on 64-bit x86. */
    EFI_X86_64("efi", "x86_64", 'E'),
    /** UEFI on 64-bit ARM; the builds for LoongArch and RISC-V include the same. */
    EFI_ARM64("efi", "arm64", 'A'),
    /** Bare RISC-V, started by its SBI firmware. */
    SBI("sbi", "riscv64", 'S');

    private final String platform;
    private final String architecture;
    private final char letter;

    BuildTarget(String platform, String architecture, char letter) {
        this.platform = platform;
        this.architecture = architecture;
        this.letter = letter;
    }

    /** What such a build answers for <code>${platform}</code>. */
    public String platform() {
        return platform;
    }

    /** What such a build answers for <code>${buildarch}</code>. */
    public String architecture() {
        return architecture;
    }

    /** Whether it runs on UEFI. */
    public boolean isEfi() {
        return platform.equals("efi");
    }

    boolean isIn(String letters) {
        return letters.indexOf(letter) >= 0;
    }
}
