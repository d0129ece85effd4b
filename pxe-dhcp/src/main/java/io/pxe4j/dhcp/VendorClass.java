package io.pxe4j.dhcp;

import java.util.Optional;

/**
 * The vendor class identifier, option 60: who made the client, and for boot firmware {@code PXEClient} or
 * {@code HTTPClient} with the architecture behind it.
 *
 * <p>Only the prefix is to be trusted; the architecture stands in option 93, and here too:
 * {@code PXEClient:Arch:00007:UNDI:003016}.
 *
 * @param text as the client sent it, without trailing NUL
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc2132#section-9.13">RFC 2132, section 9.13</a>
 */
public record VendorClass(String text) {
    /** What a server answers to PXE clients: the bare word, without suffix. */
    public static final VendorClass PXE_CLIENT = new VendorClass("PXEClient");
    /** What a server answers to UEFI HTTP boot: GRUB compares it whole. */
    public static final VendorClass HTTP_CLIENT = new VendorClass("HTTPClient");

    static final String ARCH = ":Arch:";
    static final int ARCH_DIGITS = 5;
    private static final String UNDI = ":UNDI:";
    private static final int UNDI_DIGITS = 3;

    static final OptionFormat<VendorClass> FORMAT =
            OptionFormats.map(OptionFormats.TEXT, VendorClass::new, VendorClass::text);

    /** The class with that text. */
    public static VendorClass of(String text) {
        return new VendorClass(text);
    }

    /** What PXE firmware sends: {@code PXEClient:Arch:00007:UNDI:003016}. */
    public static VendorClass pxeClient(ClientArchitecture architecture, NetworkInterfaceIdentifier undi) {
        return withSuffix("PXEClient", architecture, undi);
    }

    /** What UEFI HTTP boot sends: {@code HTTPClient:Arch:00016:UNDI:003001}. */
    public static VendorClass httpClient(ClientArchitecture architecture, NetworkInterfaceIdentifier undi) {
        return withSuffix("HTTPClient", architecture, undi);
    }

    /** Whether it starts with {@code PXEClient}. */
    public boolean isPxeClient() {
        return text.startsWith(PXE_CLIENT.text);
    }

    /** Whether it starts with {@code HTTPClient}. */
    public boolean isHttpClient() {
        return text.startsWith(HTTP_CLIENT.text);
    }

    /** The {@code Arch} of a PXE or HTTP client, for firmware that leaves out option 93. */
    public Optional<ClientArchitecture> architecture() {
        int value = text.startsWith(ARCH, prefixLength()) ? number(prefixLength() + ARCH.length(), ARCH_DIGITS) : -1;
        return value < 0 || value > 0xffff ? Optional.empty() : Optional.of(ClientArchitecture.of(value));
    }

    /** The {@code UNDI} version of a PXE or HTTP client. */
    public Optional<NetworkInterfaceIdentifier> undi() {
        int undi = prefixLength() + ARCH.length() + ARCH_DIGITS;
        if (architecture().isEmpty() || !text.startsWith(UNDI, undi)) {
            return Optional.empty();
        }
        int major = number(undi + UNDI.length(), UNDI_DIGITS);
        int minor = number(undi + UNDI.length() + UNDI_DIGITS, UNDI_DIGITS);
        return major < 0 || minor < 0 || major > 255 || minor > 255
                ? Optional.empty()
                : Optional.of(NetworkInterfaceIdentifier.undi(major, minor));
    }

    // Past the end for any other client, where nothing is found.
    private int prefixLength() {
        return isPxeClient() ? PXE_CLIENT.text.length() : isHttpClient() ? HTTP_CLIENT.text.length() : text.length();
    }

    // The number that those digits are; -1 if they are none.
    private int number(int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    private static VendorClass withSuffix(
            String prefix, ClientArchitecture architecture, NetworkInterfaceIdentifier undi) {
        return new VendorClass(
                String.format("%s:Arch:%05d:UNDI:%03d%03d", prefix, architecture.value(), undi.major(), undi.minor()));
    }

    /** The text, with control characters escaped. */
    @Override
    public String toString() {
        return OctetText.escape(text);
    }
}
