package io.pxe4j.testkit;

/** What an iPXE binary was built for: its script setting {@code ${platform}} and the architecture it reports. */
public enum Platform {
    /** A BIOS option ROM or {@code undionly.kpxe}: architecture 0, {@code ${platform}} is {@code pcbios}. */
    PCBIOS("pcbios", 0),
    /** A 64-bit EFI binary such as {@code snponly.efi}: architecture 7, {@code ${platform}} is {@code efi}. */
    EFI("efi", 7);

    private final String setting;
    private final int architecture;

    Platform(String setting, int architecture) {
        this.setting = setting;
        this.architecture = architecture;
    }

    /** The value of iPXE's {@code ${platform}}. */
    public String setting() {
        return setting;
    }

    /** The number in option 93 (RFC 4578). */
    public int architecture() {
        return architecture;
    }
}
