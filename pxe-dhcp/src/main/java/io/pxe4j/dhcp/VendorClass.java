package io.pxe4j.dhcp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern SUFFIX =
            Pattern.compile("(?:PXE|HTTP)Client:Arch:(\\d{5})(?::UNDI:(\\d{3})(\\d{3}))?.*");

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
        Matcher suffix = SUFFIX.matcher(text);
        if (!suffix.matches() || Integer.parseInt(suffix.group(1)) > 0xffff) {
            return Optional.empty();
        }
        return Optional.of(ClientArchitecture.of(Integer.parseInt(suffix.group(1))));
    }

    /** The {@code UNDI} version of a PXE or HTTP client. */
    public Optional<NetworkInterfaceIdentifier> undi() {
        Matcher suffix = SUFFIX.matcher(text);
        if (!suffix.matches() || suffix.group(2) == null) {
            return Optional.empty();
        }
        int major = Integer.parseInt(suffix.group(2));
        int minor = Integer.parseInt(suffix.group(3));
        return major > 255 || minor > 255
                ? Optional.empty()
                : Optional.of(NetworkInterfaceIdentifier.undi(major, minor));
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
